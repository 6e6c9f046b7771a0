#!/usr/bin/env python3
"""pdf_check.py SCOREBOOK INPUT.xlsx: runs --pdf with LibreOffice and looks at what came out. Each person's sheet begins with one page that
holds the name, the id and the printed total; the print file has a page a person, in its order; the summary has no page without text."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path


def pages(pdf):
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
    return text.split("\f")[:-1]


def main():
    program, workbook = map(Path, sys.argv[1:3])
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        subprocess.run([program.resolve(), "run", workbook.resolve(), "-o", out, "--pdf", "--quiet"], check=True)
        month = next(out.glob("*/*/"))
        people = json.loads((month / "results.json").read_text())["people"]
        wrong = []
        for person in people:
            found = list(month.glob(f"个人评分表/*/{person['id']}_*.pdf"))
            if len(found) != 1:
                wrong.append(f"{person['id']}: {len(found)} PDF files")
                continue
            first = pages(found[0])[0]
            wrong += [f"{found[0].name}: no {person[key]} on page 1" for key in ("id", "name", "total") if person[key] not in first]
        printed = pages(month / "全员评分表_打印.pdf")
        if len(printed) != len(people):
            wrong.append(f"print file: {len(printed)} pages for {len(people)} people")
        for person in people:
            holders = [page for page in printed if person["id"] in page and person["total"] in page]
            if len(holders) != 1:
                wrong.append(f"print file: {person['id']} stands on {len(holders)} pages")
        summary = pages(next(month.glob("*绩效汇总.pdf")))
        wrong += [f"summary: page {at} is empty" for at, page in enumerate(summary, 1) if len(page.split()) < 5]
        print(f"{len(people)} people, {len(printed)} printed pages, {len(summary)} pages of the summary")
        if wrong:
            sys.exit("\n".join(wrong))


main()
