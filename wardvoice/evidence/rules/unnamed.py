"""Rows of a ward's history as anybody may have them: all that is counted, and nobody's name, id, mark or words (E2).

It keeps what it knows, and drops the rest: a value is told if it is a number, a day, a moment, the name of a state, or
the id of something of this ward that is no person. So a new column is left out until it is one of these.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Any

PERSONS = ("accounts", "ward_names")
"""The tables whose ids stand for a person."""
VOICE = "voice"
HOLDER = "ward_name_id"
TERM = "terms"
CLOCK = "clock"
NOT_TOLD = frozenset({"feeling"})
"""What passes for a code, and yet is how somebody felt: nothing is counted from it."""
COUNTED = frozenset({"meetings.published_at", "outcomes.at", "minutes.patients_at", "minutes.staff_at"})
"""The moments from which something is counted (docs/measures.md, 5 and 17): they stay whole, whoever did it."""
LEFT_OUT = object()

CODE = re.compile(r"[a-z][a-z0-9]{0,19}(-[a-z0-9]{1,19}){0,4}")
WHEN = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d:\d\d)?)?|\d\d:\d\d(:\d\d)?")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT.*")
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LONGEST_CODE = 30


@dataclass
class Marks:
    """Numbers in place of what stands for a person: they tell two apart, and lead back to nobody.

    Who holds a term and who has a ward name are numbered apart, so that the two cannot be joined.
    """

    given: dict[str, dict[str, str]] = field(default_factory=dict)

    def of(self, kind: str, whose: str) -> str:
        """Return the mark of one of a kind, in the order in which they come."""
        known = self.given.setdefault(kind, {})
        return known.setdefault(whose, f"{kind}-{len(known) + 1}")


@dataclass
class Unnamed:
    """Takes the persons out of the rows of one chain, one after the other.

    `things` are the ids that it may tell; a day is one on the calendar of `zone`.
    """

    things: Collection[str]
    ward_staff: Collection[str]
    zone: tzinfo = UTC
    marks: Marks = field(default_factory=Marks)

    def row(self, seq: int, body: Mapping[str, Any]) -> dict[str, Any]:
        """Return one row. Of what a patient did, or nobody who had signed in, the day is told and no time."""
        voice = body[VOICE]
        timed = body["person"] is not None or body["role"] == CLOCK
        return {
            "seq": seq,
            "what": body["what"],
            "thing": self._thing(body["thing"]),
            "day": body["day"],
            "at": body["at"] if timed else None,
            "part_of_day": body["part_of_day"],
            "role": body["role"],
            VOICE: self.marks.of(VOICE, voice) if voice else None,
            "facts": self._told("", body["facts"], timed),
            "rows": {self._thing(thing): self._columns(thing, told, timed) for thing, told in body["rows"].items()},
            "ward_staff": body["person"] in self.ward_staff,
        }

    def _thing(self, thing: str) -> str:
        table, _, its_id = thing.partition(":")
        return f"{table}:{self.marks.of('name', its_id)}" if table in PERSONS else thing

    def _columns(self, thing: str, columns: Mapping[str, Any], timed: bool) -> dict[str, Any]:
        told = self._told(thing.partition(":")[0], columns, timed)
        if "id" in columns:
            told["id"] = self._thing(thing).partition(":")[2]
        if thing.startswith(f"{TERM}:") and HOLDER in columns:
            told[HOLDER] = self.marks.of("holder", columns[HOLDER])
        return told

    def _told(self, table: str, values: Mapping[str, Any], timed: bool) -> dict[str, Any]:
        told = {name: self._value(name, value) for name, value in values.items() if name not in NOT_TOLD}
        return {
            name: value if timed or f"{table}.{name}" in COUNTED else self._untimed(value)
            for name, value in told.items()
            if value is not LEFT_OUT
        }

    def _untimed(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._untimed(one) for one in value]
        if isinstance(value, str) and MOMENT.fullmatch(value):
            return datetime.fromisoformat(value).astimezone(self.zone).date().isoformat()
        return value

    def _value(self, name: str, value: Any) -> Any:
        if name == VOICE and isinstance(value, str):
            return self.marks.of(VOICE, value)
        if isinstance(value, list):
            return [one for one in (self._value("", part) for part in value) if one is not LEFT_OUT]
        if isinstance(value, str):
            return value if self._may_be_told(value) else LEFT_OUT
        return value

    def _may_be_told(self, text: str) -> bool:
        if ID.fullmatch(text):
            return text in self.things
        return bool(WHEN.fullmatch(text)) or (len(text) <= LONGEST_CODE and bool(CODE.fullmatch(text)))
