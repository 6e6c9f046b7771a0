#!/usr/bin/env python3
"""Prove that no figure is scored which another program shows differently.

    scripts/differential.py SCOREBOOK FOLDER

Makes into FOLDER a workbook in which one cell decides the score (80 gives 80.00), and variants of it that readers are known
to take differently: values, cells, rows, sheets, parts, relations and names of the container that stand twice, in extensions,
under alternatives, out of place. Each is opened by openpyxl, calamine (python-calamine), LibreOffice (converted to .xlsx, in
one call) and the program. Where the program gives a score, every other program that can open the file must show that very
figure in the cell. The variants that real programs write must be scored. Exit status: 0 holds, 1 does not, 2 failed.
"""
import csv
import datetime
import io
import json
import pathlib
import re
import resource
import shutil
import struct
import subprocess
import sys
import tempfile
import warnings
import zipfile
import zlib

import biff

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
SHEET, DATA, CELL = "数据-主播", "xl/worksheets/sheet5.xml", "C2"
TABS, TAB_LINKS, ROOT = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"
TYPES, STYLES = "[Content_Types].xml", "xl/styles.xml"
SHEETS = {
    "考核信息": [["部门", "甲部"], ["考核周期", "2026-11"], ["计分方式", "百分制"]],
    "考核指标": [["岗位", "指标", "权重", "计算公式", "单位", "目标值", "评分标准"], ["主播", "量", "100%", "数量", "次", 100, "按完成率比例计分，最高120分"]],
    "数据项": [["岗位", "数据项", "单位", "汇总方式"], ["主播", "数量", "次", "求和"]],
    "人员名单": [["工号", "姓名", "岗位"], ["E001", "张一", "主播"]],
    SHEET: [["工号", "姓名", "数量"], ["E001", "张一", 80]],
    "等级": [["等级", "最低分"], ["A", 0]],
}
# The cell as openpyxl writes it.
OWN = '<c r="C2" t="n"><v>80</v></c>'
ROW = '<row r="2"><c r="C2" t="n"><v>100</v></c></row>'


def base():
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in SHEETS.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.properties.created = book.properties.modified = datetime.datetime(2026, 11, 30)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        return {name: box.read(name) for name in box.namelist()}


def packed(contents):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in contents:
            box.writestr(zipfile.ZipInfo(name, (2026, 11, 30, 0, 0, 0)), content)
    return out.getvalue()


def edited(data, part, old, new, **more):
    """The workbook with a text of a part changed, and parts added (`__` in a name stands for a slash, `_1` for a dot)."""
    contents = parts(data)
    text = contents[part].decode("utf-8")
    if old not in text:
        raise SystemExit(f"{part}: no {old}: {text[:600]}")
    contents[part] = text.replace(old, new, 1).encode("utf-8")
    added = [(name.replace("__", "/").replace("_1", "."), content) for name, content in more.items()]
    return packed([*contents.items(), *added])


def sheet_of(value):
    return parts(base())[DATA].decode().replace("<v>80</v>", f"<v>{value}</v>")


def relation(ident, kind, target):
    return f'<Relationship Id="{ident}" Type="{LINKS}/{kind}" Target="{target}"/></Relationships>'


def tab_id(data):
    text = parts(data)[TABS].decode()
    return re.search(rf'name="{SHEET}"[^>]*r:id="([^"]+)"', text).group(1)


def renamed(data, which, name):
    """Another name of the data's part: in the directory (0), before its bytes (1)."""
    place = [b"PK\x01\x02", b"PK\x03\x04"][which]
    at = 0
    while (at := data.find(place, at)) >= 0:
        start = at + (46, 30)[which]
        if data[start : start + len(DATA)] == DATA.encode():
            return data[:start] + name.encode() + data[start + len(name) :]
        at += 4
    raise SystemExit("no such part")


def with_unicode_name(data, decoy):
    """The data's part and a decoy whose extra field says that it is the data's part."""
    contents = parts(data)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        for name, content in contents.items():
            box.writestr(name, content)
        info = zipfile.ZipInfo("xl/worksheets/other.xml", (2026, 11, 30, 0, 0, 0))
        name = info.filename.encode()
        info.extra = struct.pack("<HHBI", 0x7075, 5 + len(DATA), 1, zlib.crc32(name)) + DATA.encode()
        box.writestr(info, decoy)
    return out.getvalue()


