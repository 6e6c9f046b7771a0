#!/usr/bin/env python3
"""ten_steps.py terminal GOT [FOLDER]: a clerk's two months in a terminal, by the numbered menu and by files dropped onto the program.

Get it, new, fill, check with five mistakes, mend, run, print, why, close, next month. GOT is what was downloaded (the .zip or the .tar.gz of
dist/build.sh) or the program itself; scorebook.exe runs under wine, in the WINEPREFIX that scripts/windows.sh prepares. LibreOffice fills
and saves the workbooks, tmux is the terminal. What stood on the screen at each step stays in FOLDER (target/ten-steps). Nothing is installed.
"""

import json
import math
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl

ROOT = Path(__file__).resolve().parent.parent
QUESTION = "输入编号，按回车"
BACK = "按回车回到菜单"
TMUX = ["tmux", "-u", "-L", f"ten-steps-{os.getpid()}", "-f", "/dev/null"]
# A cell, what a clerk typed there, and what the program has to call it: each of another kind.
MISTAKES = [
    ("人员名单", "C7", "主拨", "a role that is none"),
    ("考核指标", "C9", 0.3, "weights that are not 100%"),
    ("考核指标", "G11", "看情况打分", "a rule that nobody can count"),
    ("数据-主播", "D9", "三万多", "a number that is none"),
    ("数据-电商运营人员", "C9", None, "a figure that nobody filled in"),
]


class Terminal:
    """A window of 160 columns that keeps what has run through it."""

    def __init__(self, program, desk, log):
        self.program, self.desk, self.log = program, desk, log

    def screen(self):
        shown = subprocess.run([*TMUX, "capture-pane", "-p", "-J", "-S", "-"], check=True, capture_output=True, text=True).stdout
        return shown.rstrip()

    def until(self, holds, step, seconds=180):
        end = time.monotonic() + seconds
        while not holds(shown := self.screen()):
            if time.monotonic() > end:
                sys.exit(f"{step}: this is all that came\n{shown}")
            time.sleep(0.2)
        return shown

    def start(self, *words):
        line = shlex.join([*self.program, *map(str, words)])
        language = "env -u LC_ALL LANG=zh_CN.UTF-8 TZ=CST-8"
        subprocess.run(
            [*TMUX, "new-session", "-d", "-x", "160", "-y", "150", "-c", self.desk]
            + [f"{language} {line}; echo \"[ended $?]\"; read -r _"],
            check=True,
        )

    def close(self, step, status):
        shown = self.until(lambda shown: "[ended " in shown, step)
        subprocess.run([*TMUX, "send-keys", "Enter"], check=True)
        self.gone()
        (self.log / f"{step}.txt").write_text(shown + "\n")
        if f"[ended {status}]" not in shown:
            sys.exit(f"{step}: did not end with {status}\n{shown}")
        return shown

    @staticmethod
    def gone():
        """The next window has a server of its own."""
        while subprocess.run([*TMUX, "has-session"], capture_output=True).returncode == 0:
            time.sleep(0.1)
        time.sleep(0.3)

    def run(self, step, *words, status=0):
        """A command, or files dropped onto the program."""
        self.start(*words)
        return self.close(step, status)

    def choose(self, step, command, *answers):
        """The choice of the menu that stands for a command; then the menu is left."""
        self.start()
        menu = self.until(lambda shown: QUESTION in shown, step)
        number = re.search(r"^ *(\d+)  .*\n *" + re.escape(command), menu, re.MULTILINE)
        if not number:
            sys.exit(f"{step}: no choice does “{command}”\n{menu}")
        for answer in (number[1], *answers):
            subprocess.run([*TMUX, "send-keys", "-l", answer], check=True)
            subprocess.run([*TMUX, "send-keys", "Enter"], check=True)
            time.sleep(1)
        # What was done is to be read before the menu pushes it away.
        self.until(lambda shown: BACK in shown, step)
        subprocess.run([*TMUX, "send-keys", "Enter"], check=True)
        self.until(lambda shown: shown.count(QUESTION) == 2, step)
        subprocess.run([*TMUX, "send-keys", "Enter"], check=True)
        return self.close(step, 0)


def unpacked(got, folder):
    """Step 1: what was downloaded is unpacked; the program is in it."""
    if got.name.endswith((".zip", ".tar.gz")):
        shutil.unpack_archive(got, folder)
    else:
        shutil.copy(got, folder)
    found = [path for path in folder.rglob("scorebook*") if path.name in ("scorebook", "scorebook.exe") and path.is_file()]
    needs(len(found) == 1, f"{got} holds {len(found)} programs")
    return ["wine", str(found[0])] if found[0].suffix == ".exe" else [str(found[0])]


def needs(holds, what):
    if not holds:
        sys.exit(what)


def filled(workbook, sample, period):
    """What a sample holds is typed into the workbook's own rows, and LibreOffice saves it."""
    book, source = openpyxl.load_workbook(workbook), openpyxl.load_workbook(sample)
    year, month = map(int, period.split("-"))
    for sheet in source:
        if not sheet.title.startswith(("人员名单", "加减分", "数据-", "考核信息")):
            continue
        for row in sheet.iter_rows(min_row=5):
            for cell in row:
                value = cell.value
                if value is None or str(value).startswith("=") or (sheet.title == "考核信息" and cell.row in (5, 6)):
                    continue
                if hasattr(value, "day") and value.year == 2026:
                    value = value.replace(year=year, month=month, day=min(value.day, 28))
                book[sheet.title][cell.coordinate] = value
    book.save(workbook)
    saved(workbook)


