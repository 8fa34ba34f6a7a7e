"""The little that a ward may know: answers for everyone, and themes of a quarter that is over (C10, P44)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.concerns.models import Concern, Retelling
from wardvoice.concerns.rules import (
    Recipient,
    Telling,
    Theme,
    Where,
    quarter_before,
    quarter_begins,
    quarter_of,
    themes_to_tell,
)


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


def themes_told(session: Session, ward_id: UUID, today: date, *, with_staff: bool = False) -> list[Theme]:
    """Return the themes of the last full quarter that three concerns or more touched.

    Those about staff count only for whoever may know of them, never on a page of the ward.
    """
    over = quarter_before(quarter_of(today))
    begins, ends = quarter_begins(over), quarter_begins(quarter_of(today))
    within = (Concern.ward_id == ward_id, Concern.released_on >= begins, Concern.released_on < ends)
    past_the_ward = Concern.recipient != Recipient.MANAGER  # else a manager would learn of others beside her own
    query = select(Concern.theme).where(*within, past_the_ward, Concern.theme.is_not(None))
    if not with_staff:
        query = query.where(Concern.about_staff.is_(False))
    return themes_to_tell(theme for theme in session.scalars(query) if theme is not None)
