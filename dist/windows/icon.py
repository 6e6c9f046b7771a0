#!/usr/bin/env python3
"""Draws icon.ico: a score sheet with three bars, in the colours of the score sheets. Standard library only; the same bytes every time."""

import struct
import sys
import zlib
from pathlib import Path

# x, y, width, height on a field of 256, and the colour.
SHEET = ((28, 12, 200, 232, 0x17495E),)
PARTS = SHEET + (
    (56, 44, 144, 18, 0xFFFFFF),
    (64, 150, 28, 62, 0xB7CBD4),
    (114, 118, 28, 94, 0xFFFFFF),
    (164, 86, 28, 126, 0xB7CBD4),
)
FINE = 4  # Each pixel is the mean of FINE × FINE points.


def colour_at(x, y):
    found = None
    for left, top, width, height, colour in PARTS:
        if left <= x < left + width and top <= y < top + height:
            found = colour
    left, top, width, height, _ = SHEET[0]
    radius = 22
    # Round corners.
    dx = max(left + radius - x, x - (left + width - radius), 0)
    dy = max(top + radius - y, y - (top + height - radius), 0)
    return None if dx * dx + dy * dy > radius * radius else found


def pixels(size):
    """Rows from the top of (red, green, blue, alpha)."""
    rows = []
    for row in range(size):
        line = []
        for column in range(size):
            points = [
                colour_at((column + (i + 0.5) / FINE) * 256 / size, (row + (j + 0.5) / FINE) * 256 / size)
                for i in range(FINE)
                for j in range(FINE)
            ]
            seen = [point for point in points if point is not None]
            mean = [sum(point >> shift & 255 for point in seen) // max(len(seen), 1) for shift in (16, 8, 0)]
            line.append((*mean, 255 * len(seen) // len(points)))
        rows.append(line)
    return rows


def png(size):
    raw = b"".join(b"\0" + bytes(value for pixel in line for value in pixel) for line in pixels(size))
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b"")


def bitmap(size):
    rows = reversed(pixels(size))
    body = b"".join(bytes((blue, green, red, alpha)) for line in rows for red, green, blue, alpha in line)
    mask = b"\0" * ((size + 31) // 32 * 4 * size)
    return struct.pack("<IiiHHIIiiII", 40, size, size * 2, 1, 32, 0, len(body) + len(mask), 0, 0, 0, 0) + body + mask


def main():
    images = [(size, bitmap(size)) for size in (16, 24, 32, 48, 64)] + [(256, png(256))]
    at = 6 + 16 * len(images)
    head = struct.pack("<HHH", 0, 1, len(images))
    for size, data in images:
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), at)
        at += len(data)
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("icon.ico")
    out.write_bytes(head + b"".join(data for _, data in images))


main()