def typed(workbook, cells):
    """Changes cells as somebody does; gives back what stood there."""
    book = openpyxl.load_workbook(workbook)
    before = [(sheet, cell, book[sheet][cell].value) for sheet, cell, *_ in cells]
    for sheet, cell, value, *_ in cells:
        book[sheet][cell] = value
    book.save(workbook)
    saved(workbook)
    return before


def saved(workbook):
    out = workbook.parent.parent / "saved"
    profile = (workbook.parent.parent / "office").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run([*command, "--outdir", out, workbook], check=True, capture_output=True)
    shutil.move(out / workbook.name, workbook)


def growth(before, after):
    """The lead's growth over the month before, from the cells of both workbooks: the mean of three, to four decimals."""
    rates = []
    for cell in ("K7", "L7", "M7"):
        old, new = (Fraction(str(openpyxl.load_workbook(book)["数据-部门主管"][cell].value)) for book in (before, after))
        rates.append(new / old - 1)
    return str(Decimal(math.floor(sum(rates) / 3 * 10000 + Fraction(1, 2))) / 10000)


def growth_of(person):
    return next((kpi["status"], kpi["value"]) for role in person["roles"] for kpi in role["kpis"] if kpi["name"] == "直播和短视频数据增长")


def one(pattern, folder):
    found = sorted(folder.glob(pattern))
    needs(len(found) == 1, f"{pattern}: {[str(path) for path in found]}")
    return found[0]


def terminal(got, place):
    shutil.rmtree(place, ignore_errors=True)
    desk, log = place / "我的 桌面", place / "screens"
    for folder in (desk, log, place / "下载"):
        folder.mkdir(parents=True)
    window = Terminal(unpacked(got, place / "下载"), desk, log)

    window.choose("02-new", "scorebook new live-commerce\n")
    book = one("*.xlsx", desk)
    period = openpyxl.load_workbook(book)["考核信息"]["B6"].value
    filled(book, ROOT / "samples/live-commerce-zh-CN-2026-10.xlsx", period)
    before = typed(book, MISTAKES)

    shown = window.choose("04-check", f"scorebook check {book.name}")
    for sheet, cell, _, what in MISTAKES:
        needs(re.search(rf"错误 E\d+ {re.escape(sheet)}!{cell}\b", shown), f"{what} at {sheet}!{cell} is not named:\n{shown}")
    window.run("04-dropped", book, status=1)
    needs(one("*_问题清单.xlsx", desk).stat().st_size > 0 and not (desk / "绩效结果").exists(), "a workbook with mistakes gave results")

    typed(book, before)
    shown = window.choose("05-mended", f"scorebook check {book.name}")
    needs("没有错误" in shown, f"not mended:\n{shown}")

    window.choose("06-run", f"scorebook run {book.name} --archive 绩效档案")
    month = desk / "绩效结果/直播电商部" / period
    people = json.loads((month / "results.json").read_text())["people"]
    needs(len(people) > 15 and (desk / "绩效档案/直播电商部" / period / "r1/manifest.json").exists(), "no results, or nothing archived")

    printed = openpyxl.load_workbook(month / "全员评分表_打印.xlsx")
    pages = [sheet.title for sheet in printed if sheet.sheet_state == "visible"]
    needs(len(pages) == len(people), f"{len(pages)} pages to print for {len(people)} people")
    if window.program[0] != "wine":  # Windows prints with Excel or WPS, which are not here.
        window.run("07-pdf", "run", book.name, "--archive", "绩效档案", "--pdf")
        needs((month / "全员评分表_打印.pdf").exists(), "nothing to print as PDF")

    lead, person = people[:2]
    shown = window.choose("08-why", f"scorebook why {book.name}", person["name"])
    needs(person["total"] in shown and person["id"] in shown, f"{person['name']} has no {person['total']}:\n{shown}")

    window.choose("09-close", "scorebook archive close --archive 绩效档案 --department 直播电商部 --period " + period)
    typed(book, [("加减分", "D5", 4)])
    shown = window.run("09-closed", book, status=1)
    needs("reopen" in shown, f"a closed month took another revision, or nobody says how to open it:\n{shown}")

    window.choose("10-next", f"scorebook new --from {book.name}")
    following = next(path for path in desk.glob("*.xlsx") if path != book and "问题清单" not in path.name)
    period = openpyxl.load_workbook(following)["考核信息"]["B6"].value
    filled(following, ROOT / "samples/live-commerce-zh-CN-2026-11.xlsx", period)
    window.run("10-dropped", following)
    people = json.loads((desk / "绩效结果/直播电商部" / period / "results.json").read_text())["people"]
    wanted = growth(book, following)
    needs(growth_of(lead) == ("not_applicable", None), f"the first month grew: {growth_of(lead)}")
    needs(growth_of(people[0]) == ("scored", wanted), f"grew by {growth_of(people[0])}, not {wanted}")
    print(f"ten steps, {len(MISTAKES)} mistakes named, {len(people)} people, a growth of {wanted}: {log}")


if len(sys.argv) not in (3, 4) or sys.argv[1] != "terminal":
    sys.exit(__doc__)
try:
    terminal(Path(sys.argv[2]).resolve(), Path(sys.argv[3] if len(sys.argv) == 4 else ROOT / "target/ten-steps").resolve())
finally:
    subprocess.run([*TMUX, "kill-server"], capture_output=True)