def xlsx_variants(data):
    def cell(new):
        return edited(data, DATA, OWN, new)

    def rest(new):
        return edited(data, DATA, "</sheetData>", f"</sheetData>{new}")

    ident = tab_id(data)
    choice = '<mc:AlternateContent {0}><mc:Choice Requires="{1}">{2}</mc:Choice><mc:Fallback>{3}</mc:Fallback></mc:AlternateContent>'
    hundred = OWN.replace("80", "100")
    yield "two-values", cell('<c r="C2"><v>80</v><v>100</v></c>')
    yield "two-values-reversed", cell('<c r="C2"><v>100</v><v>80</v></c>')
    yield "value-and-text", cell('<c r="C2"><v>80</v><is><t>100</t></is></c>')
    yield "text-with-value", cell('<c r="C2" t="inlineStr"><v>80</v><is><t>100</t></is></c>')
    yield "text-without-kind", cell('<c r="C2"><is><t>100</t></is></c>')
    yield "kind-unknown", cell('<c r="C2" t="x"><v>80</v></c>')
    yield "comment-in-value", cell('<c r="C2"><v>8<!-- -->0</v></c>')
    yield "character-reference", cell('<c r="C2"><v>8&#48;</v></c>')
    yield "cdata", cell('<c r="C2"><v><![CDATA[80]]></v></c>')
    yield "element-in-value", cell('<c r="C2"><v>8<x>1</x>0</v></c>')
    yield "value-before-formula", cell('<c r="C2"><v>80</v><f>40*2</f></c>')
    yield "cell-twice", cell(OWN + hundred)
    yield "cell-out-of-order", cell('<c r="D2"><v>1</v></c>' + OWN)
    yield "cell-of-other-row", cell('<c r="C3"><v>80</v></c>')
    yield "cell-for-some", cell(choice.format(MC, "x14", OWN, hundred))
    yield "cell-for-nobody", cell(choice.format(MC, "nobody", hundred, OWN))
    yield "value-for-some", cell('<c r="C2">' + choice.format(MC, "x14", "<v>80</v>", "<v>100</v>") + "</c>")
    yield "foreign-cell", cell(OWN + '<z:c xmlns:z="urn:z" r="C2"><v>100</v></z:c>')
    yield "foreign-value", cell('<c r="C2"><v>80</v><z:v xmlns:z="urn:z">100</z:v></c>')
    yield "foreign-around-cell", cell(f'<z:x xmlns:z="urn:z">{OWN}</z:x>')
    yield "value-in-extension", cell('<c r="C2"><v>80</v><extLst><ext><v>100</v></ext></extLst></c>')
    yield "row-twice", edited(data, DATA, "</sheetData>", f"{ROW}</sheetData>")
    yield "row-in-extension", rest(f"<extLst><ext>{ROW}</ext></extLst>")
    yield "table-in-extension", rest(f"<extLst><ext><sheetData>{ROW}</sheetData></ext></extLst>")
    yield "two-tables", rest(f"<sheetData>{ROW}</sheetData>")
    yield "table-for-some", rest(choice.format(MC, "nobody", "", f"<sheetData>{ROW}</sheetData>"))
    other = sheet_of(100)
    sheet = f'<sheet name="{SHEET}" sheetId="99" r:id="rId99"/>'
    linked = parts(edited(data, TAB_LINKS, "</Relationships>", relation("rId99", "worksheet", "worksheets/other.xml")))
    linked = packed([*linked.items(), ("xl/worksheets/other.xml", other)])
    yield "sheet-twice", edited(linked, TABS, "</sheets>", sheet + "</sheets>")
    yield "sheet-in-extension", edited(linked, TABS, "</workbook>", f'<extLst><ext>{sheet.replace("r:id", f"xmlns:r={chr(34)}{LINKS}{chr(34)} r:id")}</ext></extLst></workbook>')
    yield "sheets-for-some", edited(linked, TABS, "</sheets>", "</sheets>" + choice.format(MC, "nobody", "", f'<sheets xmlns:r="{LINKS}">{sheet}</sheets>'))
    yield "foreign-id", edited(linked, TABS, f'r:id="{ident}"', f'r:id="{ident}" xmlns:z="urn:z" z:id="rId99"')
    yield "relation-twice", packed([*parts(edited(data, TAB_LINKS, "</Relationships>", relation(ident, "worksheet", "worksheets/other.xml"))).items(), ("xl/worksheets/other.xml", other)])
    yield "two-workbooks", edited(data, ROOT, "</Relationships>", relation("rId99", "officeDocument", "x/workbook.xml"), x__workbook_1xml=parts(data)[TABS])
    strings = f'<sst xmlns="{MAIN}">' + "<si><t>x</t></si>" * 60 + "</sst>"
    yield "two-tables-of-texts", edited(data, TAB_LINKS, "</Relationships>", relation("rId99", "sharedStrings", "other.xml"), xl__other_1xml=strings)
    yield "part-twice", data_twice(data, other)
    yield "name-in-directory", packed_with_decoy(data, other, 0)
    yield "name-before-bytes", packed_with_decoy(data, other, 1)
    yield "unicode-name", with_unicode_name(data, other)
    yield "container-twice", packed([(n, other if n == DATA else c) for n, c in parts(data).items()]) + data
    yield "other-encoding", recoded(data)
    # What programs write: these must be scored.
    yield "plain.ok", data
    yield "text-number.ok", cell('<c r="C2" t="inlineStr"><is><t>80</t></is></c>')
    yield "runs.ok", cell('<c r="C2" t="inlineStr"><is><r><t>8</t></r><r><rPr><b/></rPr><t>0</t></r></is></c>')
    yield "formula.ok", cell('<c r="C2"><f>40*2</f><v>80</v></c>')
    yield "no-address.ok", cell("<c><v>80</v></c>")
    yield "comments.ok", cell(f"<!-- x -->{OWN}<!-- y -->")
    yield "prefix.ok", prefixed(data)
    yield "utf-16.ok", packed([(n, c.decode().replace("utf-8", "utf-16").replace("UTF-8", "UTF-16").encode("utf-16") if n == DATA else c) for n, c in parts(data).items()])
    for name, coding, mark, said in (
        ("little-end-unmarked", "utf-16-le", b"", "UTF-16"),
        ("big-end", "utf-16-be", b"\xFE\xFF", "UTF-16"),
        ("big-end-unmarked", "utf-16-be", b"", "UTF-16"),
        ("little-end-unsaid", "utf-16-le", b"\xFF\xFE", None),
        ("big-end-said-little", "utf-16-be", b"\xFE\xFF", "UTF-16LE"),
        ("said-and-not", "utf-8", b"", "UTF-16"),
        ("not-said", "utf-16-le", b"\xFF\xFE", "UTF-8"),
        ("32", "utf-32", b"", "UTF-32"),
    ):
        text = re.sub(r"^<\?xml.*?\?>", "", parts(data)[DATA].decode())
        text = (f'<?xml version="1.0" encoding="{said}"?>' if said else "") + text
        yield f"utf-{name}", packed([(n, mark + text.encode(coding) if n == DATA else c) for n, c in parts(data).items()])
    for name, area in (("columns", "G:H"), ("fixed", "$G$9:$H$10"), ("fixed-row", "$9:$9"), ("reversed", "H10:G9"), ("small", "g9:h10"), ("rows", "9:12")):
        yield f"merged-{name}.ok", rest(f'<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>')
    yield "merged-row.ok", rest('<mergeCells count="1"><mergeCell ref="9:9"/></mergeCells>')
    yield "wrong-dimension.ok", edited(data, DATA, 'ref="A1:C2"', 'ref="A1"')


