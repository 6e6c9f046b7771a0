#!/usr/bin/env python3
"""guide_pictures.py SCOREBOOK: draws docs/guide/*.png anew from what the program writes: the menu as a terminal shows it, the workbook to fill,
the list of problems, the overview and a score sheet, in each language. Needs LibreOffice, pdftoppm and Pillow (pip install pillow)."""

import os
import pty
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "guide"
LANGUAGES = {
    # five mistakes, results, summary, print file, the sheet to fill by its place, where the reader is
    "zh-CN": ("五处错误.xlsx", "绩效汇总", "全员评分表_打印", "D:/绩效"),
    "zh-TW": ("五處錯誤.xlsx", "績效彙總", "全員評分表_列印", "D:/績效"),
    "en": ("five mistakes.xlsx", "summary", "All score sheets_print", "D:/scores"),
}
FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"


def run(program, lang, folder, *arguments):
    environment = {**os.environ, "LANG": f"{lang.replace('-', '_')}.UTF-8", "TZ": "CST-8"}
    environment.pop("LC_ALL", None)
    done = subprocess.run([program, *arguments], cwd=folder, env=environment, capture_output=True, stdin=subprocess.DEVNULL)
    return (done.stderr + done.stdout).decode()


def keep(image, name):
    # White around it says nothing; a picture of few colours is small.
    frame = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
    left, top, right, bottom = frame
    image = image.crop((max(left - 12, 0), max(top - 12, 0), min(right + 12, image.width), min(bottom + 12, image.height)))
    OUT.mkdir(exist_ok=True)
    image.quantize(48, dither=Image.Dither.NONE).save(OUT / name, optimize=True)
    print(name, image.size, (OUT / name).stat().st_size)


def on_a_terminal(program, lang, folder):
    """What the menu shows to somebody who sits before it and leaves: there its choices have numbers."""
    own, its = pty.openpty()
    with subprocess.Popen([program, "--lang", lang], cwd=folder, stdin=its, stdout=its, stderr=its) as running:
        os.write(own, b"\n")
        running.wait()
        os.close(its)
    text = b""
    while True:
        try:
            part = os.read(own, 65536)
        except OSError:
            break
        if not part:
            break
        text += part
    os.close(own)
    # The terminal shows what is typed as well, wherever the program is by then.
    return text.decode().replace("\r\n", "\n").lstrip("\n")


def terminal(text, name):
    font = ImageFont.truetype(FONT, 15)
    lines = text.rstrip().split("\n")
    width = int(max(font.getlength(line) for line in lines)) + 40
    image = Image.new("RGB", (width, 24 * len(lines) + 62), "#0C0C0C")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width, 30), fill="#E6E6E6")
    draw.text((14, 5), "scorebook.exe", font=font, fill="#1F272D")
    for at, line in enumerate(lines):
        draw.text((18, 42 + 24 * at), line, font=font, fill="#DADADA")
    keep(image, name)


def page(workbook, number, name, dots=80):
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        subprocess.run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, workbook], check=True, capture_output=True)
        pdf = Path(folder) / (Path(workbook).stem + ".pdf")
        if callable(number):
            text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
            number = 1 + next(at for at, of in enumerate(text.split("\f")) if number(of))
        subprocess.run(["pdftoppm", "-png", "-r", str(dots), "-f", str(number), "-l", str(number), "-singlefile", pdf, Path(folder) / "page"], check=True)
        keep(Image.open(Path(folder) / "page.png").convert("RGB"), name)


def main():
    program = Path(sys.argv[1]).resolve()
    for lang, (mistakes, summary, printed, place) in LANGUAGES.items():
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            menu = on_a_terminal(program, lang, folder)
            terminal(menu.replace(str(folder.resolve()), place), f"menu.{lang}.png")
            run(program, lang, folder, "new", "customer-service", "--sample", "--period", "2026-11", "-o", "a.xlsx")
            run(program, lang, folder, "run", "a.xlsx", "-o", "out")
            page(folder / "a.xlsx", lambda text: "E007" in text and "E012" in text and "2026-11-0" in text, f"fill.{lang}.png")
            (folder / mistakes).write_bytes((ROOT / "samples" / "guide" / mistakes).read_bytes())
            run(program, lang, folder, "check", mistakes, "--issues", "list.xlsx")
            page(folder / "list.xlsx", 1, f"issues.{lang}.png")
            month = next(folder.glob("out/*/*/"))
            page(next(month.glob(f"*{summary}.xlsx")), 1, f"overview.{lang}.png")
            page(month / f"{printed}.xlsx", lambda text: "E003" in text, f"person.{lang}.png")


main()
