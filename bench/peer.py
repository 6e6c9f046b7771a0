#!/usr/bin/env python3
"""The Python peer: `peer.py RECIPE INPUTS OUT` reads each workbook with openpyxl and writes a department's workbooks with
XlsxWriter: the same sheets, cells, formulas, formats and charts as the program (see recipe.py)."""

import pathlib
import pickle
import sys

import openpyxl
import xlsxwriter


def read(path):
    """Every cell of every sheet, as a script would collect them."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def chart(book, kind, lines):
    made = book.add_chart({"type": kind})
    for line in lines:
        made.add_series({name: value for name, value in line.items() if value})
    return made


def write(path, recipe):
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(path)
    formats = [book.add_format(style) for style in recipe["styles"]]
    for part in recipe["sheets"]:
        sheet = book.add_worksheet(part["name"])
        for first, last, width in part["widths"]:
            sheet.set_column(first, last, width)
        for row, height in part["heights"]:
            sheet.set_row(row, height)
        for top, left, bottom, right in part["merges"]:
            sheet.merge_range(top, left, bottom, right, "")
        for row, column, kind, value, cached, style, note in part["cells"]:
            look = formats[style]
            if value is None:
                sheet.write_blank(row, column, None, look)
            elif kind == "f":
                sheet.write_formula(row, column, value, look, cached if cached is not None else "")
            elif kind == "n":
                sheet.write_number(row, column, value, look)
            elif kind == "d":
                sheet.write_datetime(row, column, value, look)
            else:
                sheet.write_string(row, column, str(value), look)
            if note:
                sheet.write_comment(row, column, note)
        for kind, row, column, lines, others in part["charts"]:
            made = chart(book, kind, lines)
            for other, lines_of_other in others:
                made.combine(chart(book, other, lines_of_other))
            sheet.insert_chart(row, column, made)
        if part["protected"]:
            sheet.protect()
        if part["hidden"]:
            sheet.hide()
    book.close()


def main():
    with open(sys.argv[1], "rb") as file:
        recipe = pickle.load(file)
    cells = 0
    for path in sorted(pathlib.Path(sys.argv[2]).glob("*.xlsx")):
        cells += sum(len(row) for rows in read(path).values() for row in rows)
        for name, workbook in recipe.items():
            write(pathlib.Path(sys.argv[3]) / path.stem / name, workbook)
    print(f"{cells} cells read")


if __name__ == "__main__":
    main()