def data_twice(data, other):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return packed([*parts(data).items(), (DATA, other)])


def packed_with_decoy(data, other, which):
    """A part that one of the two names calls the data's, the other something else, beside the data's own."""
    decoy = DATA.replace("sheet5", "sheet9")
    whole = packed([(decoy, other), *parts(data).items()])
    place, skip = [(b"PK\x01\x02", 46), (b"PK\x03\x04", 30)][which]
    at = whole.find(place)
    while whole[at + skip : at + skip + len(decoy)] != decoy.encode():
        at = whole.find(place, at + 4)
    return whole[: at + skip] + DATA.encode() + whole[at + skip + len(DATA) :]


def recoded(data):
    """The name of the person in another encoding than the part says: digits stay the same."""
    contents = parts(data)
    text = contents[DATA].decode()
    head = "<?xml version='1.0' encoding='shift_jis'?>"
    contents[DATA] = (head + re.sub(r"^<\?xml.*?\?>", "", text)).encode("utf-8")
    return packed(contents.items())


def prefixed(data):
    contents = parts(data)
    text = contents[DATA].decode()
    text = re.sub(r"<(/?)(\w)", r"<\1x:\2", text).replace("xmlns=", "xmlns:x=")
    contents[DATA] = text.encode()
    return packed(contents.items())


def hundred_cell(cell):
    return cell.replace('office:value="80"', 'office:value="100"').replace(">80<", ">100<").replace("table:table-cell", "table:change-track-table-cell")


