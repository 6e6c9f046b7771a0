#!/usr/bin/env python3
"""Offices' own tables as .xlsx, as a table of a .docx document and as lines of text with tabs: `adopt` must read the same KPIs out of all
three, cell for cell. For each table the share of fields beside data that a person must still fill is printed.

    adopt_forms.py PROGRAM [TABLE.xlsx…]

Without tables the layouts below and those of `adopt_layouts.py` are tried, made up for this; of the latter what arrives is what was written
down by hand. Exit status 0 where all are alike; 1 where one differs; 2 where a library is missing.
"""

import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile
from xml.sax.saxutils import escape

try:
    from openpyxl import Workbook, load_workbook
except ImportError:
    sys.exit(2)

from adopt_layouts import LAYOUTS as BY_HAND

# Name, rows, merged areas. Role in the title, beside the KPIs, in dimensions, on its side, as cards, with levels, with points in names.
LAYOUTS = [
    ("外贸业务员", [
        ["外贸业务员月度绩效考核表"],
        ["序号", "考核指标", "权重", "目标值", "评分标准"],
        ["1", "销售额完成率", "50%", "100%", "完成率×100，最高120分"],
        ["2", "新客户开发", "30%", "5个", "每少1个扣20分"],
        ["3", "客户投诉", "20%", "0次", "每次扣20分"],
        ["合计", None, "100%"],
    ], ["A1:E1"]),
    ("门店", [
        ["构面", "岗位", "考核指标", "权重", "目标值", "评分标准", "数据来源"],
        ["财务", "门店店长", "营业额达成率", "60%", "100%", "达成率×100，上限120分", "财务部"],
        [None, None, "毛利率", "40%", "35%", "每低1个百分点扣10分", "财务部"],
        ["顾客", "导购", "客诉件数", "50%", "≤2件", "每超过1件扣10分", "客服部"],
        [None, None, "成交率", "50%", "30%", "每低1%扣5分", "系统"],
    ], ["A2:A3", "B2:B3", "A4:A5", "B4:B5"]),
    ("客服专员", [
        ["客服专员考核表"],
        ["考核指标", "响应时长", "满意度", "投诉次数"],
        ["权重", "40%", "40%", "20%"],
        ["目标值", "30秒", "95%", "0次"],
        ["评分标准", "每超5秒扣2分", "每低1%扣4分", "每次扣5分"],
    ], ["A1:D1"]),
    ("物业保安", [
        ["物业保安月度绩效考核表（满分100分）"],
        ["项目", "考核内容及评分标准", "得分"],
        ["出勤纪律（60分）", "迟到每次扣2分", None],
        ["服务态度（40分）", "业主投诉每次扣5分，扣完为止", None],
        ["合计", "100分", None],
    ], ["A1:C1"]),
    ("研发工程师", [
        ["研发工程师绩效考核评分表"],
        ["序号", "考核指标", "权重", "优秀(100)", "良好(80)", "合格(60)", "不合格(0)"],
        ["1", "代码质量", "60%", "缺陷率≤1%", "1%<缺陷率≤3%", "3%<缺陷率≤5%", "缺陷率>5%"],
        ["2", "团队协作", "40%", "主动协作", "较好", "一般", "差"],
    ], ["A1:G1"]),
]


def made(folder):
    """The layouts as workbooks."""
    plain = [(name, "Sheet1", rows, merged, None) for name, rows, merged in LAYOUTS]
    for name, title, rows, merged, expected in plain + BY_HAND:
        book = Workbook()
        sheet = book.active
        sheet.title = title
        for row in rows:
            sheet.append(row)
        for area in merged:
            sheet.merge_cells(area)
        book.save(folder / f"{name}.xlsx")
        yield folder / f"{name}.xlsx", expected


def by_hand(kpis):
    """What arrived in the words of `adopt_layouts.py`: role, KPI, weight, target, rule."""
    found = []
    for kpi in kpis or []:
        said = dict(part.split("=", 1) for part in kpi)
        weight = f"{round(float(said['权重']) * 100, 6):g}%" if re.fullmatch(r"[0-9.]+", said["权重"]) else said["权重"]
        found.append("|".join([said["岗位"], said["指标"], weight, said["目标值"], said["评分标准"]]))
    return found


def is_as_written(expected, found):
    """Whether each line is as expected; a * stands for anything."""
    def alike(want, line):
        return re.fullmatch(".*".join(re.escape(part) for part in want.split("*")), line) is not None
    return len(expected) == len(found) and all(alike(*pair) for pair in zip(sorted(expected), sorted(found)))


