#!/usr/bin/env python3
"""Prove that printed lines add up, and that changed, cleared and 不适用 cells do what the program does.

    scripts/lines_check.py SCOREBOOK [SEED]

Departments with caps, floors, vetoes of rows and of rules, calibrations, weights that move, and every way to treat missing data
are drawn at random and run. In the outputs (each person's workbook, and the summary) data cells are then changed, cleared or
set to 不适用; LibreOffice recalculates them, and the program scores a department with the same changes. Every printed figure
must agree, and the lines must add up to the total before and after. Exit status: 0 all agrees, 1 something differs, 2 a
program or library is missing. Needs soffice and openpyxl.
"""
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import warnings
from decimal import Decimal

PEOPLE = 3
DEPARTMENTS = 8
MARKS = ["不适用", "/", "N/A", "—"]
# Name, formula, unit, target, rule and the measures that it takes.
KPIS = [
    ("达成", "甲/乙", "%", "100%", "按达成率比例计分，最高120分", "甲乙"),
    ("评分", "丙", "分", "", "直接计分", "丙"),
    ("差错", "丁", "次", "0", "每发生1次扣20分，超过3次一票否决", "丁"),
    ("平均", "(甲+丙)/2", "分", "80", "每低1分扣2分，扣完为止；低于20分一票否决", "甲丙"),
    ("档位", "戊", "次", "", "≥50次得100分；30～49次得60分；＜30次得0分", "戊"),
    ("评级", "己", "", "", "优秀100分，良好80分，合格60分", "己"),
]
IN_POINTS = [
    ("达成", "甲/乙", "%", "100%", "按达成率比例计分", "甲乙"),
    ("差错", "丁", "次", "0", "每发生1次扣8分，超过3次一票否决", "丁"),
]
MEASURES = "甲乙丙丁戊己"


def value(measure, draw):
    if measure == "己":
        return draw.choice(["优秀", "良好", "合格"])
    if measure == "丁":
        return draw.choice([0, 0, 1, 2, 3, 4, 5])
    if measure == "戊":
        return draw.randint(0, 80)
    return draw.choice([draw.randint(1, 130), round(draw.uniform(1, 130), 2)])


def drawn(number, draw):
    """A department: settings, KPIs, rows per person, adjustments."""
    chosen = draw.sample(KPIS, draw.randint(2, len(KPIS)))
    weights = [10] * len(chosen)
    for _ in range(100 - sum(weights)):
        weights[draw.randrange(len(weights))] += 1
    heirs = ["" for _ in chosen]
    for at in range(len(chosen)):
        if draw.random() < 0.4 and at + 1 < len(chosen):
            heirs[at] = chosen[draw.randrange(at + 1, len(chosen))][0]
    several = draw.random() < 0.4
    settings = {"计分方式": draw.choice(["百分制", "百分制", "权重分"]), "缺数据处理": draw.choice(["报错", "计零", "不考核"]),
                "总分上限": draw.choice(["", 95, 105]), "定级方式": "按分数", "小数位数": draw.choice([1, 2])}
    if settings["计分方式"] == "权重分":
        # Rules there speak of the KPI's own points.
        chosen, weights, heirs = list(IN_POINTS), [60, 40], [draw.choice(["", "差错"]), ""]
    # Labels are read only where a rule names them.
    measures = "".join(m for m in MEASURES if m != "己" or any(kpi[0] == "评级" for kpi in chosen))
    rows = []
    for person in range(PEOPLE):
        for _ in range(draw.randint(2, 3) if several else 1):
            cells = {}
            for measure in measures:
                label = next((row[1][measure] for row in rows if row[0] == person and measure == "己"), None)
                cells[measure] = label or value(measure, draw)
                if not several and draw.random() < 0.1:
                    cells[measure] = draw.choice(MARKS)
            rows.append((person, cells))
    kinds = []
    for person in range(PEOPLE):
        for kind, points in [("加分", 12.5), ("减分", draw.choice([3, 60])), ("一票否决", ""), ("校准", draw.choice([55.5, 88, 130]))]:
            if draw.random() < (0.15 if kind == "一票否决" else 0.35):
                kinds.append((person, kind, points))
    aggregates = {"甲": draw.choice(["求和", "平均", "最大", "最小", "期末"]), "乙": "平均", "丙": draw.choice(["平均", "期末"]), "丁": "求和",
                  "戊": "求和", "己": "期末"}
    return {"name": f"行{number}部", "settings": settings, "kpis": list(zip(chosen, weights, heirs)), "rows": rows, "kinds": kinds,
            "aggregates": aggregates, "measures": measures}