def ods_variants(data):
    text = parts(data)["content.xml"].decode()

    def content(new):
        return packed([(n, new.encode() if n == "content.xml" else c) for n, c in parts(data).items()])

    start = text.index(f'<table:table table:name="{SHEET}"')
    end = text.index("</table:table>", start) + len("</table:table>")
    table = text[start:end]
    number = re.search(r'<table:table-cell[^>]*office:value="80"[^>]*>', table).group(0)
    hundred = table.replace('office:value="80"', 'office:value="100"').replace(">80<", ">100<")
    link = f"<table:dde-links><table:dde-link><office:dde-source/>{hundred}</table:dde-link></table:dde-links>"
    yield "plain.ok", content(text)
    yield "copy-of-a-link", content(text.replace("</office:spreadsheet>", f"{link}</office:spreadsheet>"))
    yield "copy-of-a-link-before", content(text[:start] + link + text[start:])
    yield "sheet-twice", content(text[:end] + hundred + text[end:])
    yield "two-values", content(text.replace(number, number.replace('office:value="80"', 'office:value="80" office:date-value="2026-11-05"'), 1))
    yield "two-kinds", content(text.replace(number, re.sub('calcext:value-type="[a-z]+"', 'calcext:value-type="percentage"', number), 1))
    yield "covered", content(text.replace(number, number.replace("table-cell", "covered-table-cell"), 1).replace(number, number))
    cell = text[text.index(number) : text.index("</table:table-cell>", text.index(number)) + len("</table:table-cell>")]

    def instead(new):
        if cell not in text:
            raise SystemExit("no such cell")
        return content(text[:start] + table.replace(cell, new, 1) + text[end:])

    def typed(kind, value, shown="80", more=""):
        return f'<table:table-cell office:value-type="{kind}" {value}{more}><text:p>{shown}</text:p></table:table-cell>'

    row_start = table.rindex("<table:table-row", 0, table.index(number))
    row_end = table.index("</table:table-row>", row_start) + len("</table:table-row>")
    row = table[row_start:row_end]
    other_row = row.replace('office:value="80"', 'office:value="100"').replace(">80<", ">100<")

    def rows(new):
        return content(text[:start] + table[:row_start] + new + table[row_end:] + text[end:])

    yield "float.ok", instead(typed("float", 'office:value="80"'))
    yield "exponent.ok", instead(typed("float", 'office:value="8E1"'))
    yield "blanks-around", instead(typed("float", 'office:value=" 80 "'))
    yield "comma", instead(typed("float", 'office:value="80,0"'))
    yield "hexadecimal", instead(typed("float", 'office:value="0x50"'))
    yield "no-number", instead(typed("float", 'office:value="NaN"'))
    yield "shown-otherwise", instead(typed("float", 'office:value="80"', "100"))
    yield "percentage", instead(typed("percentage", 'office:value="0.8"', "80%"))
    yield "currency.ok", instead(typed("currency", 'office:value="80" office:currency="CNY"', "80"))
    yield "text.ok", instead(typed("string", ""))
    yield "text-twice", instead(typed("string", 'office:string-value="100"'))
    yield "text-as-attribute", instead('<table:table-cell office:value-type="string" office:string-value="80"/>')
    yield "truth", instead(typed("boolean", 'office:boolean-value="true"', "TRUE"))
    yield "day", instead(typed("date", 'office:date-value="2026-11-05"', "2026-11-05"))
    yield "time", instead(typed("time", 'office:time-value="PT80H00M00S"', "80:00"))
    yield "kind-without-value", instead(typed("float", ""))
    yield "kind-unknown", instead(typed("fraction", 'office:value="80"'))
    yield "value-without-kind", instead('<table:table-cell office:value="80"><text:p>80</text:p></table:table-cell>')
    yield "two-paragraphs", instead('<table:table-cell office:value-type="string"><text:p>8</text:p><text:p>0</text:p></table:table-cell>')
    yield "spans.ok", instead('<table:table-cell office:value-type="string"><text:p><text:span>8</text:span><text:span>0</text:span></text:p></table:table-cell>')
    yield "written-blank", instead('<table:table-cell office:value-type="string"><text:p>8<text:s/>0</text:p></table:table-cell>')
    yield "note.ok", instead(typed("float", 'office:value="80"').replace("<text:p>", "<office:annotation><text:p>100</text:p></office:annotation><text:p>", 1))
    yield "note-in-a-text", instead(typed("string", "").replace("<text:p>", "<office:annotation><text:p>100</text:p></office:annotation><text:p>", 1))
    yield "repeated-to-the-right", instead(typed("float", 'office:value="80"', more=' table:number-columns-repeated="3"'))
    yield "repeated-no-times", instead(typed("float", 'office:value="80"', more=' table:number-columns-repeated="0"'))
    yield "repeated-nonsense", instead(typed("float", 'office:value="80"', more=' table:number-columns-repeated="-2"'))
    yield "repeated-without-end", instead(typed("float", 'office:value="80"', more=' table:number-columns-repeated="4294967297"'))
    yield "formula.ok", instead(typed("float", 'office:value="80"', more=' table:formula="of:=40*2"'))
    yield "formula-of-text", instead(typed("string", "", more=' table:formula="of:=&quot;80&quot;"'))
    yield "formula-alone", instead('<table:table-cell table:formula="of:=40*2"/>')
    yield "matrix", instead(typed("float", 'office:value="80"', more=' table:formula="of:=40*2" table:number-matrix-columns-spanned="1" table:number-matrix-rows-spanned="1"'))
    yield "cell-in-a-cell", instead(typed("float", 'office:value="80"').replace("<text:p>", typed("float", 'office:value="100"', "100") + "<text:p>", 1))
    yield "table-in-a-cell", instead(typed("float", 'office:value="80"').replace("</table:table-cell>", f'<table:table table:name="x">{other_row}</table:table></table:table-cell>'))
    yield "picture-over-a-cell.ok", instead(typed("float", 'office:value="80"').replace("<text:p>", "<draw:frame><draw:text-box><text:p>100</text:p></draw:text-box></draw:frame><text:p>", 1))
    yield "row-hidden", rows(row.replace("<table:table-row", '<table:table-row table:visibility="collapse"', 1))
    yield "rows-in-a-group.ok", rows(f"<table:table-row-group>{row}</table:table-row-group>")
    yield "rows-in-a-hidden-group", rows(f'<table:table-row-group table:display="false">{row}</table:table-row-group>')
    yield "rows-of-a-heading.ok", rows(f"<table:table-header-rows>{row}</table:table-header-rows>")
    yield "rows-in-a-stranger", rows(f'<z:x xmlns:z="urn:z">{row}</z:x>')
    yield "rows-behind-a-stranger", rows(f'{row}<z:x xmlns:z="urn:z">{other_row}</z:x>')
    yield "deleted-content.ok", content(text.replace("<office:spreadsheet>", f'<office:spreadsheet><table:tracked-changes><table:cell-content-change table:id="c1"><table:cell-address table:column="2" table:row="1" table:table="4"/><office:change-info><dc:creator>x</dc:creator><dc:date>2026-11-01T00:00:00</dc:date></office:change-info><table:previous>{hundred_cell(cell)}</table:previous></table:cell-content-change></table:tracked-changes>', 1))
    yield "sheet-in-other-letters", content(text[:end] + hundred.replace(f'table:name="{SHEET}"', f'table:name="{SHEET} "') + text[end:])
    yield "sheet-in-a-stranger", content(text[:start] + f'<z:x xmlns:z="urn:z">{hundred}</z:x>' + text[start:])
    yield "two-bodies", content(text.replace("</office:body>", f"</office:body><office:body><office:spreadsheet>{hundred}</office:spreadsheet></office:body>"))
    yield "nested", content(text.replace(number, f'<z:x xmlns:z="urn:z">{number}', 1).replace("</table:table-row>", "</table:table-row>"))


