"""A picture as a smaller PNG: at most 255 colours, which the pages of a back office hardly exceed, by a table."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
BYTES = {2: 3, 6: 4}
"""Bytes of a pixel, by the type of colour: RGB, and RGB with transparency."""
STEP = 8
"""How far apart colours may be to count as one, of 256."""


def png(picture: bytes) -> bytes:
    """The picture with a table of colours. picture: a PNG of eight bits a channel that isn't interlaced."""
    chunks = list(chunks_of(picture))
    width, height, depth, kind, _deflate, _filter, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    if depth != 8 or kind not in BYTES or interlaced:
        raise ValueError("not a picture as browsers take them")
    data = zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT"))
    rows = list(rows_of(data, width * BYTES[kind], BYTES[kind]))
    pixels = [[bytes(row[at : at + 3]) for at in range(0, len(row), BYTES[kind])] for row in rows]
    table, places = table_of(Counter(pixel for row in pixels for pixel in row))
    lines = b"".join(b"\0" + bytes([places[pixel] for pixel in row]) for row in pixels)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    found = [(b"IHDR", head), (b"PLTE", table), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b"")]
    return SIGNATURE + b"".join(chunk(name, body) for name, body in found)


def chunks_of(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG, by name."""
    at = len(SIGNATURE)
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        yield picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        at += length + 12


def chunk(name: bytes, body: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def rows_of(data: bytes, length: int, size: int) -> Iterator[bytearray]:
    """The rows of a picture, their filters undone (PNG 9.2). length: bytes of a row; size: bytes of a pixel."""
    above = bytearray(length)
    for at in range(0, len(data), length + 1):
        row = bytearray(data[at + 1 : at + 1 + length])
        undo(data[at], row, above, size)
        yield row
        above = row


def undo(kind: int, row: bytearray, above: bytearray, size: int) -> None:
    """Undo the filter of a row."""
    if kind == 0:
        return
    for i in range(len(row)):
        left, up = (row[i - size] if i >= size else 0), above[i]
        corner = above[i - size] if i >= size else 0
        row[i] = (row[i] + (0, left, up, (left + up) // 2, nearest(left, up, corner))[kind]) & 255


def nearest(left: int, up: int, corner: int) -> int:
    """Paeth's guess: of the three neighbours the one nearest to left + up - corner."""
    guess = left + up - corner
    return min((left, up, corner), key=lambda one: abs(guess - one))


def table_of(seen: Counter[bytes]) -> tuple[bytes, dict[bytes, int]]:
    """The table of colours, and the place of each colour in it: its own, or that of the nearest that is there."""
    coarse: dict[tuple[int, ...], bytes] = {}
    for pixel, _count in seen.most_common():
        coarse.setdefault(tuple(part // STEP for part in pixel), pixel)
    kept = list(coarse.values())[:256]
    exact = {pixel: place for place, pixel in enumerate(kept)}
    return b"".join(kept), {pixel: exact.get(pixel, closest(pixel, kept)) for pixel in seen}


def closest(pixel: bytes, kept: list[bytes]) -> int:
    """The place of the colour that differs least."""
    return min(range(len(kept)), key=lambda place: sum((a - b) ** 2 for a, b in zip(pixel, kept[place], strict=True)))
