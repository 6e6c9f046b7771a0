#!/usr/bin/env python3
"""ten_steps.py terminal|desktop GOT [FOLDER]: a clerk's two months, by the numbered menu and by files dropped onto the program.

Get it, new, fill, check with five mistakes, mend, run, print, why, close, next month. LibreOffice fills and saves the workbooks. What stood
on the screen at each step stays in FOLDER (target/ten-steps).

terminal: GOT is what was downloaded (the .zip or the .tar.gz of dist/build.sh) or the program itself; scorebook.exe runs under wine, in the
WINEPREFIX that scripts/windows.sh prepares; tmux is the terminal. Nothing is installed.
desktop: GOT is the installer of dist/build.sh, clicked through on wine's desktop; then the start menu, windows, and a picture of each step.
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

from wine_desktop import Desktop

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

    # What it shows can be read.
    tells = True

    def __init__(self, program, desk, log):
        self.program, self.desk, self.log = program, desk, log
        self.language = "env -u LC_ALL LANG=zh_CN.UTF-8 TZ=CST-8"
        if not self.makes_pdf():
            # Wine reads names of files in the locale's letters; the program takes the language from its name alone.
            locales = log.parent / "locales"
            locales.mkdir()
            subprocess.run(["localedef", "-i", "zh_CN", "-f", "UTF-8", locales / "zh_CN.UTF-8"], check=True)
            self.language += f" LOCPATH={shlex.quote(str(locales))}"

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

    def start(self, _step, *words):
        line = shlex.join([*self.program, *map(str, words)])
        subprocess.run(
            [*TMUX, "new-session", "-d", "-x", "160", "-y", "150", "-c", self.desk]
            + [f"{self.language} {line}; echo \"[ended $?]\"; read -r _"],
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

    def left(self, step):
        self.close(step, 0)

    @staticmethod
    def gone():
        """The next window has a server of its own."""
        while subprocess.run([*TMUX, "has-session"], capture_output=True).returncode == 0:
            time.sleep(0.1)
        time.sleep(0.3)

    def number_of(self, command, step):
        self.start(step)
        menu = self.until(lambda shown: QUESTION in shown, step)
        number = re.search(r"^ *(\d+)  .*\n *" + re.escape(command), menu, re.MULTILINE)
        if not number:
            sys.exit(f"{step}: no choice does “{command}”\n{menu}")
        return number[1]

    def answer(self, text):
        subprocess.run([*TMUX, "send-keys", "-l", text], check=True)
        subprocess.run([*TMUX, "send-keys", "Enter"], check=True)

    def makes_pdf(self):
        """Windows prints with Excel or WPS, which are not here."""
        return self.program[0] != "wine"

    def seen(self, _step):
        """The screen is kept whole when the window closes."""

    def leave(self):
        subprocess.run([*TMUX, "kill-server"], capture_output=True, check=False)


def choose(window, step, command, *answers):
    """The choice of the menu that stands for a command; then the menu is left."""
    number = window.number_of(command, step)
    for answer in (number, *answers):
        window.answer(answer)
        time.sleep(1)
    # What was done is to be read before the menu pushes it away.
    shown = window.until(lambda shown: BACK in shown, step) or ""
    window.seen(step)
    window.answer("")
    window.until(lambda shown: shown.count(QUESTION) == 2, step)
    window.answer("")
    window.left(step)
    return shown


def run(window, step, *words, status=0):
    """A command, or files dropped onto the program."""
    window.start(step, *words)
    return window.close(step, status)


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


def ten_steps(window, desk, log):
    choose(window, "02-new", "scorebook new live-commerce\n")
    book = one("*.xlsx", desk)
    period = openpyxl.load_workbook(book)["考核信息"]["B6"].value
    filled(book, ROOT / "samples/live-commerce-zh-CN-2026-10.xlsx", period)
    before = typed(book, MISTAKES)

    shown = choose(window, "04-check", f"scorebook check {book.name}")
    for sheet, cell, _, what in MISTAKES if window.tells else ():
        needs(re.search(rf"错误 E\d+ {re.escape(sheet)}!{cell}\b", shown), f"{what} at {sheet}!{cell} is not named:\n{shown}")
    run(window, "04-dropped", book, status=1)
    needs(not (desk / "绩效结果").exists(), "a workbook with mistakes gave results")
    listed = {str(cell.value) for sheet in openpyxl.load_workbook(one("*_问题清单.xlsx", desk)) for row in sheet for cell in row}
    for sheet, cell, _, what in MISTAKES:
        needs(f"{sheet}!{cell}" in listed, f"{what} at {sheet}!{cell} is not in the list: {sorted(listed)}")

    typed(book, before)
    shown = choose(window, "05-mended", f"scorebook check {book.name}")
    needs(not window.tells or "没有错误" in shown, f"not mended:\n{shown}")

    choose(window, "06-run", f"scorebook run {book.name} --archive 绩效档案")
    month = desk / "绩效结果/直播电商部" / period
    people = json.loads((month / "results.json").read_text())["people"]
    needs(len(people) > 15 and (desk / "绩效档案/直播电商部" / period / "r1/manifest.json").exists(), "no results, or nothing archived")

    printed = openpyxl.load_workbook(month / "全员评分表_打印.xlsx")
    pages = [sheet.title for sheet in printed if sheet.sheet_state == "visible"]
    needs(len(pages) == len(people), f"{len(pages)} pages to print for {len(people)} people")
    if window.makes_pdf():
        run(window, "07-pdf", "run", book.name, "--archive", "绩效档案", "--pdf")
        needs((month / "全员评分表_打印.pdf").exists(), "nothing to print as PDF")

    lead, person = people[:2]
    shown = choose(window, "08-why", f"scorebook why {book.name}", person["name"])
    needs(not window.tells or person["total"] in shown and person["id"] in shown, f"{person['name']} has no {person['total']}:\n{shown}")

    choose(window, "09-close", "scorebook archive close --archive 绩效档案 --department 直播电商部 --period " + period)
    typed(book, [("加减分", "D5", 4)])
    shown = run(window, "09-closed", book, status=1)
    needs(not window.tells or "reopen" in shown, f"a closed month took another revision, or nobody says how to open it:\n{shown}")

    choose(window, "10-next", f"scorebook new --from {book.name}")
    following = next(path for path in desk.glob("*.xlsx") if path != book and "问题清单" not in path.name)
    period = openpyxl.load_workbook(following)["考核信息"]["B6"].value
    filled(following, ROOT / "samples/live-commerce-zh-CN-2026-11.xlsx", period)
    run(window, "10-dropped", following)
    people = json.loads((desk / "绩效结果/直播电商部" / period / "results.json").read_text())["people"]
    wanted = growth(book, following)
    needs(growth_of(lead) == ("not_applicable", None), f"the first month grew: {growth_of(lead)}")
    needs(growth_of(people[0]) == ("scored", wanted), f"grew by {growth_of(people[0])}, not {wanted}")
    print(f"ten steps, {len(MISTAKES)} mistakes named, {len(people)} people, a growth of {wanted}: {log}")


def begun(kind, got, place):
    """The first step: what was downloaded is unpacked or installed. The window, the clerk's desk, and where screens are kept."""
    shutil.rmtree(place, ignore_errors=True)
    log = place / "screens"
    log.mkdir(parents=True)
    if kind == "desktop":
        window = Desktop(place, log)
        window.install(got, "01-installer")
        return window, window.desk, log
    desk = place / "我的 桌面"
    for folder in (desk, place / "下载"):
        folder.mkdir()
    return Terminal(unpacked(got, place / "下载"), desk, log), desk, log


if len(sys.argv) not in (3, 4) or sys.argv[1] not in ("terminal", "desktop"):
    sys.exit(__doc__)
window, desk, log = begun(sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3] if len(sys.argv) == 4 else ROOT / "target/ten-steps").resolve())
try:
    ten_steps(window, desk, log)
finally:
    window.leave()
