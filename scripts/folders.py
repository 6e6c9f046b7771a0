#!/usr/bin/env python3
"""Tries in every way that we know to have a command write over what it did not make: `folders.py [PROGRAM]`.

Each trick is one command in a fresh copy of an office's folder: it is refused with its code, and not a byte of the folder changes; or, where it
does no harm, it succeeds, and nothing that was there before changes but what it may. Takes the release build, or the program that
SCOREBOOK names. Needs openpyxl; links and pipes need Linux or another Unix."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

import differential

HERE = Path(__file__).resolve().parent.parent
PROGRAM = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("SCOREBOOK", HERE / "target/release/scorebook")).resolve()
MONTH = "成绩/甲部/2026-11"


def workbook(path, department, count=80):
    """A small workbook of a department."""
    sheets = differential.SHEETS
    sheets["考核信息"][0][1] = department
    sheets[differential.SHEET][1][2] = count
    path.write_bytes(differential.base())
    sheets["考核信息"][0][1], sheets[differential.SHEET][1][2] = "甲部", 80


def scorebook(place, *arguments):
    done = subprocess.run([PROGRAM, *arguments, "--lang", "en"], cwd=place, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout + done.stderr


def state(place):
    """Everything below a folder: what it is, and what it holds."""
    found = {}
    for path in sorted(place.rglob("*")):
        name = str(path.relative_to(place))
        if path.is_symlink():
            found[name] = "link " + os.readlink(path)
        elif path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            found[name] = "folder" if path.is_dir() else "other"
    return found


def built(place):
    place.mkdir()
    workbook(place / "甲.xlsx", "甲部")
    workbook(place / "乙.xlsx", "乙部")
    workbook(place / "别人.xlsx", "丙部")
    (place / "备忘.txt").write_text("mine")
    (place / "表.csv").write_text("a,b\n1,2\n")
    (place / "文件夹").mkdir()
    (place / "文件夹/私.txt").write_text("mine")
    (place / "月表").mkdir()
    shutil.copy(place / "乙.xlsx", place / "月表/乙.xlsx")
    (place / "箱").mkdir()
    shutil.copy(HERE / "tests/fixtures/forms/f1_classic.xlsx", place / "表样.xlsx")
    (place / "指标.txt").write_text("主播\n1. 销售额达成率：权重100%，每低1%扣2分，扣完为止。\n")
    status, said = scorebook(place, "new", "live-commerce-ratings", "-o", "评.xlsx", "--sample", "--period", "2026-11")
    assert status == 0, said
    status, said = scorebook(place, "ratings", "send", "评.xlsx", "-o", "收回")
    assert status == 0, said
    status, said = scorebook(place, "run", "甲.xlsx", "-o", "成绩", "--archive", "档案")
    assert status == 0, said
    shutil.copy(place / "甲.xlsx", place / "箱/甲.xlsx")
    status, said = scorebook(place, "watch", "箱", "--archive", "档案", "--once")
    assert status == 0, said


def link(where, to):
    return lambda place: (place / where).symlink_to(to)


def put(where, text="mine"):
    def deed(place):
        (place / where).parent.mkdir(parents=True, exist_ok=True)
        (place / where).write_text(text)

    return deed


def linked_away(where):
    """A folder moved elsewhere, with a link in its place."""

    def deed(place):
        (place / where).rename(place / "搬走")
        (place / where).symlink_to(place / "搬走")

    return deed


def both(*deeds):
    return lambda place: [deed(place) for deed in deeds]


def hard(where, of):
    return lambda place: os.link(place / of, place / where)


def nothing(place):
    pass


RUN = ("run", "甲.xlsx", "--no-person-files", "-o")
ISSUES = ("check", "甲.xlsx", "--issues")
EXPORT = ("archive", "export", "--archive", "档案", "--csv", "-o")
ROLLUP = ("rollup", "--archive", "档案", "--department", "甲部", "--period", "2026Q4", "-o")
NEW = ("new", "-o")
FORCED = ("new", "--force", "-o")
ADOPT = ("adopt", "指标.txt", "--department", "甲", "--period", "2026-11", "--force", "-o")
MARKED = ("form", "adopt", "表样.xlsx", "--force", "-o")
SEND = ("ratings", "send", "评.xlsx", "-o")
COLLECT = ("ratings", "collect", "评.xlsx", "收回", "--force", "-o")
TEMPLATE = ("templates", "export", "甲.xlsx", "--force", "-o")

# What is done, what is prepared, the command, and the codes of which one is told; none where it does no harm and succeeds.
TRICKS = [
    ("results into the archive", nothing, (*RUN, "档案"), "E710"),
    ("results into the archive that is also written", nothing, (*RUN, "档案", "--archive", "档案"), "E710"),
    ("results inside the archive", nothing, (*RUN, "档案/里面"), "E710"),
    ("results into a period of the archive", nothing, (*RUN, "档案/甲部/2026-11"), "E710"),
    ("results around the archive", nothing, (*RUN, ".", "--archive", "档案"), "E710"),
    ("results into the archive by a detour", nothing, (*RUN, "文件夹/../档案"), "E710"),
    ("results into the archive by a link", link("链", "档案"), (*RUN, "链"), "E710"),
    ("results into the archive by a link in the middle", link("链", "档案"), (*RUN, "链/甲部/新"), "E710"),
    ("results into the archive by two links", both(link("链", "档案/甲部"), link("链二", "链")), (*RUN, "链二/x"), "E710"),
    ("results into the archive by a link that leads nowhere yet", link("链", "档案/新"), (*RUN, "链"), "E710"),
    ("results into the archive by an absolute link", lambda p: (p / "链").symlink_to(p / "档案"), (*RUN, "链"), "E710"),
    ("results through a circle of links", both(link("圈", "圈二"), link("圈二", "圈")), (*RUN, "圈/x"), "E7 2"),
    ("results into a drop folder", nothing, (*RUN, "箱"), "E710"),
    ("results inside a drop folder", nothing, (*RUN, "箱/已处理"), "E710"),
    ("results into a drop folder's working folder", nothing, (*RUN, "箱/.scorebook-working"), "E710"),
    ("results in the place of the input", nothing, (*RUN, "甲.xlsx"), "E710"),
    ("results in the place of another file", nothing, (*RUN, "备忘.txt"), "E7 2"),
    ("results below a file", nothing, (*RUN, "备忘.txt/x"), "E7 2"),
    ("results into the folder of the inputs", nothing, ("run", "月表", "-o", "月表"), "E710"),
    ("results around the folder of the inputs", nothing, ("run", "月表", "-o", "."), "E710"),
    ("a month that is a foreign file", both(lambda p: shutil.rmtree(p / MONTH), put(MONTH)), (*RUN, "成绩"), "2"),
    ("a month that is a link to a foreign folder", both(lambda p: shutil.rmtree(p / MONTH), lambda p: (p / MONTH).symlink_to(p / "文件夹")), (*RUN, "成绩"), "E712"),
    ("a month that is a link to the archive", both(lambda p: shutil.rmtree(p / MONTH), lambda p: (p / MONTH).symlink_to(p / "档案/甲部/2026-11/r1")), (*RUN, "成绩"), "E710 E712"),
    ("a department that is a link into the archive", both(lambda p: shutil.rmtree(p / "成绩/甲部"), lambda p: (p / "成绩/甲部").symlink_to(p / "档案/甲部")), (*RUN, "成绩"), "E710 E712"),
    ("a department that is a link to a foreign folder", both(lambda p: shutil.rmtree(p / "成绩/甲部"), lambda p: (p / "成绩/甲部").symlink_to(p / "文件夹")), (*RUN, "成绩"), "E712"),
    ("a department that is a foreign file", both(lambda p: shutil.rmtree(p / "成绩/甲部"), put("成绩/甲部")), (*RUN, "成绩"), "2"),
    ("a foreign file in a month", put(f"{MONTH}/谈话.txt"), (*RUN, "成绩"), "E712"),
    ("a hidden foreign file in a month", put(f"{MONTH}/.谈话"), (*RUN, "成绩"), "E712"),
    ("a foreign file deep in a month", put(f"{MONTH}/个人评分表/主播/我的.txt"), (*RUN, "成绩"), "E712"),
    ("an empty foreign folder in a month", lambda p: (p / MONTH / "空").mkdir(), (*RUN, "成绩"), "E712"),
    ("a link in a month", link(f"{MONTH}/链", "/etc"), (*RUN, "成绩"), "E712"),
    ("a pipe in a month", lambda p: os.mkfifo(p / MONTH / "管道"), (*RUN, "成绩"), "E712"),
    ("a file of a month that is a link to the same", lambda p: ((p / MONTH / "results.json").rename(p / "别处.json"), (p / MONTH / "results.json").symlink_to(p / "别处.json")), (*RUN, "成绩"), "E712 E713"),
    ("a file of a month that was written on", lambda p: (p / MONTH / "results.json").write_text("{}"), (*RUN, "成绩"), "E713"),
    ("a month without its manifest", lambda p: (p / MONTH / "manifest.json").unlink(), (*RUN, "成绩"), "E712"),
    ("a month whose manifest names what lies above", lambda p: (p / MONTH / "manifest.json").write_text((p / MONTH / "manifest.json").read_text().replace("results.json", "../../../备忘.txt")), (*RUN, "成绩"), "E712 E713"),
    ("a month of an older run of another department", lambda p: (shutil.copytree(p / MONTH, p / "成绩/乙部/2026-11")), ("run", "乙.xlsx", "-o", "成绩"), "E711 E712 E713"),
    ("a list onto the input", nothing, (*ISSUES, "甲.xlsx"), "E710"),
    ("a list onto the input by a detour", nothing, (*ISSUES, "./文件夹/../甲.xlsx"), "E710"),
    ("a list onto the input by a link", link("清单.xlsx", "甲.xlsx"), (*ISSUES, "清单.xlsx"), "E710"),
    ("a list onto the input by another name of the same file", hard("清单.xlsx", "甲.xlsx"), (*ISSUES, "清单.xlsx"), "E710 E714"),
    ("a list onto another workbook", nothing, (*ISSUES, "别人.xlsx"), "E714"),
    ("a list onto a text", nothing, (*ISSUES, "备忘.txt"), "E714"),
    ("a list onto a folder", nothing, (*ISSUES, "文件夹"), "E714"),
    ("a list into the archive", nothing, (*ISSUES, "档案/清单.xlsx"), "E710"),
    ("a list onto the archive's record", nothing, (*ISSUES, "档案/甲部/2026-11/current.json"), "E710"),
    ("a list onto the journal by a link", link("清单.xlsx", "档案/journal.jsonl"), (*ISSUES, "清单.xlsx"), "E710"),
    ("a list into a drop folder", nothing, (*ISSUES, "箱/清单.xlsx"), "E710"),
    ("a list onto results", nothing, (*ISSUES, f"{MONTH}/results.json"), "E714"),
    ("a list onto a pipe", lambda p: os.mkfifo(p / "管道.xlsx"), (*ISSUES, "管道.xlsx"), "E714"),
    ("a new workbook onto another", nothing, (*NEW, "别人.xlsx"), "E714"),
    ("a new workbook onto a link that leads nowhere", link("新.xlsx", "档案/新.xlsx"), (*NEW, "新.xlsx"), "E710"),
    ("a new workbook onto the one that it is made from", nothing, ("new", "--from", "甲.xlsx", "--period", "2026-12", "-o", "甲.xlsx"), "E710 E714"),
    ("a new workbook into the archive", nothing, (*NEW, "档案/新.xlsx"), "E710"),
    ("a new workbook into a drop folder", nothing, (*NEW, "箱/新.xlsx"), "E710"),
    ("a table onto a foreign table", nothing, (*EXPORT, "表.csv"), "E714"),
    ("a table onto a workbook", nothing, (*EXPORT, "甲.xlsx"), "E714"),
    ("a table into the archive", nothing, (*EXPORT, "档案/表.csv"), "E710"),
    ("a table onto the archive's own file by a link", link("出.csv", "档案/archive.json"), (*EXPORT, "出.csv"), "E710"),
    ("a roll-up into the archive", nothing, (*ROLLUP, "档案"), "E710"),
    ("a roll-up around the archive", nothing, (*ROLLUP, "."), "E710"),
    ("a roll-up over a foreign folder", put("成绩/甲部/2026Q4/我的.txt"), (*ROLLUP, "成绩"), "E712"),
    ("an archive in a drop folder", nothing, ("watch", "箱", "--archive", "箱/档案", "--once"), "E710"),
    ("an archive around a drop folder", nothing, ("watch", "箱", "--archive", ".", "--once"), "E7 E6"),
    ("an archive that is its drop folder", nothing, ("watch", "箱", "--archive", "箱", "--once"), "E710"),
    ("an archive that is its drop folder by a link", link("链", "箱"), ("watch", "箱", "--archive", "链", "--once"), "E710"),
    ("a drop folder in an archive", nothing, ("watch", "档案/甲部", "--archive", "档案", "--once"), "E710"),
    ("a drop folder in another archive", nothing, ("watch", "档案/甲部", "--archive", "新档案", "--once"), "E710"),
    ("a folder of others as an archive", nothing, ("run", "乙.xlsx", "-o", "结果", "--archive", "文件夹"), "E6"),
    ("a file as an archive", nothing, ("run", "乙.xlsx", "-o", "结果", "--archive", "备忘.txt"), "E6 E7 2"),
    ("an archive whose department is a link", linked_away("档案/甲部"), ("run", "甲.xlsx", "-o", "结果", "--archive", "档案"), "E633"),
    ("an archive whose month is a link", linked_away("档案/甲部/2026-11"), ("run", "甲.xlsx", "-o", "结果", "--archive", "档案"), "E633"),
    *((f"{what}, {where}", prepare, (*command, target), codes) for what, command in (
        ("a new workbook by force", FORCED),
        ("a table made a workbook by force", ADOPT),
        ("a marked form by force", MARKED),
        ("marks that came back by force", COLLECT),
        ("a template by force", TEMPLATE),
    ) for where, target, prepare, codes in (
        ("into the archive", "档案/新.xlsx", nothing, "E710"),
        ("onto the archive's record", "档案/甲部/2026-11/current.json", nothing, "E710 E753"),
        ("onto a workbook of the archive", "档案/甲部/2026-11/r1/甲.xlsx", nothing, "E710"),
        ("onto the archive's record by a link", "链.xlsx", link("链.xlsx", "档案/甲部/2026-11/current.json"), "E710"),
        ("into a drop folder", "箱/新.xlsx", nothing, "E710"),
        ("onto a folder", "文件夹", nothing, "E714 E753"),
        ("onto a pipe", "管道.xlsx", lambda p: os.mkfifo(p / "管道.xlsx"), "E714"),
        ("through a circle of links", "圈/x.xlsx", both(link("圈", "圈二"), link("圈二", "圈")), "E7 2"),
    )),
    *((f"{what}, {where}", prepare, (*(one for one in command if one != "--force"), target), codes) for what, command in (
        ("a table made a workbook", ADOPT),
        ("a marked form", MARKED),
        ("marks that came back", COLLECT),
        ("a template", TEMPLATE),
    ) for where, target, prepare, codes in (
        ("onto a foreign workbook", "别人.xlsx", nothing, "E714"),
        ("onto a summary of ours", f"{MONTH}/甲部_2026-11_绩效汇总.xlsx", nothing, "E714"),
        ("onto a foreign workbook by a link", "链.xlsx", link("链.xlsx", "别人.xlsx"), "E714"),
        ("onto another name of the input", "二.xlsx", hard("二.xlsx", "甲.xlsx"), "E710 E714"),
    )),
    ("a table made a workbook, onto its source", nothing, (*ADOPT, "指标.txt"), "E710 E714"),
    ("a marked form onto the form", nothing, (*MARKED, "表样.xlsx"), "E710 E714"),
    ("marks that came back, onto the department's workbook", nothing, (*COLLECT, "评.xlsx"), "E710 E714"),
    ("marks that came back, into the folder of what came back by a link onto the workbook", link("收回/新.xlsx", "../评.xlsx"), (*COLLECT, "收回/新.xlsx"), "E710 E714"),
    ("a template onto its workbook", nothing, (*TEMPLATE, "甲.xlsx"), "E710 E714"),
    ("ratings into the archive", nothing, (*SEND, "档案"), "E710"),
    ("ratings inside the archive by a link", link("链", "档案/甲部"), (*SEND, "链/评"), "E710"),
    ("ratings into a drop folder", nothing, (*SEND, "箱"), "E710"),
    ("ratings in the place of the input", nothing, (*SEND, "评.xlsx"), "E7 2"),
    ("ratings in the place of a text", nothing, (*SEND, "备忘.txt"), "E7 2"),
    ("a form that lies in the month that it fills", lambda p: shutil.copy(p / "表样.xlsx", p / MONTH / "表样.xlsx"), ("run", "甲.xlsx", "--form", f"{MONTH}/表样.xlsx", "-o", "成绩"), "E712"),
    # These do no harm.
    ("results beside the archive", nothing, (*RUN, "别处"), ""),
    ("results by a link to a folder of one's own", link("链", "文件夹"), (*RUN, "链"), ""),
    ("results inside the folder of the inputs", nothing, ("run", "月表", "-o", "月表/结果"), ""),
    ("results again over the same", nothing, ("run", "甲.xlsx", "-o", "成绩"), ""),
    ("a list beside the input", nothing, (*ISSUES, "清单.xlsx"), ""),
    ("what the archive holds, scored elsewhere", nothing, ("run", "档案/甲部/2026-11/r1/甲.xlsx", "-o", "别处"), ""),
]

# Departments of one folder name, in separate runs.
LONG = "很长的部门名称" * 7
TWINS = [
    ("a/b", "a_b"), ("财务部.", "财务部"), ("CON", "con"), ("CON", "_CON"), (LONG + "一", LONG + "二"), ("HR", "hr"), ("Ａ部", "A部"), ("é", "é"),
    ("ſ部", "s部"), ("K部", "K部"), ("a:b", "a?b"), ("a\\b", "a/b"), ("..", "."), ("部 门", "部门"), ("財務部", "财务部"), ("ﬁ", "fi"),
    ("a\u200bb", "ab"), ("nul.txt", "NUL.TXT"), ("ß", "ss"), ("ı部", "i部"),
]


def main():
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        built(folder / "办公室")

        def fresh():
            shutil.rmtree(folder / "试", ignore_errors=True)
            shutil.copytree(folder / "办公室", folder / "试", symlinks=True)
            return folder / "试"

        for what, prepare, command, codes in TRICKS:
            place = fresh()
            prepare(place)
            before = state(place)
            status, said = scorebook(place, *command)
            after = state(place)
            if "panicked" in said:
                wrong.append(f"{what}: a panic\n{said}")
            if not codes:
                # Results of our own are replaced whole, and the working folder's lock is touched; nothing else changes.
                kept = {name: held for name, held in before.items() if not name.startswith("成绩/")}
                if status != 0 or any(after.get(name) != held for name, held in kept.items()):
                    wrong.append(f"{what}: status {status}\n{said}")
                continue
            told = set(re.findall(r"\bE\d{3}\b", said))
            expected = any(code.startswith(one) for one in codes.split() if one != "2" for code in told)
            if "2" in codes.split() and status == 2:
                expected = True
            if not expected or status not in (1, 2):
                wrong.append(f"{what}: {codes} expected, status {status}\n{said}")
            if before != after:
                changed = sorted(set(before.items()) ^ set(after.items()))
                wrong.append(f"{what}: the folder changed: {changed[:6]}")
        for one, other in TWINS:
            for archive in ((), ("--archive", "档案")):
                place = folder / "双"
                shutil.rmtree(place, ignore_errors=True)
                place.mkdir()
                workbook(place / "一.xlsx", one)
                workbook(place / "二.xlsx", other, 90)
                status, said = scorebook(place, "run", "一.xlsx", "-o", "成绩", *archive)
                what = f"{one!r} and {other!r}{' with an archive' if archive else ''}"
                if status != 0:
                    # A name that is none is refused by itself.
                    if not re.search(r"\bE\d{3}\b", said):
                        wrong.append(f"{what}: status {status}\n{said}")
                    continue
                before = state(place)
                status, said = scorebook(place, "run", "二.xlsx", "-o", "成绩", *archive)
                after = state(place)
                # The journal grows.
                kept = all(after.get(name) == held for name, held in before.items() if name != "档案/journal.jsonl")
                same = spelled(one) == spelled(other)
                # One department in two spellings is corrected; two of one folder name are refused; else both stand side by side.
                if "panicked" in said or not kept and not same and not told_as_one(said):
                    wrong.append(f"{what}: what was there changed, status {status}\n{said}")
                if status == 0 and kept and not same:
                    names = {name.split("/")[1].lower().rstrip(". ") for name in after if name.startswith("成绩/")}
                    if len({unicodedata.normalize("NFKC", name) for name in names}) < 2:
                        wrong.append(f"{what}: one folder for both\n{sorted(names)}")
                if status == 1 and before != after:
                    wrong.append(f"{what}: refused, but something was written\n{sorted(set(before.items()) ^ set(after.items()))[:5]}")
    for one in wrong:
        print(f"not as it must be: {one}", file=sys.stderr)
    print(f"{len(TRICKS)} tricks with folders, {len(TWINS)} pairs of departments: {len(wrong)} wrong")
    return 1 if wrong else 0


def spelled(name):
    """A department's name as workbooks match it."""
    return unicodedata.normalize("NFKC", name).replace(" ", "").replace("\u200b", "")


def told_as_one(said):
    """Whether a run says that it corrects an earlier one of the same department."""
    return "r2" in said


if __name__ == "__main__":
    sys.exit(main())