def written(openpyxl, department, path):
    book = openpyxl.Workbook()
    book.remove(book.active)

    def sheet(name, lines):
        made = book.create_sheet(name)
        for line in lines:
            made.append(list(line))
    sheet("考核信息", [("部门", department["name"]), ("考核周期", "2026-11"), *department["settings"].items()])
    sheet("考核指标", [("岗位", "指标", "权重", "计算公式", "单位", "目标值", "评分标准", "不适用时"),
                   *[("岗", name, f"{weight}%", formula, unit, target, rule, heir)
                     for (name, formula, unit, target, rule, _), weight, heir in department["kpis"]]])
    units = {"甲": "分", "乙": "分", "丙": "分", "丁": "次", "戊": "次", "己": ""}
    sheet("数据项", [("岗位", "数据项", "单位", "汇总方式"), *[("岗", m, units[m], department["aggregates"][m]) for m in department["measures"]]])
    sheet("人员名单", [("工号", "姓名", "岗位"), *[(f"E{n}", f"人{n}", "岗") for n in range(PEOPLE)]])
    sheet("数据-岗", [("工号", "姓名", *department["measures"]), *[(f"E{n}", f"人{n}", *[cells[m] for m in department["measures"]]) for n, cells in department["rows"]]])
    sheet("加减分", [("工号", "姓名", "类型", "分值", "事由"), *[(f"E{n}", f"人{n}", kind, points, "记录") for n, kind, points in department["kinds"]]])
    sheet("等级", [("等级", "最低分", "绩效系数"), ("S", 100, 1.5), ("A", 90, 1.2), ("B", 60, 1), ("C", 0, 0.5)])
    book.save(path)


def ran(scorebook, path, out):
    done = subprocess.run([scorebook, "run", path, "-o", out, "--lang", "zh-CN"], capture_output=True, text=True)
    if done.returncode:
        return None, done.stderr
    folder = next(out.glob("*/*"))
    return folder, json.loads((folder / "results.json").read_text(encoding="utf-8"))


def front(folder, number):
    return next(folder.glob(f"个人评分表/*/E{number}_*.xlsx"))


def lines(sheet, column=11):
    """Label, amount of what stands from the subtotal to the total."""
    found, on = [], False
    for row in sheet.iter_rows(values_only=True):
        if row[0] == "指标得分合计":
            on = True
        if on:
            found.append((row[0], row[column - 1]))
        if on and row[0] == "总分":
            return found
    raise SystemExit("no lines")


def adds_up(found):
    *parts, (_, total) = found
    if not isinstance(total, (int, float)):
        return isinstance(parts[0][1], str)
    return sum(Decimal(str(amount)) for _, amount in parts if isinstance(amount, (int, float))) == Decimal(str(total))


def changed(department, draw):
    """The department with some cells changed, and the changes: row, measure, new content."""
    rows = [(person, dict(cells)) for person, cells in department["rows"]]
    used = {m for (_, _, _, _, _, names), _, _ in department["kpis"] for m in names}
    changes = []
    for _ in range(draw.randint(3, 6)):
        at, measure = draw.randrange(len(rows)), draw.choice(sorted(used))
        several = sum(person == rows[at][0] for person, _ in rows) > 1
        if measure == "己" and several:
            continue
        new = draw.choice([value(measure, draw), value(measure, draw), None, draw.choice(MARKS)])
        rows[at][1][measure] = new
        changes.append((at, measure, new))
    return {**department, "rows": rows}, changes


def edit_person(openpyxl, department, number, changes, source, target):
    book = openpyxl.load_workbook(source)
    sheet = book["数据与步骤"]
    heads = {str(sheet.cell(3, column).value).split("\n")[0]: column for column in range(2, 11)}
    own = [at for at, (person, _) in enumerate(department["rows"]) if person == number]
    for at, measure, new in changes:
        if at in own:
            sheet.cell(4 + own.index(at), heads[measure]).value = new
    book.save(target)


def edit_summary(openpyxl, department, changes, source, target):
    book = openpyxl.load_workbook(source)
    sheet = book["数据-岗"]
    heads = {str(sheet.cell(4, column).value).split(" (")[0]: column for column in range(4, 10)}
    raw = next((row for row in range(1, sheet.max_row) if sheet.cell(row, 1).value == "工号" and row > 4), 4)
    for at, measure, new in changes:
        person = department["rows"][at][0]
        nth = sum(other == person for other, _ in department["rows"][:at])
        places = [row for row in range(raw + 1, sheet.max_row + 1) if sheet.cell(row, 1).value == f"E{person}"]
        sheet.cell(places[nth], heads[measure]).value = new
    book.save(target)


def same(one, other):
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) <= 1e-9 * max(1.0, abs(one))
    return (one or "") == (other or "")


