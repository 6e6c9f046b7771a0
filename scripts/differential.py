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
import shutil
import struct
import subprocess
import sys
import tempfile
import warnings
import zipfile
import zlib

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
    yield "nested", content(text.replace(number, f'<z:x xmlns:z="urn:z">{number}', 1).replace("</table:table-row>", "</table:table-row>"))


def xls_variants(data):
    yield "plain.ok", data
    at = next(at for at in range(512, len(data) - 12) if data[at : at + 2] == b"\xFC\x00" and 8 < struct.unpack_from("<H", data, at + 2)[0] < 8225)
    total, unique = struct.unpack_from("<II", data, at + 4)
    if 0 < unique <= total < 10_000:
        yield "texts-claim-more.ok", data[: at + 8] + struct.pack("<I", unique + 3) + data[at + 12 :]


def shown_by_openpyxl(path):
    import openpyxl

    if path.suffix != ".xlsx":
        return None
    book = openpyxl.load_workbook(path, data_only=True)
    return book[SHEET][CELL].value


def shown_by_calamine(path):
    import python_calamine

    rows = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_name(SHEET).to_python(skip_empty_area=False)
    return rows[1][2]


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
