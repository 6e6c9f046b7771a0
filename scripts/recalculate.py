#!/usr/bin/env python3
"""Prove that recalculating changes no cached value.

    scripts/recalculate.py FOLDER_OR_FILE...

Every .xlsx below the arguments is recalculated by LibreOffice in a private profile that always recalculates on loading, and
each formula's value is compared with the one that the file stores. Exit status: 0 all equal, 1 some differ, 2 a program or
library is missing or failed, or there was nothing to compare. Needs soffice and openpyxl.
"""
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

try:
    import openpyxl
except ImportError:
    openpyxl = None

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


# soffice takes 255 arguments and leaves out the rest without a word; options and a margin are subtracted.
FILES_AT_ONCE = 200


def convert(soffice, profile, made, files):
    """Recalculates files into a folder, in a profile of its own; what could not be read is missing there."""
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
    command = [soffice, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}", "--convert-to",
               "xlsx:Calc MS Excel 2007 XML", "--outdir", str(made), *map(str, files)]
    subprocess.run(command, capture_output=True, timeout=900, check=False)


def differences(given, made):
    """How many formulas a workbook has, and those whose recalculated value is not the stored one."""
    texts, stored = openpyxl.load_workbook(given), openpyxl.load_workbook(given, data_only=True)
    found = openpyxl.load_workbook(made, data_only=True)
    formulas, differing = 0, []
    for sheet in texts.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            formulas += 1
            old, new = (book[sheet.title][cell.coordinate].value for book in (stored, found))
            if not equal(old, new):
                differing.append(f"{sheet.title}!{cell.coordinate} stores {old!r}, recalculates to {new!r}")
    return formulas, differing


def equal(stored, found):
    stored, found = ("" if v is None else v for v in (stored, found))
    if isinstance(stored, (int, float)) and isinstance(found, (int, float)):
        return abs(stored - found) <= 1e-9 * max(1.0, abs(stored))
    return stored == found


def main(arguments):
    if openpyxl is None:
        return fail("openpyxl is missing")
    soffice = shutil.which("soffice")
    if soffice is None:
        return fail("soffice is missing")
    files = []
    for path in map(pathlib.Path, arguments):
        if not path.exists():
            return fail(f"{path} does not exist")
        files += sorted(path.rglob("*.xlsx")) if path.is_dir() else [path]
    formulas = differing = 0
    workers = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        given, made = folder / "given", folder / "made"
        given.mkdir()
        copies = [given / f"{number}.xlsx" for number in range(len(files))]
        for path, copy in zip(files, copies):
            shutil.copy(path, copy)
        size = min(FILES_AT_ONCE, -(-len(copies) // workers))
        groups = [copies[at:at + size] for at in range(0, len(copies), size)]
        with concurrent.futures.ThreadPoolExecutor(workers) as pool:
            for done in [pool.submit(convert, soffice, folder / f"profile-{number}", made, group)
                         for number, group in enumerate(groups)]:
                done.result()
        results = [made / copy.name for copy in copies]
        for path, result in zip(files, results):
            if not result.exists():
                return fail(f"soffice could not read {path}")
        with concurrent.futures.ProcessPoolExecutor(workers) as pool:
            for path, (count, wrong) in zip(files, pool.map(differences, copies, results)):
                formulas += count
                differing += len(wrong)
                for line in wrong:
                    print(f"{path}: {line}")
    print(f"{len(files)} files, {formulas} formulas, {differing} differ")
    if formulas == 0:
        return fail("nothing to compare")
    return 1 if differing else 0


def fail(reason):
    print(reason, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