def main(scorebook, seed):
    import openpyxl
    warnings.simplefilter("ignore")
    draw = random.Random(seed)
    scorebook = str(pathlib.Path(scorebook).resolve())
    wrong, compared = [], 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        edited, cases = [], []
        number = made = 0
        while made < DEPARTMENTS:
            number += 1
            department = drawn(number, draw)
            path = folder / f"{number}.xlsx"
            written(openpyxl, department, path)
            before, results = ran(scorebook, path, folder / f"before{number}")
            if before is None:
                if "E4" not in results:
                    wrong.append(f"department {number}: {results}")
                    made += 1
                continue
            made += 1
            later, changes = changed(department, draw)
            written(openpyxl, later, folder / f"{number}-later.xlsx")
            after, told = ran(scorebook, folder / f"{number}-later.xlsx", folder / f"after{number}")
            for person in range(PEOPLE):
                book = openpyxl.load_workbook(front(before, person), data_only=True)
                compared += 1
                if not adds_up(lines(book["评分表"])):
                    wrong.append(f"department {number} E{person}: {lines(book['评分表'])} does not add up")
                target = folder / f"p{number}-{person}.xlsx"
                edit_person(openpyxl, department, person, changes, front(before, person), target)
                edited.append(target)
            target = folder / f"s{number}.xlsx"
            edit_summary(openpyxl, department, changes, next(before.glob("*.xlsx")), target)
            edited.append(target)
            cases.append((number, department, changes, after, told))
        soffice = shutil.which("soffice") or sys.exit(2)
        # openpyxl stores no values: LibreOffice has to calculate every formula.
        subprocess.run([soffice, "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                        "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder / "made", *edited],
                       capture_output=True, check=True, timeout=900)
        for number, department, changes, after, told in cases:
            where = f"department {number} ({department['settings']}, {changes})"
            summary = openpyxl.load_workbook(folder / "made" / f"s{number}.xlsx", data_only=True)
            ranking = {row[2]: row for row in summary["排名"].iter_rows(min_row=5, values_only=True) if row[2]}
            for person in range(PEOPLE):
                book = openpyxl.load_workbook(folder / "made" / f"p{number}-{person}.xlsx", data_only=True)
                found = lines(book["评分表"])
                compared += 1
                if not adds_up(found):
                    wrong.append(f"{where} E{person}: edited lines {found} do not add up")
                if after is None:
                    # The program refuses (a blank under 报错, a rule without an answer): nobody's sheet may show another's figure.
                    missing = any(department["rows"][at][0] == person and new is None for at, _, new in changes)
                    if missing and "E309" in told and department["settings"]["缺数据处理"] == "报错":
                        kinds = {kind for who, kind, _ in department["kinds"] if who == person}
                        decided = kinds & {"一票否决", "校准"}
                        blank = "未填写" in [row[5] for row in book["评分表"].iter_rows(values_only=True)]
                        if blank and not decided and isinstance(found[-1][1], (int, float)) and found[-1][1] != 0:
                            wrong.append(f"{where} E{person}: a blank gives {found[-1]}")
                    continue
                wanted = openpyxl.load_workbook(front(after, person), data_only=True)["评分表"]
                formulas = openpyxl.load_workbook(front(after, person))["评分表"]
                for cell in (cell for row in formulas.iter_rows() for cell in row if cell.data_type == "f"):
                    compared += 1
                    mine, theirs = book["评分表"][cell.coordinate].value, wanted[cell.coordinate].value
                    if not same(mine, theirs):
                        wrong.append(f"{where} E{person} {cell.coordinate}: edited {mine!r}, the program {theirs!r}")
                result = next(one for one in told["people"] if one["id"] == f"E{person}")
                row = ranking[f"E{person}"]
                compared += 1
                total = result["total"] and float(result["total"])
                if not same(row[5], total if total is not None else "—") or not same(row[7], result["grade"] or "—"):
                    wrong.append(f"{where} E{person}: the edited summary has {row[5]!r} {row[7]!r}, the program {total!r} {result['grade']!r}")
            heads = next(row for row in summary["岗位-岗"].iter_rows(values_only=True) if "名次" in row)
            weighted = [at for at, head in enumerate(heads) if head == "加权"]
            first, total = heads.index("加减分"), heads.index("总分")
            for row in summary["岗位-岗"].iter_rows(values_only=True):
                if isinstance(row[2], str) and row[2] in ranking and isinstance(row[total], (int, float)):
                    compared += 1
                    amounts = [row[at] for at in weighted + list(range(first, total)) if isinstance(row[at], (int, float))]
                    if sum(Decimal(str(round(amount, 6))) for amount in amounts) != Decimal(str(round(row[total], 6))):
                        wrong.append(f"{where} {row[2]}: the role sheet's {amounts} are not {row[total]}")
    print("\n".join(wrong))
    print(f"{compared} compared, {len(wrong)} differ")
    return 1 if wrong or compared < 100 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 14))
