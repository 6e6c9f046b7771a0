#!/usr/bin/env python3
"""Prove that another program opens a workbook with its password, and only with it.

    scripts/unlock.py FILE PASSWORD OUT

msoffcrypto decrypts FILE into OUT, checking the password and that nothing was changed since; openpyxl loads what comes out.
Exit status: 0 it opens with PASSWORD and no other, 1 it does not, 2 a library is missing.
"""
import io
import pathlib
import sys
import warnings


def main(file, password, out):
    try:
        import msoffcrypto
        import openpyxl
    except ImportError as error:
        print(f"{error.name} is missing")
        return 2
    sealed = pathlib.Path(file).read_bytes()
    for other in filter(None, (password[1:], password + " ")):
        try:
            msoffcrypto.OfficeFile(io.BytesIO(sealed)).load_key(password=other, verify_password=True)
        except msoffcrypto.exceptions.InvalidKeyError:
            continue
        print(f"{file}: opens with another password")
        return 1
    locked = msoffcrypto.OfficeFile(io.BytesIO(sealed))
    try:
        locked.load_key(password=password, verify_password=True)
        with open(out, "wb") as opened:
            locked.decrypt(opened, verify_integrity=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sheets = openpyxl.load_workbook(out).sheetnames
    except Exception as error:  # whatever it stumbles over is a finding
        print(f"{file}: {error!r}")
        return 1
    print(f"{file}: opens with its password, {len(sheets)} sheets")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if len(sys.argv) == 4 else __doc__)
