#!/usr/bin/env python3
"""Prove that recalculating changes no cached value.

    scripts/recalculate.py FOLDER_OR_FILE...

Every .xlsx below the arguments is recalculated by LibreOffice in a private profile that always recalculates on loading, and
each formula's value is compared with the one that the file stores. Exit status: 0 all equal, 1 some differ, 2 a program or
library is missing or failed, or there was nothing to compare. Needs soffice and openpyxl.
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


# Files that one call of soffice is given.
FILES_AT_ONCE = 40


def convert(soffice, profile, made, files):
    """Recalculates files into a folder; what could not be read is missing there."""
    command = [soffice, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}", "--convert-to",
               "xlsx:Calc MS Excel 2007 XML", "--outdir", str(made), *map(str, files)]
    subprocess.run(command, capture_output=True, timeout=900, check=False)


def equal(stored, found):
    stored, found = ("" if v is None else v for v in (stored, found))
    if isinstance(stored, (int, float)) and isinstance(found, (int, float)):
        return abs(stored - found) <= 1e-9 * max(1.0, abs(stored))
    return stored == found


def main(arguments):
    try:
        import openpyxl
    except ImportError:
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
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        profile, given, made = folder / "profile", folder / "given", folder / "made"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
        given.mkdir()
        copies = [(path, given / f"{number}.xlsx") for number, path in enumerate(files)]
        for path, copy in copies:
            shutil.copy(path, copy)
        # soffice ends early, with status 0, when it is given hundreds of files at once; what it left out is tried again.
        for _ in range(2):
            waiting = [copy for _, copy in copies if not (made / copy.name).exists()]
            for at in range(0, len(waiting), FILES_AT_ONCE):
                convert(soffice, profile, made, waiting[at:at + FILES_AT_ONCE])
        for path, copy in copies:
            if not (made / copy.name).exists():
                return fail(f"soffice could not read {path}")
            texts = openpyxl.load_workbook(copy)
            stored = openpyxl.load_workbook(copy, data_only=True)
            found = openpyxl.load_workbook(made / copy.name, data_only=True)
            for sheet in texts.worksheets:
                for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
                    formulas += 1
                    old, new = (book[sheet.title][cell.coordinate].value for book in (stored, found))
                    if not equal(old, new):
                        differing += 1
                        print(f"{path}: {sheet.title}!{cell.coordinate} stores {old!r}, recalculates to {new!r}")
    print(f"{len(files)} files, {formulas} formulas, {differing} differ")
    if formulas == 0:
        return fail("nothing to compare")
    return 1 if differing else 0


def fail(reason):
    print(reason, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
