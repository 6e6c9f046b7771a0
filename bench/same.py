#!/usr/bin/env python3
"""Whether two folders of workbooks hold the same amount of everything: `same.py ONE OTHER` counts workbooks, sheets, cells, formulas,
charts and series in the XML itself, prints both, and fails where they differ by more than a thousandth: the peer writes every
department as it wrote the first, whose steps may have a line more or less."""

import pathlib
import re
import sys
import zipfile


def count(folder):
    counts = dict.fromkeys(("workbooks", "sheets", "cells", "formulas", "charts", "series"), 0)
    for path in pathlib.Path(folder).rglob("*.xlsx"):
        counts["workbooks"] += 1
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                if name.startswith("xl/worksheets/sheet"):
                    xml = package.read(name)
                    counts["sheets"] += 1
                    counts["cells"] += len(re.findall(rb"<c[ >]", xml))
                    counts["formulas"] += len(re.findall(rb"<f[ >]", xml))
                elif name.startswith("xl/charts/chart"):
                    counts["charts"] += 1
                    counts["series"] += len(re.findall(rb"<c:ser>", package.read(name)))
    return counts


one, other = count(sys.argv[1]), count(sys.argv[2])
print("  program:", one)
print("  peer:   ", other)
sys.exit(any(abs(one[name] - other[name]) * 1000 > one[name] for name in one))
