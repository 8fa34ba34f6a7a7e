"""Where rows lie in a SQLite file, read from its bytes: what an administrator with a hex editor would see.

After the description of SQLite's file format: a table is a tree of pages, its leaves hold cells at offsets; what does
not fit into a cell goes on in a chain of overflow pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

LEAF, INTERIOR = 0x0D, 0x05


@dataclass(frozen=True)
class Cell:
    """One row as it lies in the file: its number, the place of its cell, the first page on which it goes on."""

    rowid: int
    page: int
    offset: int
    goes_on: int
    beginning: bytes


def cells(file: bytes, root: int) -> Iterator[Cell]:
    """Return every row of the table whose tree begins at this page."""
    size = int.from_bytes(file[16:18], "big") or 65_536
    size = 65_536 if size == 1 else size
    usable = size - file[20]
    yield from _walk(file, root, size, usable)


def _walk(file: bytes, number: int, size: int, usable: int) -> Iterator[Cell]:
    page = file[(number - 1) * size : number * size]
    begin = 100 if number == 1 else 0
    kind, count = page[begin], int.from_bytes(page[begin + 3 : begin + 5], "big")
    assert kind in (LEAF, INTERIOR), f"page {number} is no page of a table"
    pointers = begin + (8 if kind == LEAF else 12)
    places = [int.from_bytes(page[at : at + 2], "big") for at in range(pointers, pointers + 2 * count, 2)]
    if kind == LEAF:
        yield from (_cell(page, number, at, usable) for at in places)
        return
    for at in places:
        yield from _walk(file, int.from_bytes(page[at : at + 4], "big"), size, usable)
    yield from _walk(file, int.from_bytes(page[begin + 8 : begin + 12], "big"), size, usable)


def _cell(page: bytes, number: int, at: int, usable: int) -> Cell:
    length, start = _varint(page, at)
    rowid, start = _varint(page, start)
    local = _local(length, usable)
    goes_on = int.from_bytes(page[start + local : start + local + 4], "big") if local < length else 0
    return Cell(rowid, number, at, goes_on, page[start : start + local])


def _local(length: int, usable: int) -> int:
    """How many bytes of a row stand in its cell."""
    if length <= usable - 35:
        return length
    least = (usable - 12) * 32 // 255 - 23
    wanted = least + (length - least) % (usable - 4)
    return wanted if wanted <= usable - 35 else least


def _varint(page: bytes, at: int) -> tuple[int, int]:
    value = 0
    for step in range(9):
        byte = page[at + step]
        if step == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + step + 1
    raise AssertionError("a number of nine bytes has a ninth")