def xls_variants(data):
    yield "plain.ok", data
    at = next(at for at in range(512, len(data) - 12) if data[at : at + 2] == b"\xFC\x00" and 8 < struct.unpack_from("<H", data, at + 2)[0] < 8225)
    total, unique = struct.unpack_from("<II", data, at + 4)
    if 0 < unique <= total < 10_000:
        yield "texts-claim-more.ok", data[: at + 8] + struct.pack("<I", unique + 3) + data[at + 12 :]
    import olefile

    with olefile.OleFileIO(io.BytesIO(data)) as box:
        summary = ("\x05SummaryInformation", box.openstream("\x05SummaryInformation").read())
        for name, stream in record_variants(box.openstream("Workbook").read()):
            yield name, stream if stream.startswith(b"\xD0\xCF") else biff.container([("Workbook", stream), summary])
    written = written_by_xlwt()
    yield "xlwt.ok", written
    with olefile.OleFileIO(io.BytesIO(written)) as box:
        for name, stream in record_variants(box.openstream("Workbook").read()):
            if not stream.startswith(b"\xD0\xCF"):
                yield f"xlwt-{name}", biff.container([("Workbook", stream)])


def written_by_xlwt():
    import xlwt

    book = xlwt.Workbook()
    for name, rows in SHEETS.items():
        sheet = book.add_sheet(name)
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                sheet.write(row, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def record_variants(stream):
    """Streams with other records for the cell C2 of the data's sheet, which holds 80, and around it."""
    found = biff.records(stream)
    # The tabs in their order, and where each substream begins among the records.
    tabs = [at for at, (kind, _) in enumerate(found) if kind == biff.BOUND_SHEET]
    begins = [at for at, (kind, _) in enumerate(found) if kind == biff.BOF]
    data_tab = list(SHEETS).index(SHEET)
    begin = begins[1 + data_tab]
    end = next(at for at in range(begin, len(found)) if found[at][0] == biff.EOF)
    where = struct.pack("<HH", 1, 2)
    own = next(at for at in range(begin, end) if found[at][0] in (biff.RK, biff.NUMBER) and found[at][1][:4] == where)
    style = found[own][1][4:6]

    def cell(kind, value, column=2, row=1):
        return [kind, struct.pack("<HH", row, column) + style + value]

    def number(value, **more):
        return cell(biff.NUMBER, struct.pack("<d", value), **more)

    def packed_number(value):
        return struct.pack("<I", (value << 2 | 2) & 0xFFFFFFFF)

    def formula(value, tokens=b"\x1E\x50\x00", **more):
        return cell(biff.FORMULA, value + struct.pack("<HIH", 0, 0, len(tokens)) + tokens, **more)

    def instead(*records):
        return biff.joined([*found[:own], *records, *found[own + 1 :]])

    def with_changed(at, record):
        return biff.joined([*found[:at], record, *found[at + 1 :]])

    def tab(at, name=None, place=None, kind=None, state=None):
        """A tab's record with another name, kind or state; its place: the how-manieth substream, and bytes from its beginning."""
        data = found[at][1]
        kept = data[:4] if place is None else b"KEEP" + bytes(place)
        state = data[4] if state is None else state
        kind = data[5] if kind is None else kind
        rest = data[6:] if name is None else struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
        return [biff.BOUND_SHEET, kept + struct.pack("<BB", state, kind) + rest]

    hundred = number(100.0)
    many = struct.pack("<HH", 1, 2) + style + packed_number(80) + style + packed_number(7) + struct.pack("<H", 3)
    # One way to write a number, or another: these must be scored.
    yield "number.ok", instead(number(80.0))
    yield "packed-whole.ok", instead(cell(biff.RK, packed_number(80)))
    yield "packed-hundredth.ok", instead(cell(biff.RK, struct.pack("<I", 8000 << 2 | 3)))
    yield "packed-float.ok", instead(cell(biff.RK, struct.pack("<I", struct.unpack("<Q", struct.pack("<d", 80.0))[0] >> 32)))
    yield "packed-float-hundredth.ok", instead(cell(biff.RK, struct.pack("<I", struct.unpack("<Q", struct.pack("<d", 8000.0))[0] >> 32 | 1)))
    yield "packed-negative", instead(cell(biff.RK, packed_number(-80)))
    yield "several-at-once.ok", instead([biff.MUL_RK, many])
    yield "text.ok", instead(cell(biff.LABEL, biff.text("80")))
    yield "narrow-text.ok", instead(cell(biff.LABEL, biff.text("80", wide=False)))
    yield "text-with-formats", instead(cell(biff.RICH_LABEL, biff.text("80") + struct.pack("<HHH", 1, 1, 0)))
    yield "formula.ok", instead(formula(struct.pack("<d", 80.0)))
    yield "formula-of-text", instead(formula(b"\0\0\0\0\0\0\xFF\xFF"), [biff.STRING, biff.text("80")])
    yield "formula-without-its-text", instead(formula(b"\0\0\0\0\0\0\xFF\xFF"))
    yield "formula-with-two-texts", instead(formula(b"\0\0\0\0\0\0\xFF\xFF"), [biff.STRING, biff.text("80")], [biff.STRING, biff.text("100")])
    yield "formula-with-text-of-no-need", instead(formula(struct.pack("<d", 80.0)), [biff.STRING, biff.text("100")])
    yield "formula-of-blank", instead(formula(b"\3\0\0\0\0\0\xFF\xFF"))
    yield "formula-of-truth", instead(formula(b"\1\0\1\0\0\0\xFF\xFF"))
    yield "formula-of-error", instead(formula(b"\2\0\x07\0\0\0\xFF\xFF"))
    yield "formula-with-broken-tokens", instead(formula(struct.pack("<d", 80.0), b"\xFF\xFF\xFF"))
    yield "truth", instead(cell(0x0205, b"\1\0"))
    yield "error", instead(cell(0x0205, b"\x2A\1"))
    # Libraries name the code page of their machine; texts are Unicode all the same. calamine reads the names of the sheets by it.
    for page in (936, 950, 1252, 10000, 65001):
        named = [[kind, struct.pack("<H", page)] if kind == biff.CODE_PAGE else [kind, data] for kind, data in found]
        named[own] = cell(biff.LABEL, biff.text("80", wide=False))
        yield f"code-page-{page}.ok", biff.joined(named)
    yield "rich-text-without-formats.ok", instead(cell(biff.RICH_LABEL, biff.text("80") + struct.pack("<H", 0)))
    yield "rich-text-narrow.ok", instead(cell(biff.RICH_LABEL, biff.text("80", wide=False) + struct.pack("<HHH", 1, 1, 0)))
    yield "rich-text-of-an-older-version", instead(cell(biff.RICH_LABEL, struct.pack("<H", 2) + b"80" + b"\1\1\0"))
    yield "text-of-an-older-version", instead(cell(biff.LABEL, struct.pack("<H", 2) + b"80"))
    yield "text-with-flags-of-formats", instead(cell(biff.LABEL, struct.pack("<HBH", 2, 8, 1) + b"80" + struct.pack("<HH", 0, 0)))
    yield "text-cut-by-its-record", instead([biff.LABEL, where + style + struct.pack("<HB", 2, 0) + b"8"], [biff.CONTINUE, b"\0" + b"0"])
    # What stands twice, or out of place.
    yield "cell-twice", instead(found[own], hundred)
    yield "cell-twice-reversed", instead(hundred, found[own])
    yield "cell-and-blank", instead(found[own], cell(biff.BLANK, b""))
    yield "blank-and-cell", instead(cell(biff.BLANK, b""), found[own])
    yield "several-over-a-cell", instead([biff.MUL_RK, many], number(9.0, column=3))
    yield "several-that-claim-more", instead([biff.MUL_RK, many[:-2] + struct.pack("<H", 9)])
    yield "several-that-claim-less", instead([biff.MUL_RK, many[:-2] + struct.pack("<H", 2)])
    yield "several-blanks-over-a-cell", instead(found[own], [biff.MUL_BLANK, struct.pack("<HH", 1, 1) + style * 3 + struct.pack("<H", 3)])
    yield "cell-out-of-order", instead(number(5.0, row=3), found[own])
    yield "cell-too-short", instead([biff.RK, found[own][1][:8]])
    yield "cell-too-long.ok", instead([found[own][0], found[own][1] + b"\0" * 6])
    yield "cell-of-a-strange-style", instead([found[own][0], where + b"\xFF\x0F" + found[own][1][6:]])
    yield "text-beyond-the-table", instead(cell(biff.LABEL_SST, struct.pack("<I", 9999)))
    yield "text-longer-than-its-record", instead(cell(biff.LABEL, struct.pack("<HB", 50, 1) + "80".encode("utf-16-le")))
    yield "last-cell", instead(found[own], number(1.0, column=255, row=65535))
    yield "column-beyond", instead(found[own], number(1.0, column=300))
    yield "older-number", instead([0x0003, struct.pack("<HH", 1, 2) + b"\0\0\0" + struct.pack("<d", 100.0)], found[own])
    yield "older-whole", instead([0x0002, struct.pack("<HH", 1, 2) + b"\0\0\0" + struct.pack("<H", 100)], found[own])
    yield "older-text", instead([0x0004, struct.pack("<HH", 1, 2) + b"\0\0\0\x03100"], found[own])
    yield "older-formula", instead(found[own], [0x0206, where + style + struct.pack("<dHH", 100.0, 0, 3) + b"\x1E\x64\0"])
    yield "oldest-formula", instead(found[own], [0x0406, where + style + struct.pack("<dHH", 100.0, 0, 3) + b"\x1E\x64\0"])
    yield "unknown-record.ok", instead(found[own], [0x7FFE, where + b"\0" * 20])
    yield "continued-cell", instead([found[own][0], found[own][1][:6]], [biff.CONTINUE, found[own][1][6:]])
    yield "merged-over", biff.joined([*found[:end], [biff.MERGES, struct.pack("<HHHHH", 1, 1, 1, 1, 2)], *found[end:]])
    yield "behind-the-end.ok", biff.joined([*found[: end + 1], hundred, *found[end + 1 :]])
    yield "chart-inside.ok", biff.joined([*found[: own + 1], [biff.BOF, struct.pack("<HHHHII", 0x600, 0x20, 0, 0, 0, 0)], hundred, [biff.EOF, b""], *found[own + 1 :]])
    yield "chart-that-does-not-end", biff.joined([*found[: own + 1], [biff.BOF, struct.pack("<HHHHII", 0x600, 0x20, 0, 0, 0, 0)], *found[own + 1 :]])
    for at in range(begin, end):
        if found[at][0] == biff.DIMENSIONS:
            yield "no-size.ok", with_changed(at, [biff.DIMENSIONS, struct.pack("<IIHHH", 0, 0, 0, 0, 0)])
            yield "absurd-size.ok", with_changed(at, [biff.DIMENSIONS, struct.pack("<IIHHH", 5, 0xFFFFFFFF, 9, 0xFFFF, 0)])
            yield "size-that-leaves-out", with_changed(at, [biff.DIMENSIONS, struct.pack("<IIHHH", 0, 1, 0, 1, 0)])
            yield "sizes-twice", biff.joined([*found[:at], [biff.DIMENSIONS, struct.pack("<IIHHH", 0, 9, 0, 9, 0)], *found[at:]])
    # Sheets.
    behind = tabs[-1] + 1
    yield "sheet-twice", biff.joined([*found[:behind], tab(tabs[data_tab], place=(2, 0)), *found[behind:]])
    yield "sheet-twice-in-other-letters", biff.joined([*found[:behind], tab(tabs[data_tab], name="数据-主播 ", place=(1 + data_tab, 0)), *found[behind:]])
    yield "place-of-another-sheet", with_changed(tabs[data_tab], tab(tabs[data_tab], place=(2, 0)))
    yield "place-within-a-sheet", with_changed(tabs[data_tab], tab(tabs[data_tab], place=(1 + data_tab, 20)))
    yield "tab-of-a-chart", with_changed(tabs[data_tab], tab(tabs[data_tab], kind=2))
    yield "tab-of-a-macro", with_changed(tabs[data_tab], tab(tabs[data_tab], kind=1))
    yield "hidden-sheet", with_changed(tabs[data_tab], tab(tabs[data_tab], state=1))
    yield "very-hidden-sheet", with_changed(tabs[data_tab], tab(tabs[data_tab], state=2))
    yield "sheet-of-an-older-version", with_changed(begin, [biff.BOF, struct.pack("<H", 0x0500) + found[begin][1][2:]])
    yield "sheet-of-another-kind", with_changed(begin, [biff.BOF, found[begin][1][:2] + struct.pack("<H", 0x0020) + found[begin][1][4:]])
    # The styles of the cell: a percentage, a day, a format that shows another figure.
    formats = [at for at, (kind, _) in enumerate(found) if kind == biff.XF]
    used = formats[struct.unpack("<H", style)[0]]

    def shown_as(code):
        data = found[used][1]
        made = [*found[:used], [biff.XF, data[:2] + struct.pack("<H", 200) + data[4:]], *found[used + 1 :]]
        made[formats[0] : formats[0]] = [[biff.FORMAT, struct.pack("<H", 200) + biff.text(code)]]
        return biff.joined(made)

    yield "format-general.ok", shown_as("General")
    yield "format-plain.ok", shown_as("0.00")
    yield "format-of-a-day", shown_as("yyyy-mm-dd")
    yield "format-of-percent", shown_as("0%")
    yield "format-of-thousands", shown_as("0,")
    yield "format-of-a-literal", shown_as('"100"')
    for name, records in {
        "twice": [[biff.FORMAT, struct.pack("<H", 200) + biff.text("0")], [biff.FORMAT, struct.pack("<H", 200) + biff.text("0%")]],
        "of-percent-narrow": [[biff.FORMAT, struct.pack("<H", 200) + biff.text("0%", wide=False)]],
        "of-an-older-version": [[biff.FORMAT, struct.pack("<HB", 200, 2) + b"0%"]],
        "that-is-not-there": [],
    }.items():
        made = [*found[:used], [biff.XF, found[used][1][:2] + struct.pack("<H", 200) + found[used][1][4:]], *found[used + 1 :]]
        made[formats[0] : formats[0]] = records
        yield f"format-{name}", biff.joined(made)
    # The table of texts, cut in the middle of a text whose rest is of another width.
    table = next(at for at, (kind, _) in enumerate(found) if kind == biff.SST)
    total, unique = struct.unpack_from("<II", found[table][1])
    for name, counts in {
        "more.ok": (total, unique + 3), "far-more.ok": (total, 0xFFFFFFFF), "no-uses.ok": (0, unique), "fewer": (total, unique - 1), "none": (total, 0), "nothing": (0, 0),
    }.items():
        claimed = struct.pack("<II", *counts) + found[table][1][8:]
        yield f"texts-claim-{name}", with_changed(table, [biff.SST, claimed])
    if found[table + 1][0] != biff.CONTINUE:
        texts = found[table][1] + struct.pack("<HB", 6, 0) + b"abc"
        count = struct.unpack_from("<I", texts, 4)[0]
        texts = texts[:4] + struct.pack("<I", count + 1) + texts[8:]
        label = cell(biff.LABEL_SST, struct.pack("<I", count), column=4)
        cut = [*found[:table], [biff.SST, texts], [biff.CONTINUE, b"\1" + "def".encode("utf-16-le")], *found[table + 1 :]]
        yield "texts-cut-between-widths.ok", biff.joined([*cut[: own + 2], label, *cut[own + 2 :]])
    # Streams.
    other = instead(hundred)
    inner = [("Workbook", other)]
    yield "embedded-workbook.ok", biff.container([("Workbook", biff.joined(found))], [("MBD00000001", inner)])
    yield "embedded-first.ok", biff.container([("Zzzzzzzzzzzz", b"x"), ("Workbook", biff.joined(found))], [("A", inner)])
    yield "two-streams", biff.container([("Workbook", biff.joined(found)), ("Book", other)])
    yield "two-streams-by-case", biff.container([("Workbook", biff.joined(found)), ("WORKBOOK", other)])
    yield "stream-in-capitals", biff.container([("WORKBOOK", biff.joined(found))])
    yield "only-the-older-stream", biff.container([("Book", biff.joined(found))])
    yield "workbook-inside-only", biff.container([("Other", b"x")], [("A", inner)])
    # Excel opens them without asking.
    for how in ("xor", "rc4", "api-40", "api-128"):
        yield f"sealed-{how}.ok", biff.sealed(found, how)
        yield f"sealed-{how}-otherwise", biff.sealed(found, how, "别的")


def shown_by_openpyxl(path):
    import openpyxl

    if path.suffix != ".xlsx":
        raise ValueError(path.suffix)
    shown = openpyxl.load_workbook(path, data_only=True)[SHEET][CELL].value
    # A blank is a figure that is not shown.
    return "" if shown is None else shown


def shown_by_calamine(path):
    """In a process of its own: it takes the memory that a file claims, and is ended where there is none."""
    program = f"import python_calamine as c; print(repr(c.CalamineWorkbook.from_path({str(path)!r}).get_sheet_by_name({SHEET!r}).to_python(skip_empty_area=False)[1][2]))"
    limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True, preexec_fn=limit).stdout
    return eval(said, {"datetime": datetime})


