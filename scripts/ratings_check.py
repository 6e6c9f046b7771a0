#!/usr/bin/env python3
"""Rating workbooks that other programs saved again: sent, filled in with openpyxl, a third of them saved by LibreOffice as .xlsx and a third
as .ods, collected. Every mark must stand in its row, and every part of the department workbook but the sheets of marks must keep its bytes.

    ratings_check.py PROGRAM

Exit status 0 where all is as it was filled in; 1 where something differs; 2 where a program or library is missing.
"""

import pathlib
import subprocess
import sys
import tempfile
import zipfile


def fail(message):
    sys.exit(f"ratings_check: {message}")


def scorebook(program, folder, *arguments):
    done = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        fail(f"{' '.join(arguments)}: {done.stderr}")
    return done


def header(sheet):
    """The row of the header of people, and the places of its words."""
    for row in sheet.iter_rows():
        words = {cell.value: cell.column for cell in row if cell.value is not None}
        if "工号" in words and "类别" in words:
            return row[0].row, words
    return None, {}


def fill(openpyxl, path, number):
    """Fills every cell that is there to be filled in; gives the marks by id, category and KPI."""
    book = openpyxl.load_workbook(path)
    given = {}
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        first, words = header(sheet)
        if first is None:
            fail(f"{path.name}: {sheet.title} has no header")
        fixed = ("工号", "姓名", "岗位", "类别", "评语")
        for row in range(first + 1, sheet.max_row + 1):
            who, category = sheet.cell(row, words["工号"]).value, sheet.cell(row, words["类别"]).value
            if not who:
                continue
            for place, (kpi, column) in enumerate(words.items()):
                cell = sheet.cell(row, column)
                if kpi in fixed or cell.protection.locked:
                    continue
                mark = 61 + (number * 7 + row * 3 + place) % 39 + (0.5 if row % 2 else 0)
                cell.value = mark
                given[(str(who), category, kpi)] = mark
            sheet.cell(row, words["评语"]).value = f"第 {number} 份 & <评语>"
    book.save(path)
    return given


def convert(folder, paths, ending, out):
    profile = folder / "profile"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", ending, "--outdir", out, *paths],
        check=True,
        capture_output=True,
    )


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    try:
        import openpyxl
    except ImportError:
        print("openpyxl is missing", file=sys.stderr)
        sys.exit(2)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        scorebook(program, folder, "new", "live-commerce-ratings", "--sample", "--period", "2026-11", "-o", "11.xlsx", "--lang", "zh-CN")
        scorebook(program, folder, "new", "--from", "11.xlsx", "-o", "12.xlsx")
        scorebook(program, folder, "ratings", "send", "12.xlsx", "-o", "发出")
        sent = sorted((folder / "发出").iterdir())
        back = folder / "收回"
        back.mkdir()
        given, by_office, as_ods = {}, [], []
        for number, path in enumerate(sent):
            rater = path.name.split("_")[2]
            for key, mark in fill(openpyxl, path, number).items():
                given[(rater, *key)] = mark
            if number % 3 == 0:
                path.rename(back / path.name)
            else:
                (by_office if number % 3 == 1 else as_ods).append(path)
        convert(folder, by_office, "xlsx", back)
        convert(folder, as_ods, "ods", back)
        if len(list(back.iterdir())) != len(sent):
            fail("LibreOffice did not convert every file")
        done = scorebook(program, folder, "ratings", "collect", "12.xlsx", "收回", "-o", "新.xlsx")
        if "W74" in done.stderr:
            fail(f"not everybody was found to have answered: {done.stderr}")
        book = openpyxl.load_workbook(folder / "新.xlsx")
        found = {}
        for sheet in book.worksheets:
            if not sheet.title.startswith("评分-"):
                continue
            first, words = header(sheet)
            for row in range(first + 1, sheet.max_row + 1):
                who = sheet.cell(row, words["工号"]).value
                if not who:
                    continue
                rater, category = sheet.cell(row, words["评分人"]).value, sheet.cell(row, words["类别"]).value
                for kpi, column in words.items():
                    if kpi not in ("工号", "姓名", "类别", "评分人", "评语") and sheet.cell(row, column).value is not None:
                        found[(rater, str(who), category, kpi)] = sheet.cell(row, column).value
        if found != given:
            differing = {key for key in found.keys() | given.keys() if found.get(key) != given.get(key)}
            fail(f"{len(differing)} marks differ: {sorted(differing)[:5]}")
        old, new = zipfile.ZipFile(folder / "12.xlsx"), zipfile.ZipFile(folder / "新.xlsx")
        changed = [part for part in old.namelist() if old.read(part) != new.read(part)]
        sheets = [sheet.title for sheet in openpyxl.load_workbook(folder / "12.xlsx").worksheets]
        marks = {f"xl/worksheets/sheet{number + 1}.xml" for number, title in enumerate(sheets) if title.startswith("评分-")}
        if old.namelist() != new.namelist() or not set(changed) <= marks:
            fail(f"other parts changed: {changed}")
        print(f"ratings_check: {len(sent)} raters, {len(given)} marks, {len(by_office)} files saved by LibreOffice as .xlsx and {len(as_ods)} as .ods")


if __name__ == "__main__":
    main()
