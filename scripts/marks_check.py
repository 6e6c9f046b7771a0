#!/usr/bin/env python3
"""Prove that changed marks move value, score, total, grade and pay on the sheets to what the program itself gives.

    scripts/marks_check.py SCOREBOOK [SEED]

Forms of make_tables.py where people mark, with bases of pay, are run. The manager's marks are then changed at random: in the
department workbook, which is scored anew, and in the outputs of the unchanged one (each person's workbook, and the summary), which
LibreOffice recalculates. Every formula of the person's pages and each person's row of the ranking and of pay must then agree. Exit
status: 0 agrees, 1 differs, 2 a program or library is missing. Needs soffice and openpyxl.
"""
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import warnings

import lines_check
import make_tables as tables

# The form, and marks that each of its KPIs takes.
FORMS = [
    (tables.streamer_marked_by_two, [[0, 4, 7.5, 10], [0, 5, 9], [20, 15, 10, 0], [20, 12.5, 5], [20, 15, 10]]),
    (tables.service_manager, [[10, 15, 20, 25]] * 4),
    (tables.sales, [[0, 15], [0, 4, 6, 10], [0, 4, 10], [1, 5, 10]]),
    (tables.engineer_in_deductions, [[5, 0, -5, -10], [10, 5, 0, -15, -55], [5, 0, -10, -20, -100]]),
    (tables.developers_with_own_goals, [[60, 75.5, 95]] + [[55, 80, 99.5, 110]] * 5),
]
PAGES = ("评分表", "续表")


def made(form):
    table = form()
    if not any("绩效工资基数" in row for row in table.staff):
        for at, row in enumerate(table.staff):
            row["绩效工资基数"] = 2000 + 500 * at
    table.settings["显示绩效工资"] = "是"
    return table


def changed(table, marks, draw):
    """The manager's marks drawn anew, but for what does not apply; the changes by person, KPI by KPI."""
    changes, rows = {}, []
    for number, name, category, rater, *given, comment in table.marks:
        if category == "上级":
            given = [one if one == "不适用" else draw.choice(of) for one, of in zip(given, marks)]
            changes[number] = given
        rows.append((number, name, category, rater, *given, comment))
    table.marks = rows
    return changes


def run(scorebook, path, out):
    done = subprocess.run([scorebook, "run", path, "-o", out, "--lang", "zh-CN"], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    folder = next(out.glob("*/*"))
    return folder, json.loads((folder / "results.json").read_text(encoding="utf-8"))


def person(folder, number):
    return next(folder.glob(f"个人评分表/*/{number}_*.xlsx"))


def edit_person(openpyxl, names, given, source, target):
    book = openpyxl.load_workbook(source)
    sheet = book["数据与步骤"]
    for row in sheet.iter_rows():
        for cell in row:
            name, _, category = str(cell.value or "").partition("\n")
            if category == "上级" and name in names:
                below = next(at for at in range(cell.row, cell.row + 9) if sheet.cell(at, 1).value == "汇总")
                mark = given[names.index(name)]
                if mark != "不适用":
                    sheet.cell(below, cell.column).value = mark
    book.save(target)


def edit_summary(openpyxl, table, names, changes, source, target):
    book = openpyxl.load_workbook(source)
    sheet = book[f"数据-{table.role}"]
    heads = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == "工号"]
    columns = {str(cell.value).split(" (")[0]: cell.column for cell in sheet[heads[-1]] if cell.value}
    for row in range(heads[-1] + 1, sheet.max_row + 1):
        for name, mark in zip(names, changes.get(sheet.cell(row, 1).value, [])):
            cell = sheet.cell(row, columns[f"{name}·上级"])
            # Rows of data, and of what others marked, say nothing here.
            if isinstance(cell.value, (int, float)) and mark != "不适用":
                cell.value = mark
    book.save(target)


def main(scorebook, seed):
    import openpyxl
    warnings.simplefilter("ignore")
    draw = random.Random(seed)
    scorebook = str(pathlib.Path(scorebook).resolve())
    wrong, compared, moved = [], 0, 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        edited, cases = [], []
        for at, (form, marks) in enumerate(FORMS):
            table, later = made(form), made(form)
            table.file, later.file = f"{at}.xlsx", f"{at}-later.xlsx"
            changes = changed(later, marks, draw)
            table.write(folder), later.write(folder)
            before, old = run(scorebook, folder / table.file, folder / f"before{at}")
            after, new = run(scorebook, folder / later.file, folder / f"after{at}")
            names = [kpi["指标"] for kpi in table.kpis if kpi.get("评分人")]
            for number, given in changes.items():
                target = folder / f"p{at}-{number}.xlsx"
                edit_person(openpyxl, names, given, person(before, number), target)
                edited.append(target)
            target = folder / f"s{at}.xlsx"
            edit_summary(openpyxl, table, names, changes, next(before.glob("*绩效汇总.xlsx")), target)
            edited.append(target)
            cases.append((at, table, changes, after, old, new))
        soffice = shutil.which("soffice") or sys.exit(2)
        # openpyxl stores no values: LibreOffice has to calculate every formula.
        subprocess.run([soffice, "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                        "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder / "made", *edited],
                       capture_output=True, check=True, timeout=900)
        for at, table, changes, after, old, new in cases:
            ranked = table.settings.get("定级方式") == "按排名"
            earlier = {one["id"]: one for one in old["people"]}
            summary = openpyxl.load_workbook(folder / "made" / f"s{at}.xlsx", data_only=True)
            rows = {name: {row[place]: row for row in summary[name].iter_rows(values_only=True) if row[place]}
                    for name, place in (("排名", 2), ("绩效工资", 0))}
            for result in new["people"]:
                number, where = result["id"], f"{table.department} {result['id']} {changes[result['id']]}"
                moved += (result["total"], result["grade"], result["pay"]) != tuple(earlier[number][key] for key in ("total", "grade", "pay"))
                mine = openpyxl.load_workbook(folder / "made" / f"p{at}-{number}.xlsx", data_only=True)
                wanted = openpyxl.load_workbook(person(after, number), data_only=True)
                formulas = openpyxl.load_workbook(person(after, number))
                for page in (name for name in PAGES if name in formulas.sheetnames and name in mine.sheetnames):
                    for cell in (cell for row in formulas[page].iter_rows() for cell in row if cell.data_type == "f"):
                        compared += 1
                        one, other = mine[page][cell.coordinate].value, wanted[page][cell.coordinate].value
                        # Whose place there is among the others a person's own workbook does not hold: it says so.
                        kept = ranked and other is None and str(one).startswith("等级按排名评定")
                        if not kept and not lines_check.same(one, other):
                            wrong.append(f"{where} {page}!{cell.coordinate}: edited {one!r}, the program {other!r}")
                for sheet, key in (("排名", "total"), ("绩效工资", "pay")):
                    compared += 1
                    amount = float(result["total"] if key == "total" else result["pay"]["amount"])
                    row = rows[sheet][number]
                    if not any(lines_check.same(cell, amount) for cell in row) or key == "total" and result["grade"] not in row:
                        wrong.append(f"{where}: the edited {sheet} has {row}, the program {amount} {result['grade']}")
    print("\n".join(wrong))
    print(f"{compared} compared, {moved} people moved, {len(wrong)} differ")
    return 1 if wrong or compared < 200 or moved < 10 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 7))
