"""The little that a ward may know: answers for everyone, and themes of a quarter that is over (C10, P44)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.concerns.models import Retelling
from wardvoice.concerns.queries.counts import Counted, counted
from wardvoice.concerns.rules import (
    Line,
    Part,
    Telling,
    Theme,
    Where,
    how_many_to_tell,
    themes_to_tell,
)
from wardvoice.concerns.rules.counting import SETTLES
from wardvoice.core.quarters import quarter_before, quarter_of


@dataclass(frozen=True)
class Told:
    """An answer for everyone: what was asked in private, in a reader's words, and the answer."""

    asked: str
    answer: str
    day: date


def answers_for_everyone(session: Session, ward_id: UUID, *, limit: int) -> list[Told]:
    """Return what was told to everybody on this ward's board, the newest first."""
    shown = (Retelling.ward_id == ward_id, Retelling.state == Telling.SHOWN, Retelling.where == Where.BOARD)
    query = select(Retelling.words, Retelling.answer, Retelling.shown_on).where(*shown)
    rows = session.execute(query.order_by(Retelling.shown_on.desc(), Retelling.id).limit(limit))
    return [Told(words or "", answer or "", day) for words, answer, day in rows if day is not None]


def themes_told(session: Session, ward_id: UUID, today: date, *, least: int) -> list[Theme]:
    """Return the themes that the ward may read of the last quarter that was counted, if that is not long over.

    What may be about staff counts on no page of the ward. `least` is the lowest count that is told (P16).
    """
    over = quarter_before(quarter_of(today - SETTLES))
    found = counted(session, [ward_id]).get((ward_id, over))
    return themes_of(found, Part.NOT_STAFF, least=least) if found else []


def themes_of(found: Counted, part: Part, *, least: int) -> list[Theme]:
    """Return the themes of a ward's quarter that may be told beside its counts (C10)."""
    beside = [row.number for row in found.lines if row.part is part and row.line is not Line.MANAGER]
    return themes_to_tell(found.themes[part].elements(), how_many_to_tell(beside, least))
