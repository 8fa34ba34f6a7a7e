"""Tables of the room: schedules, holds, what was told or asked to go; and on which day each chain was looked at."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from wardvoice.agenda.rules import HideBecause
from wardvoice.records.rules import Announced, Keeping, Kind
from wardvoice.storage.base import PRIVATE, Base, Witnessed, Words, code_column


class Schedule(Witnessed, Base):
    """How long things are kept, as one person set it and another agreed; the newest that was agreed holds.

    `n` counts them. One that nobody has agreed to yet changes nothing.
    """

    __tablename__ = "retention_schedules"
    n: Mapped[int] = mapped_column(unique=True)
    words_years: Mapped[int]
    comments_years: Mapped[int]
    staff_years: Mapped[int]
    names_years: Mapped[int]
    concern_months: Mapped[int]
    set_by_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    set_on: Mapped[date]
    agreed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    agreed_on: Mapped[date | None]
    dropped_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(info=PRIVATE)
    __mapper_args__ = {"version_id_col": version}

    @property
    def first_by_id(self) -> UUID:
        """Who set it: somebody else agrees."""
        return self.set_by_id

    @property
    def keeping(self) -> Keeping:
        """The five numbers as the rules see them."""
        return Keeping(self.words_years, self.comments_years, self.staff_years, self.names_years, self.concern_months)


class Hold(Witnessed, Base):
    """That something must stay, whatever the schedule says: a ward, or of it one thing, or what names one account.

    `about` is the thing as the history knows it; None stands for all of the ward. Without a ward it is `account_id`.
    """

    __tablename__ = "retention_holds"
    ward_id: Mapped[UUID | None] = mapped_column(ForeignKey("wards.id"), index=True)
    about: Mapped[str | None] = mapped_column(String(80))
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    because: Mapped[str | None] = mapped_column(Words)
    since: Mapped[date]
    set_by_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    lifted_on: Mapped[date | None]
    lifted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))


class Removal(Witnessed, Base):
    """That words or names of one kind go on a day, told beforehand; `texts` counts those that went.

    `ended_on` is when it was over: everything had gone, or the notice was taken back (`taken_back`).
    """

    __tablename__ = "retention_removals"
    ward_id: Mapped[UUID | None] = mapped_column(ForeignKey("wards.id"), index=True)
    schedule_id: Mapped[UUID] = mapped_column(ForeignKey("retention_schedules.id"))
    kind: Mapped[Kind] = mapped_column(code_column(Kind))
    announced_on: Mapped[date]
    goes_on: Mapped[date]
    over_before: Mapped[date]
    ended_on: Mapped[date | None]
    taken_back: Mapped[bool] = mapped_column(default=False)
    texts: Mapped[int] = mapped_column(default=0)

    @property
    def facts(self) -> Announced:
        """The notice as the rules see it."""
        return Announced(self.kind, self.announced_on, self.goes_on, self.over_before, self.ended_on)


class RemovalRequest(Witnessed, Base):
    """A request that words be removed for good before their time, who asked, and what was decided.

    `about` is the item or promise on whose page it was asked. `seq` and `n` are a place of the words in the ward's
    chain: the words themselves are not kept a second time. `first_by_advocate` says that an independent advocate asked.
    """

    __tablename__ = "removal_requests"
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"), index=True)
    about: Mapped[str] = mapped_column(String(80))
    seq: Mapped[int]
    n: Mapped[int]
    because: Mapped[HideBecause] = mapped_column(code_column(HideBecause))
    first_by_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    first_by_advocate: Mapped[bool]
    first_on: Mapped[date]
    second_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    second_on: Mapped[date | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    ended_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(info=PRIVATE)
    __mapper_args__ = {"version_id_col": version}


class Look(Base):
    """On which day a chain was last looked at, so that each is once a day; no act, so no history."""

    __tablename__ = "retention_looks"
    chain: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    day: Mapped[date]
