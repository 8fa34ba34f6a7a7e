"""The columns of an old list, by the names that wards give them.

Who raised something is never read: it may be a patient, who was told nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from wardvoice.core.errors import N_, RuleBroken

TWICE = N_("Two columns are read as the same: “%(one)s” and “%(two)s”. Take one out, or name it otherwise.")


class Field(StrEnum):
    """What a column tells."""

    WORDS = "what is to be done"
    ASKED = "what was asked"
    OWNER = "whose job it is"
    DUE = "by when"
    MOVED = "by when, moved to"
    AGREED = "when it was agreed"
    STATUS = "how it stands"
    RAG = "its colour"
    DONE = "done, or when"
    SAID = "remarks"


MAY_BE_SEVERAL = frozenset({Field.SAID, Field.MOVED})
NAMES: dict[Field, str] = {
    Field.WORDS: "action, actions, action required, actions required, action needed, action agreed, agreed action, "
    "actions agreed, action point, action to be taken, what, what will be done, what needs to happen, task, promise, "
    "action plan, action item, to do, what will we do",
    Field.ASKED: "issue, issues, issue raised, issues raised, item, topic, subject, request, problem, you said, "
    "concern raised, what was asked, what was raised, agenda item, point raised, issue discussed, area",
    Field.OWNER: "owner, action owner, lead, action lead, by whom, by who, who, responsible, person responsible, "
    "responsibility, assigned to, allocated to, staff lead, named lead, who will do it, responsible person, owned by",
    Field.DUE: "due, due date, date due, target, target date, by when, when, deadline, due by, timescale, timeframe, "
    "target completion date, planned date, original date, original due date, original target date, to be done by, "
    "date for completion, complete by, expected date",
    Field.MOVED: "revised date, revised due date, revised target date, new date, new due date, extended to, moved to, "
    "revised target, revised deadline, extension",
    Field.AGREED: "date agreed, agreed on, date raised, date of meeting, meeting date, meeting, date, date added, "
    "date opened, raised on, date logged, date set, agreed",
    Field.STATUS: "status, state, action status, current status, outcome status, open closed, position",
    Field.RAG: "rag, rag rating, rag status, brag, brag rating, brag status, colour",
    Field.DONE: "completed, completed on, date completed, complete, done, done on, closed, date closed, closed on, "
    "completed date, actual completion date, date done, completed y n, complete y n, closed date, finished",
    Field.SAID: "comment, comments, update, updates, progress, notes, note, remarks, progress notes, latest update, "
    "comments updates, progress update, further information, outcome",
}
KNOWN = {name.strip(): field for field, names in NAMES.items() for name in names.split(",")}
EITHER = "completion date", "date of completion"
"""The day aimed at, where no other column tells it; else the day on which it was done."""
CUT = re.compile(r"[(/\n:?–—&+-]|\bor\b|\band\b")
SIGNS = re.compile(r"[^\w]+")


def columns_in(cells: Sequence[str]) -> dict[int, Field]:
    """Return which cell of a heading tells what; empty for a line that is no heading."""
    known = {place: field for place, cell in enumerate(cells) if (field := _field(cell)) is not None}
    told = set(known.values())
    for place, cell in enumerate(cells):
        if _plain(cell) in EITHER:
            known[place] = Field.DONE if Field.DUE in told else Field.DUE
            told.add(known[place])
    return known if Field.WORDS in told and len(told) > 1 else {}


def only_once(columns: dict[int, Field], cells: Sequence[str]) -> None:
    """Refuse a heading that names the same thing twice."""
    seen: dict[Field, int] = {}
    for place, field in columns.items():
        if field in seen and field not in MAY_BE_SEVERAL:
            raise RuleBroken(TWICE, one=cells[seen[field]], two=cells[place])
        seen[field] = place


def left_out(columns: dict[int, Field], cells: Sequence[str]) -> Iterable[str]:
    """Yield the names of the columns that are not read."""
    return (cell for place, cell in enumerate(cells) if cell and place not in columns)


def _field(cell: str) -> Field | None:
    """Return what a heading means: as a whole, or in one of its parts, if they do not contradict each other."""
    if (whole := KNOWN.get(_plain(cell))) is not None:
        return whole
    first, *_ = parts = [part for one in CUT.split(cell.lower()) if (part := _plain(one))] or [""]
    found = {KNOWN[part] for part in parts if part in KNOWN}
    return KNOWN.get(first) if len(found) == 1 else None


def _plain(cell: str) -> str:
    return SIGNS.sub(" ", cell.lower()).strip()