def text_of(cell):
    """What a cell shows, for the formats that tables of offices use."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, (int, float)) and "%" in cell.number_format:
        return f"{round(value * 100, 6):g}%"
    return f"{value:g}" if isinstance(value, float) else str(value)


def spans(sheet):
    """Merged areas by their first cell, and the cells that they cover."""
    first, covered = {}, set()
    for area in sheet.merged_cells.ranges:
        first[area.min_row, area.min_col] = area
        covered |= {(row, column) for row in range(area.min_row, area.max_row + 1)
                    for column in range(area.min_col, area.max_col + 1)} - {(area.min_row, area.min_col)}
    return first, covered


def document(path, sheets):
    """A document with one table a sheet, its merged cells merged, under a heading where the sheet's name says something."""
    parts = []
    for sheet in sheets:
        first, covered = spans(sheet)
        if not re.fullmatch(r"(?i)sheet\d*|工作表\d*", sheet.title):
            parts.append(f"<w:p><w:r><w:t>{escape(sheet.title)}</w:t></w:r></w:p>")
        rows = []
        for row in range(1, sheet.max_row + 1):
            cells, column = [], 1
            while column <= sheet.max_column:
                above = next((a for a in first.values() if a.min_row < row <= a.max_row and a.min_col == column), None)
                area = first.get((row, column)) or above
                if area is None and (row, column) in covered:
                    column += 1
                    continue
                width = area.max_col - area.min_col + 1 if area else 1
                marks = f'<w:gridSpan w:val="{width}"/>' if width > 1 else ""
                if area and area.max_row > area.min_row:
                    marks += '<w:vMerge w:val="restart"/>' if above is None else "<w:vMerge/>"
                lines = [] if above else text_of(sheet.cell(row, column)).split("\n")
                words = "".join(f"<w:p><w:r><w:t xml:space=\"preserve\">{escape(line)}</w:t></w:r></w:p>" for line in lines)
                cells.append(f"<w:tc><w:tcPr>{marks}</w:tcPr>{words or '<w:p/>'}</w:tc>")
                column += width
            rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
        parts.append(f"<w:tbl>{''.join(rows)}</w:tbl><w:p/>")
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                         '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
                         'wordprocessingml.document.main+xml"/></Types>')
        package.writestr("_rels/.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                         '<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
                         'officeDocument" Target="word/document.xml"/></Relationships>')
        package.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{"".join(parts)}</w:body></w:document>')


def lines(path, sheets):
    """Lines as they are copied out of a table: a tab between cells, a blank where a merged cell goes on, line breaks in quotes."""
    out = []
    for sheet in sheets:
        if not re.fullmatch(r"(?i)sheet\d*|工作表\d*", sheet.title):
            out.append(sheet.title)
        for row in range(1, sheet.max_row + 1):
            cells = [text_of(sheet.cell(row, column)) for column in range(1, sheet.max_column + 1)]
            cells = ['"' + cell.replace('"', '""') + '"' if "\n" in cell else cell for cell in cells]
            out.append("\t".join(cells).rstrip("\t"))
        out.append("")
    path.write_text("\n".join(out) + "\n", encoding="utf-8")


def adopted(program, source):
    """The KPIs that come of a file, and what is said of the fields still to fill."""
    target = source.with_name(source.name + "-new.xlsx")
    # Whoever has a table without a role's name says it; so does whoever has a text without one.
    done = subprocess.run([program, "adopt", source.name, "-o", target.name, "--lang", "zh-CN"], cwd=source.parent,
                          capture_output=True, text=True)
    if done.returncode:
        return None, (done.stdout + done.stderr).strip().splitlines()[0]
    rows = [row for row in load_workbook(target)["考核指标"].iter_rows(min_row=4, values_only=True) if any(row)]
    said = re.search(r"数据以外还要补 .*?）", done.stdout + done.stderr)
    names = [name for name in rows[0] if name]
    # A formula or a unit may be written beside a target in one form and behind it in another: what the table defines is compared.
    wanted = ["岗位", "维度", "指标", "权重", "目标值", "评分标准", "满分", "数据来源"]
    at = [(name, rows[0].index(name)) for name in wanted if name in names]
    return [[f"{name}={'' if row[index] is None else row[index]}".replace("\n", "") for name, index in at] for row in rows[1:]], \
        said.group(0) if said else ""


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    wrong = compared = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        given = [(pathlib.Path(path), None) for path in sys.argv[2:]]
        for number, (table, expected) in enumerate(given or made(folder)):
            work = folder / str(number)
            work.mkdir()
            sheets = load_workbook(table).worksheets
            sheet, text, doc = work / table.name, work / f"{table.stem}.txt", work / f"{table.stem}.docx"
            sheet.write_bytes(table.read_bytes())
            document(doc, sheets)
            lines(text, sheets)
            kpis, said = adopted(program, sheet)
            compared += 2 if expected is None else 3
            if expected is not None and not is_as_written(expected, by_hand(kpis)):
                wrong += 1
                print(f"{sheet.name} is not as written down:\n  {sorted(expected)}\n  {sorted(by_hand(kpis))}")
            for other in (doc, text):
                found, _ = adopted(program, other)
                if found != kpis:
                    wrong += 1
                    print(f"{other.name} differs from {sheet.name}:\n  {kpis}\n  {found}")
            print(f"{table.stem}: {len(kpis or [])} KPIs, {said}")
    print(f"{wrong} of {compared} forms differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
