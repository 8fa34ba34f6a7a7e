"""The tables of private concerns, in a database of their own. No row tells a person, a screen or a minute (P1, P2)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wardvoice.concerns.rules import Line, Part, Pool, Recipient, State, Telling, Theme, Where, words_expire
from wardvoice.core.clock import PartOfDay
from wardvoice.storage.apart import KEY_BYTES, ApartBase, Keyed, Unlogged
from wardvoice.storage.base import code_column

CONCERN = "concerns.id"


def _of_a_concern(*, index: bool = True) -> Mapped[bytes]:
    return mapped_column(LargeBinary(KEY_BYTES), ForeignKey(CONCERN, ondelete="CASCADE"), index=index)


class Waiting(Keyed, ApartBase):
    """Something that waits for its release: a concern, or what its writer or a reader adds to one.

    `lookup` and `again` are random where nobody is to come back, or nothing can be sent again: no column tells which.
    `sealed` is all the rest, to which concern it belongs too, locked under the hospital's pepper. The whole table is
    written anew, shuffled, whenever a row comes in.
    """

    __tablename__ = "waiting"
    ward_id: Mapped[UUID]
    recipient: Mapped[Recipient] = mapped_column(code_column(Recipient))
    lookup: Mapped[bytes]
    again: Mapped[bytes]
    sealed: Mapped[bytes]


class PoolState(ApartBase):
    """When a ward's pool was last looked at, and how often it was then held back; the pool keeps that, not a row."""

    __tablename__ = "pools"
    ward_id: Mapped[UUID] = mapped_column(primary_key=True)
    pool: Mapped[Pool] = mapped_column(code_column(Pool), primary_key=True)
    looked_at: Mapped[datetime]
    held_back: Mapped[int] = mapped_column(default=0)


class Concern(Keyed, ApartBase):
    """A concern that was released. What its writer said is sealed in its copies; all here is the readers' own."""

    __tablename__ = "concerns"
    ward_id: Mapped[UUID] = mapped_column(index=True)
    recipient: Mapped[Recipient] = mapped_column(code_column(Recipient))
    name: Mapped[str] = mapped_column(String(60))
    released_on: Mapped[date]
    part: Mapped[PartOfDay] = mapped_column(code_column(PartOfDay))
    state: Mapped[State] = mapped_column(code_column(State), default=State.NEW)
    lookup: Mapped[bytes | None] = mapped_column(unique=True)
    answer_public: Mapped[bytes | None]
    answer_private: Mapped[bytes | None]
    theme: Mapped[Theme | None] = mapped_column(code_column(Theme))
    about_staff: Mapped[bool | None]
    treated_differently: Mapped[bool | None]
    protective_step: Mapped[bytes | None]
    worker_said: Mapped[bytes | None]
    acknowledged_on: Mapped[date | None]
    complaint_passed_on: Mapped[date | None]
    unfounded: Mapped[bool] = mapped_column(default=False)
    unfounded_first_by: Mapped[UUID | None]
    closed_on: Mapped[date | None]
    reference: Mapped[str] = mapped_column(String(60), default="")
    not_needed_by: Mapped[str] = mapped_column(String(200), default="")
    legal_hold: Mapped[bool] = mapped_column(default=False)

    @property
    def words_until(self) -> date | None:
        """The day from which its five words open nothing; None where its writer wanted none."""
        return words_expire(self.released_on) if self.answer_public is not None else None


class QuarterCount(Keyed, Unlogged, ApartBase):
    """How many concerns of one line a ward's quarter had, counted once: it stays when they are deleted.

    A quarter that was counted has a row for each part and line, also where there was nothing.
    """

    __tablename__ = "quarter_counts"
    __table_args__ = (UniqueConstraint("ward_id", "year", "quarter", "part", "line"),)
    ward_id: Mapped[UUID]
    year: Mapped[int]
    quarter: Mapped[int]
    part: Mapped[Part] = mapped_column(code_column(Part))
    line: Mapped[Line] = mapped_column(code_column(Line))
    number: Mapped[int]
    at_once: Mapped[int]
    soon: Mapped[int]
    complaints: Mapped[int]


class QuarterTheme(Keyed, Unlogged, ApartBase):
    """How many concerns of a ward's quarter touched a theme; of those that went past the ward's manager."""

    __tablename__ = "quarter_themes"
    __table_args__ = (UniqueConstraint("ward_id", "year", "quarter", "part", "theme"),)
    ward_id: Mapped[UUID]
    year: Mapped[int]
    quarter: Mapped[int]
    part: Mapped[Part] = mapped_column(code_column(Part))
    theme: Mapped[Theme] = mapped_column(code_column(Theme))
    number: Mapped[int]


class Copy(Keyed, ApartBase):
    """A concern as one reader can open it: `head` says what it is, `body` holds the words."""

    __tablename__ = "copies"
    concern_id: Mapped[bytes] = _of_a_concern()
    key_id: Mapped[UUID] = mapped_column(index=True)
    head: Mapped[bytes]
    body: Mapped[bytes]


class Letter(Keyed, ApartBase):
    """What was added to a concern after its release, by its writer or by a reader; `n` counts those of one concern."""

    __tablename__ = "letters"
    concern_id: Mapped[bytes] = _of_a_concern()
    n: Mapped[int]
    from_writer: Mapped[bool]
    day: Mapped[date]
    part: Mapped[PartOfDay] = mapped_column(code_column(PartOfDay))
    for_writer: Mapped[bytes | None]


class LetterCopy(Keyed, ApartBase):
    """A letter as one reader can open it."""

    __tablename__ = "letter_copies"
    letter_id: Mapped[bytes] = mapped_column(
        LargeBinary(KEY_BYTES), ForeignKey("letters.id", ondelete="CASCADE"), index=True
    )
    key_id: Mapped[UUID]
    body: Mapped[bytes]


class Safeguard(Keyed, ApartBase):
    """One line of the safeguarding checklist of a concern about staff, answered by a reader (C7)."""

    __tablename__ = "safeguards"
    concern_id: Mapped[bytes] = _of_a_concern()
    line: Mapped[str] = mapped_column(String(40))
    answer: Mapped[str] = mapped_column(String(20))
    words: Mapped[bytes]
    day: Mapped[date]


class Retelling(Keyed, ApartBase):
    """What a reader would tell the ward of a concern, in the reader's own words and with the writer's yes (P44).

    `sealed` holds it for the readers off the ward and for the writer; only what is shown stands in `words`, and in
    `answer` what everybody is answered.
    """

    __tablename__ = "retellings"
    concern_id: Mapped[bytes] = _of_a_concern()
    ward_id: Mapped[UUID] = mapped_column(index=True)
    where: Mapped[Where] = mapped_column(code_column(Where))
    state: Mapped[Telling] = mapped_column(code_column(Telling), default=Telling.PROPOSED)
    theme: Mapped[Theme] = mapped_column(code_column(Theme))
    sealed: Mapped[bytes]
    words: Mapped[str | None]
    answer: Mapped[str | None]
    written_by: Mapped[UUID]
    approved_by: Mapped[UUID | None]
    shown_on: Mapped[date | None]
