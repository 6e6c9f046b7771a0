#!/usr/bin/env python3
"""Prove that a changed input cell in an output changes the figures that rest on it, to what the program itself gives.

    scripts/edit_check.py SCOREBOOK DEPARTMENT_WORKBOOK

DEPARTMENT_WORKBOOK is `long-zh-CN.xlsx` of hard_departments.py. The net profit of its first person is changed twice: in the
department workbook, which is scored anew, and in the outputs of the unchanged one, which LibreOffice recalculates. Every
formula of the person's workbook (value, score, weighted, total, grade, what the charts draw) and the person's row in the
summary must then agree. Exit status: 0 agrees, 1 differs, 2 something is missing or failed.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import warnings

PERSON, BEFORE, AFTER = "00123", -123456.78, 1000000


def change(openpyxl, source, target, sheets):
    """Writes AFTER into the person's first cell that holds BEFORE."""
    book = openpyxl.load_workbook(source)
    for sheet in book.worksheets:
        if sheet.title.startswith(sheets):
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value == BEFORE and (row[0].value == PERSON or sheets == "数据与步骤"):
                        cell.value = AFTER
                        book.save(target)
                        return
    raise SystemExit(f"{source}: no cell to change")


def heading(sheet):
    return next((row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value == "图表数据"), None)


def equal(one, other):
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) <= 1e-9 * max(1.0, abs(one))
    if isinstance(one, str) and isinstance(other, str):
        # A person's own workbook does not hold the others' totals: once the total was changed, the line says of the rank that
        # it is that of the run. Only where it says so may it be another one.
        said = re.sub("\u3000?岗位排名第 \\d+（核算时）$", "", one)
        if said != one:
            one, other = said, re.sub("\u3000?岗位排名第 \\d+$", "", other)
    return (one or "") == (other or "")


def run(scorebook, book, out):
    subprocess.run([scorebook, "run", book, "-o", out], capture_output=True, check=True)
    summary = next(out.glob("*/*/*.xlsx"))
    person = next(out.glob(f"*/*/*/*/{PERSON}_*.xlsx"))
    results = json.loads(next(out.glob("*/*/results.json")).read_text(encoding="utf-8"))
    return summary, person, next(one for one in results["people"] if one["id"] == PERSON)


def main(scorebook, department):
    import openpyxl
    warnings.simplefilter("ignore")
    differing = compared = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        changed = folder / "changed.xlsx"
        change(openpyxl, department, changed, "数据-")
        summary, person, old = run(scorebook, department, folder / "old")
        _, wanted, new = run(scorebook, changed, folder / "new")
        if (old["total"], old["grade"]) == (new["total"], new["grade"]):
            raise SystemExit("the change changes nothing")
        change(openpyxl, person, folder / "person.xlsx", "数据与步骤")
        change(openpyxl, summary, folder / "summary.xlsx", "数据-")
        soffice = shutil.which("soffice") or sys.exit(2)
        # openpyxl stores no values: LibreOffice has to calculate every formula.
        subprocess.run([soffice, "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                        "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder / "made",
                        folder / "person.xlsx", folder / "summary.xlsx"], capture_output=True, check=True, timeout=600)
        found = openpyxl.load_workbook(folder / "made" / "person.xlsx", data_only=True)
        formulas, stored = openpyxl.load_workbook(wanted), openpyxl.load_workbook(wanted, data_only=True)
        for sheet in formulas.worksheets:
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
                compared += 1
                twin = found[sheet.title]
                # What the charts draw stands below the steps in words, whose number of lines may change.
                here, there = (heading(one) for one in (sheet, twin))
                moved = there - here if here and there and cell.row > here else 0
                mine, theirs = twin.cell(cell.row + moved, cell.column).value, stored[sheet.title][cell.coordinate].value
                if not equal(mine, theirs):
                    differing += 1
                    print(f"{sheet.title}!{cell.coordinate}: edited gives {mine!r}, the program {theirs!r}")
        found = openpyxl.load_workbook(folder / "made" / "summary.xlsx", data_only=True)
        for sheet in (sheet for sheet in found.worksheets if sheet.title == "排名" or sheet.title.startswith("岗位-")):
            for row in sheet.iter_rows(values_only=True):
                if PERSON in row[:3]:
                    compared += 1
                    if new["grade"] not in row or not any(equal(cell, float(new["total"])) for cell in row):
                        differing += 1
                        print(f"{sheet.title}: {row} lacks {new['total']} {new['grade']}")
    print(f"{old['total']} {old['grade']} became {new['total']} {new['grade']}: {compared} compared, {differing} differ")
    return 1 if differing or compared < 20 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
