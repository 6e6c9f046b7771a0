#!/usr/bin/env python3
"""Writes a batch of department workbooks: `departments.py SAMPLE FOLDER COUNT`.

Each has 20 people of one sample department, a name of its own and figures of its own; one in fifty has an error, a text where a
number belongs. The same arguments give the same files. Needs openpyxl.
"""

import io
import pathlib
import re
import sys
import zipfile

import openpyxl

PEOPLE = 20
ONE_IN = 50
NAME = "NAME-OF-THE-DEPARTMENT"
# What the wrong cell of a faulty workbook holds.
WRONG = "大约两千多"


def base(sample):
    """The sample with 20 people, and the name replaced by a mark."""
    # Names fill themselves by formulas in a workbook of ours; openpyxl would write them without their values.
    book = openpyxl.load_workbook(sample, data_only=True)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "":
                    cell.value = None
    for row in book["考核信息"].iter_rows():
        for cell in row:
            if cell.value == "部门":
                book["考核信息"].cell(cell.row, cell.column + 1).value = NAME
    staff = book["人员名单"]
    rows = list(staff.iter_rows())
    head = next(row for row in rows if "工号" in [cell.value for cell in row])
    id_at, role_at = ([cell.value for cell in head].index(name) for name in ("工号", "岗位"))
    people = {}
    for row in rows[rows.index(head) + 1 :]:
        if row[id_at].value:
            people[row[id_at].value] = row[role_at].value
    kept = list(people)
    while len(kept) > PEOPLE:
        roles = [people[i] for i in kept]
        largest = max(roles, key=roles.count)
        kept.remove(next(i for i in reversed(kept) if people[i] == largest))
    assert len(kept) == PEOPLE, kept
    for row in reversed(rows[rows.index(head) + 1 :]):
        if row[id_at].value and row[id_at].value not in kept:
            staff.delete_rows(row[0].row)
    for sheet in book:
        if not (sheet.title.startswith("数据-") or sheet.title == "加减分"):
            continue
        column, rows = None, []
        for row in sheet.iter_rows():
            texts = [cell.value for cell in row]
            if column is None:
                column = texts.index("工号") if "工号" in texts else None
            elif texts[column] and texts[column] not in kept:
                rows.append(row[0].row)
        for row in reversed(rows):
            sheet.delete_rows(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue(), [f"xl/worksheets/sheet{i}.xml" for i, s in enumerate(book, 1) if s.title.startswith("数据-")]


def main():
    sample, folder, count = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    content, data = base(sample)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    number = re.compile(r'(<c r="[D-Z]\d+"[^>]*>)<v>(\d{4,})</v>')
    named = next(name for name, content in parts.items() if NAME.encode() in content)
    assert number.search(parts[data[0]].decode())
    for at in range(1, count + 1):
        own = dict(parts)
        own[named] = parts[named].replace(NAME.encode(), f"第{at:04}事业部".encode("ascii", "xmlcharrefreplace"))
        for name in data:
            sheet = parts[name].decode()
            # Up to one percent more or less, the same for the same department.
            share = 1000 + (at * 7919) % 21 - 10
            sheet = number.sub(lambda m: f"{m[1]}<v>{int(m[2]) * share // 1000}</v>", sheet)
            if name == data[0] and at % ONE_IN == 0:
                cell = re.compile(r'<c r="([D-Z]\d+)"( s="\d+")?[^>]*><v>\d{4,}</v></c>')
                sheet = cell.sub(rf'<c r="\1"\2 t="inlineStr"><is><t>{WRONG}</t></is></c>', sheet, count=1)
            own[name] = sheet.encode()
        with zipfile.ZipFile(folder / f"第{at:04}事业部-2026-11.xlsx", "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in own.items():
                package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main()