def opened(show, path):
    """What a program shows; None where it can't open the file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return show(path)
    except BaseException:  # a panic of calamine is none of Exception
        return None


def converted(folder, files):
    out = folder / "libreoffice"
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), *map(str, files)],
            capture_output=True, timeout=600, check=False,
        )
    return out


def scored(scorebook, path):
    with tempfile.TemporaryDirectory() as out:
        run = subprocess.run([scorebook, "run", path, "-o", out, "--no-person-files", "--lang", "zh-CN"], capture_output=True, text=True, timeout=60)
        results = list(pathlib.Path(out).rglob("results.json"))
        if run.returncode not in (0, 1) or (run.returncode == 0) != (len(results) == 1):
            raise SystemExit(f"{path}: exit status {run.returncode}\n{run.stderr}")
        return json.loads(results[0].read_text(encoding="utf-8"))["people"][0]["total"] if results else None


def number(value):
    """A figure as the score that it gives; texts of digits count as people type them."""
    try:
        return f"{float(str(value)):.2f}"
    except ValueError:
        return str(value)


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    scorebook, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    plain = folder / "base.xlsx"
    plain.write_bytes(base())
    with tempfile.TemporaryDirectory() as profile:
        for form in ("ods", "xls"):
            subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", form, "--outdir", str(folder), str(plain)], capture_output=True, check=True, timeout=300)
    files = []
    for form, variants in (("xlsx", xlsx_variants), ("ods", ods_variants), ("xls", xls_variants)):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for name, content in variants((folder / f"base.{form}").read_bytes()):
                path = folder / f"{form}-{name.replace('.ok', '-ok')}.{form}"
                path.write_bytes(content)
                files.append(path)
    libreoffice = converted(folder, files)
    wrong = 0
    with (folder / "judged.tsv").open("w", encoding="utf-8", newline="") as table:
        rows = csv.writer(table, delimiter="\t")
        rows.writerow(["file", "scored", "openpyxl", "calamine", "LibreOffice"])
        for path in files:
            total = scored(scorebook, path)
            seen = [
                opened(shown_by_openpyxl, path),
                opened(shown_by_calamine, path),
                opened(shown_by_openpyxl, libreoffice / f"{path.stem}.xlsx"),
            ]
            rows.writerow([path.name, total, *seen])
            differs = total is not None and any(value is not None and number(value) != total for value in seen)
            if differs or (total is None and path.stem.endswith("-ok")):
                wrong += 1
                print(f"{path.name}: scored {total}; openpyxl {seen[0]}, calamine {seen[1]}, LibreOffice {seen[2]}")
    print(f"{len(files)} files, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except SystemExit as stop:
        if isinstance(stop.code, str):
            print(stop.code, file=sys.stderr)
            sys.exit(2)
        raise
