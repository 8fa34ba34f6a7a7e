"""What a backup holds once it is unlocked: a head, the rows of each table, and at the end what they must add up to.

Lines of JSON: `{"format": …}`, then for each table `{"table": …}` and a list for each row, then `{"end": …}`. They are
compressed, and filled up with noughts, so that the length of a file tells little of what came in between two of them.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

from wardvoice.safekeeping.refusals import CannotKeep, NotWhole
from wardvoice.safekeeping.snapshot import Part
from wardvoice.safekeeping.tables import BATCH, KINDS, Row, Shape, Tally

FORMAT = 1
CHUNK = 64 * 1024
LONGEST_LINE = 64 * 1024 * 1024
"""No row is longer; what claims to be is no backup of ours."""

Tallies = dict[str, dict[Shape, Tally]]
"""Of each database what its tables add up to."""
Told = dict[str, Any]

NEWER = "The backup was made by a newer WardVoice (%(program)s). Restore it with that version. Nothing was restored."
DAMAGED = "The backup is not whole: it was changed or cut short. Take another one. Nothing was restored."


def lines(head: Told, parts: Iterable[Part], tallies: Tallies) -> Iterator[bytes]:
    """Yield the lines of a backup, and count in `tallies` what they hold."""
    parts = list(parts)
    schemas = {part.name: part.schema for part in parts}
    yield _line({"format": FORMAT, "program": version("wardvoice"), "schemas": schemas, **head})
    for part in parts:
        for shape in part.shapes:
            counted = tallies.setdefault(part.name, {})[shape] = Tally()
            yield _line({"database": part.name, "table": shape.name, "columns": dict(shape.columns)})
            for some in part.batches(shape):
                for row in some:
                    line = shape.line(row)
                    counted.add(line)
                    yield line
    yield _line({"end": _told(tallies)})


def packed(plain: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines compressed and filled up."""
    squeeze = zlib.compressobj(3)
    length = 0
    for line in plain:
        if some := squeeze.compress(line):
            length += len(some)
            yield some
    rest = squeeze.flush()
    yield rest
    missing = filled_up(length + len(rest)) - length - len(rest)
    for start in range(0, missing, CHUNK):
        yield bytes(min(CHUNK, missing - start))


def filled_up(length: int) -> int:
    """Return the length to which so many bytes are filled up: at most an eighth more, and few different ones."""
    bits = max(length, CHUNK).bit_length()
    step = 1 << (bits - 4)
    return -(-length // step) * step


@dataclass
class Source:
    """Bytes that come piece by piece, to be read like a file."""

    pieces: Iterator[bytes]
    kept: bytearray = field(default_factory=bytearray)
    fault: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        """Return at most so many bytes; remember what went wrong, for whoever locks them tells only that it did."""
        try:
            while len(self.kept) < size and (piece := next(self.pieces, b"")):
                self.kept += piece
        except Exception as fault:
            self.fault = fault
            raise
        some = bytes(self.kept[:size])
        del self.kept[:size]
        return some


@dataclass
class Unpacked:
    """Takes a backup as it is unlocked, piece by piece, and hands its head and its rows on.

    `begins` gets the head, `rows` some rows of one table of one database, already in the values of Python.
    """

    begins: Callable[[Told], None]
    rows: Callable[[str, Shape, list[Row]], None]
    tallies: Tallies = field(default_factory=dict)
    head: Told = field(default_factory=dict)
    end: Told | None = None

    def __post_init__(self) -> None:
        self._squeezed, self._rest = zlib.decompressobj(), bytearray()
        self._at: tuple[str, Shape] | None = None
        self._waiting: list[Row] = []

    def write(self, some: bytes) -> int:
        """Take some bytes of what was compressed."""
        try:
            given = bytes(some)
            while given and not self._squeezed.eof:
                self._take(self._squeezed.decompress(given, CHUNK))
                given = self._squeezed.unconsumed_tail
        except (zlib.error, ValueError, KeyError, TypeError, AttributeError) as fault:
            raise NotWhole(DAMAGED) from fault
        return len(some)

    def flush(self) -> None:
        """Do nothing: what is written is handed on at once."""

    def close(self) -> None:
        """Make sure that everything arrived. Raises NotWhole."""
        if self.end is None:
            raise NotWhole(DAMAGED)
        if _told(self.tallies) != self.end:
            raise NotWhole(DAMAGED)

    def _take(self, plain: bytes) -> None:
        *whole, rest = plain.split(b"\n")
        for line in whole:
            self._rest += line
            self._understand(bytes(self._rest))
            self._rest.clear()
        self._rest += rest
        if len(self._rest) > LONGEST_LINE:
            raise ValueError("a line without end")

    def _understand(self, line: bytes) -> None:
        told = json.loads(line)
        if isinstance(told, list):
            self._row(line, told)
            return
        self._hand_on()
        if not self.head:
            self._begin(told)
        elif "table" in told:
            self._table(told)
        else:
            self.end = told["end"]

    def _begin(self, told: Told) -> None:
        if told["format"] != FORMAT:
            raise CannotKeep(NEWER, program=told["program"])
        self.head = told
        self.begins(told)

    def _table(self, told: Told) -> None:
        columns = tuple(told["columns"].items())
        if not all(kind in KINDS for _, kind in columns):
            raise CannotKeep(NEWER, program=self.head["program"])
        shape = Shape(told["table"], columns)
        self.tallies.setdefault(told["database"], {})[shape] = Tally()
        self._at = (told["database"], shape)

    def _row(self, line: bytes, plain: list[Any]) -> None:
        if self._at is None or self.end is not None:
            raise ValueError("a row of no table")
        part, shape = self._at
        self.tallies[part][shape].add(line + b"\n")
        self._waiting.append(shape.row(plain))
        if len(self._waiting) >= BATCH:
            self._hand_on()

    def _hand_on(self) -> None:
        if self._waiting and self._at is not None:
            self.rows(*self._at, self._waiting)
        self._waiting = []


def _told(tallies: Tallies) -> Told:
    return {part: {shape.name: one.told for shape, one in found.items()} for part, found in tallies.items()}


def _line(told: Told) -> bytes:
    return json.dumps(told, separators=(",", ":")).encode() + b"\n"
