"""Makes the forms of tests/fixtures/forms: score forms in the manner of offices, with placeholders (openpyxl, xlsxwriter).

    python3 scripts/make_forms.py tests/fixtures/forms
"""
import openpyxl, io, sys
from openpyxl.styles import Border, Side, Font, PatternFill, Alignment, Protection
from openpyxl.formatting.rule import CellIsRule, DataBarRule
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.comments import Comment
from openpyxl.chart import BarChart, Reference
from openpyxl.workbook.defined_name import DefinedName
D=sys.argv[1]
thin=Side(style='thin'); B=Border(thin,thin,thin,thin)
def frame(ws,r0,r1,c0,c1):
    for r in range(r0,r1+1):
        for c in range(c0,c1+1): ws.cell(r,c).border=B
# 1 classic: logo, merged heads, borders, sum formula, CF, DV, print titles, breaks, chart, comment, hidden sheet, names
wb=openpyxl.Workbook(); ws=wb.active; ws.title='评分表'
ws.merge_cells('A1:G1'); ws['A1']='员工绩效考核评分表'; ws['A1'].font=Font(size=18,bold=True); ws['A1'].alignment=Alignment(horizontal='center')
ws['A2']='姓名'; ws['B2']='{{姓名}}'; ws['C2']='工号'; ws['D2']='{{工号}}'; ws['E2']='部门：{{部门}}　岗位：{{岗位}}'; ws.merge_cells('E2:G2')
ws['A3']='考核周期'; ws['B3']='{{考核周期}}'; ws['C3']='上级'; ws['D3']='{{直接上级}}'
for i,h in enumerate(['序号','考核指标','权重','目标值','实际值','得分','加权得分'],1):
    ws.cell(4,i,h).font=Font(bold=True); ws.cell(4,i).fill=PatternFill('solid',fgColor='DDDDDD')
for i,h in enumerate(['{{序号}}','{{指标}}','{{权重}}','{{目标值}}','{{实际值}}','{{得分}}','{{加权得分}}'],1): ws.cell(5,i,h)
ws['F5'].number_format='0.00'; ws['G5'].number_format='0.00'; ws['C5'].number_format='0%'
ws['A6']='合计'; ws['G6']='=SUM(G5:G5)'; ws['C6']='=SUM(C5)'; ws['C6'].number_format='0%'; ws['G6'].number_format='0.00'
ws['A7']='加减分'; ws['G7']='{{加减分}}'; ws['A8']='总分'; ws['G8']='{{总分}}'; ws['A9']='等级'; ws['G9']='{{等级}}'; ws['F9']='=IF(G8>=90,"优","良")'
ws.merge_cells('A10:G11'); ws['A10']='评语：{{评语}}'
ws['A12']='签字：'
frame(ws,2,11,1,7); ws.row_dimensions[5].height=30; ws.row_dimensions[12].height=44
ws.conditional_formatting.add('F5:F5',CellIsRule(operator='lessThan',formula=['60'],fill=PatternFill('solid',bgColor='FFC7CE')))
ws.conditional_formatting.add('G8',CellIsRule(operator='greaterThan',formula=['$G$6'],font=Font(color='008000')))
dv=DataValidation(type='list',formula1='"优,良,中,差"'); dv.add('B12'); ws.add_data_validation(dv)
ws.print_title_rows='1:4'; ws.print_area='A1:G12'; ws.row_breaks.append(Break(id=9)); ws.freeze_panes='A5'
ws['A8'].comment=Comment('总分＝加权得分合计＋加减分','HR')
ch=BarChart(); ch.add_data(Reference(ws,min_col=7,min_row=4,max_row=5),titles_from_data=True); ws.add_chart(ch,'A14')
h=wb.create_sheet('辅助'); h['A1']="=评分表!G8"; h['A2']='=SUM(评分表!G5:G5)'; h.sheet_state='hidden'
wb.defined_names['总分格']=DefinedName('总分格',attr_text="评分表!$G$8")
wb.save(D+'/f1_classic.xlsx')
# 2 ready rows 10
wb=openpyxl.Workbook(); ws=wb.active; ws.title='考核表'
ws['A1']='姓名'; ws['B1']='{{姓名}}'; ws['D1']='得分'; ws['E1']='{{总分}}'
for i,t in enumerate(['指标','权重','得分','说明'],1): ws.cell(3,i,t)
for i,t in enumerate(['{{指标}}','{{权重}}','{{得分}}','{{说明}}'],1): ws.cell(4,i,t)
frame(ws,3,13,1,4); ws['C14']='=SUM(C4:C13)'; ws['A14']='合计'
wb.save(D+'/f2_ready_rows.xlsx')
# 3 merged label beside the kpi rows, two rows ready
wb=openpyxl.Workbook(); ws=wb.active; ws.title='表'
ws['A1']='{{公司}}{{部门}}考核表'; ws.merge_cells('A1:F1')
ws['A3']='工作业绩'; ws.merge_cells('A3:A4')
for r in (3,4):
    for c,t in zip('BCDEF',['{{指标}}','{{评分标准}}','{{实际值}}','{{得分}}','{{权重}}']): ws[f'{c}{r}']=t
ws.merge_cells('B6:C6'); ws['B6']='总分'; ws['D6']='{{总分}}'
ws['A8']='职责'; ws['B9']='{{职责}}'; ws['C9']='{{职责描述}}'; ws.merge_cells('C9:F9'); ws['A11']='加减分'; ws['B12']='{{事由}}'; ws['C12']='{{分值}}'
frame(ws,1,12,1,6)
wb.save(D+'/f3_three_blocks.xlsx')
# 4 two columns of kpis beside each other, row formula
wb=openpyxl.Workbook(); ws=wb.active; ws.title='Sheet1'
ws['A1']='Name'; ws['B1']='{{Name}}'; ws['A2']='Total'; ws['B2']='{{Total}}'
for c,t in zip('ABC',['{{KPI}}','{{Score}}','{{Weight}}']): ws[f'{c}4']=t
for c,t in zip('EFG',['{{KPI}}','{{Score}}','{{Weight}}']): ws[f'{c}4']=t
ws['D4']='=B4*C4'; ws['H4']='=F4*G4'; ws['D5']='=SUM(D4:D4)+SUM(H4:H4)'
wb.save(D+'/f4_two_beside.xlsx')
# 5 two sheets, form on second, references from the first; table wide words
wb=openpyxl.Workbook(); ws=wb.active; ws.title='封面'; ws['A1']='{{姓名}}'; ws['A2']="='评 分'!C6"; ws['A3']="=SUM('评 分'!C4:C5)"
w2=wb.create_sheet('评 分'); w2['A3']='指标'; w2['B3']='权重'; w2['C3']='加权得分'
for r in (4,5): w2[f'A{r}']='{{指标}}'; w2[f'B{r}']='{{权重}}'; w2[f'C{r}']='{{加权得分}}'
w2['A6']='合计'; w2['C6']='=SUM(C4:C5)'; w2['B6']='=SUM(B4:B5)'
wb.save(D+'/f5_two_sheets.xlsx')
# 6 rich text & text in between & header
wb=openpyxl.Workbook(); ws=wb.active; ws.title='S'; ws['A1']='姓名：{{姓名}}　工号：{{工号}}　总分：{{总分}}（{{等级}}）'; ws['A2']='{{指标}}：{{得分}}分，权重{{权重}}'; ws['A3']='以上由{{制表人}}填写'; ws.oddHeader.center.text='绩效考核'
wb.save(D+'/f6_in_words.xlsx')
# 7 protected unlocked
wb=openpyxl.Workbook(); ws=wb.active; ws.title='S'; ws['A1']='{{姓名}}'; ws['A2']='{{指标}}'; ws['B2']='{{得分}}'; 
for c in ('A1','A2','B2'): ws[c].protection=Protection(locked=False)
ws.protection.sheet=True
wb.save(D+'/f7_protected_unlocked.xlsx')
# 8 labels only (adopt)
wb=openpyxl.Workbook(); ws=wb.active; ws.title='考核表'
ws['A1']='绩效考核表'; ws.merge_cells('A1:F1'); ws['A2']='姓名：'; ws['C2']='部门：'; ws['E2']='岗位'; ws['A3']='考核周期'; ws['C3']='总分'; ws['E3']='等级'
for i,t in enumerate(['序号','考核项目','权重','目标值','评分标准','得分'],1): ws.cell(5,i,t)
frame(ws,2,12,1,6); ws['A13']='被考核人签字：'; ws['F13']='=SUM(F6:F12)'
wb.save(D+'/f8_labels.xlsx')
import xlsxwriter, zlib, struct
def chunk(t,d): return struct.pack('>I',len(d))+t+d+struct.pack('>I',zlib.crc32(t+d))
raw=b''.join(b'\0'+b'\x17\x49\x5e'*60 for _ in range(20))
open('/tmp/scorebook-logo.png','wb').write(b'\x89PNG\r\n\x1a\n'+chunk(b'IHDR',struct.pack('>IIBBBBB',60,20,8,2,0,0,0))+chunk(b'IDAT',zlib.compress(raw))+chunk(b'IEND',b''))
wb=xlsxwriter.Workbook(D+'/f9_logo.xlsx'); ws=wb.add_worksheet('绩效'); ws.insert_image('A1','/tmp/scorebook-logo.png'); ws.insert_image('A12','/tmp/scorebook-logo.png')
bold=wb.add_format({'bold':1,'border':1}); pc=wb.add_format({'num_format':'0%','border':1}); n2=wb.add_format({'num_format':'0.00','border':1})
ws.merge_range('B1:E1','{{部门}}绩效考核表',bold); ws.write('A2','姓名',bold); ws.write('B2','{{姓名}}',bold)
for i,t in enumerate(['指标','权重','得分','加权得分']): ws.write(3,i,t,bold)
for i,(t,f) in enumerate([('{{指标}}',bold),('{{权重}}',pc),('{{得分}}',n2),('{{加权得分}}',n2)]): ws.write(4,i,t,f)
ws.write('A6','合计',bold); ws.write_formula('D6','=SUM(D5:D5)',n2,0); ws.write_formula('B6','=SUM(B5)',pc,0); ws.write('A7','等级',bold); ws.write('B7','{{等级}}',bold)
ws.conditional_format('C5:C5',{'type':'data_bar','data_bar_2010':True}); ws.conditional_format('D6',{'type':'cell','criteria':'>=','value':90,'format':bold})
ws.data_validation('B8',{'validate':'list','source':['是','否']}); ws.write_comment('A7','按总分定级'); ws.repeat_rows(3); ws.print_area('A1:E20'); ws.set_h_pagebreaks([8]); ws.set_footer('&P/&N')
ch=wb.add_chart({'type':'column'}); ch.add_series({'categories':"='绩效'!$A$5:$A$5",'values':"='绩效'!$C$5:$C$5"}); ws.insert_chart('A15',ch)
ws.write_formula('B9',"=HYPERLINK(\"#'绩效'!D6\",\"见合计\")"); ws.write_url('C9',"internal:'绩效'!D6")
wb.define_name('合计格',"='绩效'!$D$6"); wb.close()


# openpyxl writes the parts of a font in an order of its own, which validators complain of: they are put into the schema's, and nothing else
# of the package changes.
import pathlib, re, zipfile
ORDER=['b','i','strike','condense','extend','outline','shadow','u','vertAlign','sz','color','name','family','charset','scheme']
def in_order(font):
    parts=re.findall(r'<(\w+)[^>]*/>',font.group(2))
    whole=re.findall(r'<\w+[^>]*/>',font.group(2))
    return font.group(1)+''.join(part for _,part in sorted(zip(parts,whole),key=lambda one: ORDER.index(one[0])))+'</font>'
for path in sorted(pathlib.Path(D).glob('f[1-8]_*.xlsx')):
    with zipfile.ZipFile(path) as old:
        parts=[(part,old.read(part)) for part in old.infolist()]
    with zipfile.ZipFile(path,'w',zipfile.ZIP_DEFLATED) as new:
        for part,data in parts:
            if part.filename=='xl/styles.xml':
                data=re.sub(r'(<font>)(.*?)</font>',in_order,data.decode(),flags=re.S).replace('<numFmts count="0" />','').encode()
            new.writestr(part,data,zipfile.ZIP_DEFLATED)
