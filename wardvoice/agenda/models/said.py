"""What was said: items, their notes, links and halves, whom they matter to, where they went, what is hidden."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wardvoice.agenda.rules import (
    EscalatedBecause,
    Feeling,
    HideBecause,
    HidingFacts,
    ItemKind,
    ItemState,
    LeftAs,
    ShownAs,
    Topic,
    WrittenBy,
)
from wardvoice.core.clock import PartOfDay
from wardvoice.storage.base import PRIVATE, Base, Witnessed, Words, code_column
from wardvoice.storage.full_text import keep_in_step


class Item(Witnessed, Base):
    """What somebody said. No moment is kept, only the day; the author's name never enters the history.

    What came on paper has, beside the day it was handed in (`received_on`), the day on which it was typed in.

    `about_id` is the ward name of the rep whom it is about: who does nothing with it. No page and no history tells it.

    An item of the patients' council that came from a ward has no words of its own: those of `origin_id` are read.
    """

    __tablename__ = "items"
    __table_args__ = (
        Index("ix_items_ward_id_state", "ward_id", "state"),
        Index("ix_items_ward_id_received_on", "ward_id", "received_on"),
        Index("ix_items_ward_id_form_number", "ward_id", "form_number", unique=True),
    )
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    kind: Mapped[ItemKind] = mapped_column(code_column(ItemKind))
    topic: Mapped[Topic] = mapped_column(code_column(Topic))
    shown_as: Mapped[ShownAs] = mapped_column(code_column(ShownAs))
    words: Mapped[str | None] = mapped_column(Words)
    feeling: Mapped[Feeling | None] = mapped_column(code_column(Feeling))
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("ward_names.id"), index=True, info=PRIVATE)
    slip_hash: Mapped[str | None] = mapped_column(index=True, info=PRIVATE)
    written_by: Mapped[WrittenBy | None] = mapped_column(code_column(WrittenBy))
    written_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    received_on: Mapped[date]
    typed_in_on: Mapped[date | None]
    form_number: Mapped[int | None] = mapped_column(info=PRIVATE)
    part_of_day: Mapped[PartOfDay | None] = mapped_column(code_column(PartOfDay))
    state: Mapped[ItemState] = mapped_column(code_column(ItemState), default=ItemState.RECEIVED)
    read_on: Mapped[date | None]
    merged_into_id: Mapped[UUID | None] = mapped_column(ForeignKey("items.id"), index=True)
    origin_id: Mapped[UUID | None] = mapped_column(ForeignKey("items.id"), index=True)
    left_as: Mapped[LeftAs | None] = mapped_column(code_column(LeftAs))
    about_id: Mapped[UUID | None] = mapped_column(info=PRIVATE)
    version: Mapped[int] = mapped_column(info=PRIVATE)
    __mapper_args__ = {"version_id_col": version}


keep_in_step(Item)


class ItemNote(Witnessed, Base):
    """Something its author added later; the first words stay. `n` counts the notes of one item."""

    __tablename__ = "item_notes"
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    item_id: Mapped[UUID] = mapped_column(ForeignKey("items.id"), index=True)
    n: Mapped[int] = mapped_column(default=0)
    words: Mapped[str | None] = mapped_column(Words)
    day: Mapped[date]


class ItemLink(Witnessed, Base):
    """A person's word that an item is an earlier one raised again.

    `follows` is True where nobody said it, and it follows from what people said of others. One that was taken back
    keeps its row; it stands again, with another day, if somebody says so anew.
    """

    __tablename__ = "item_links"
    __table_args__ = (UniqueConstraint("item_id", "earlier_id"),)
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    item_id: Mapped[UUID] = mapped_column(ForeignKey("items.id"))
    earlier_id: Mapped[UUID] = mapped_column(ForeignKey("items.id"), index=True)
    day: Mapped[date]
    follows: Mapped[bool | None]
    taken_back_on: Mapped[date | None]


class Support(Witnessed, Base):
    """Somebody's "this matters to me too": one row for each ward name on an item, taken back or not.

    The ward name stays out of the history, which tells two voices apart by their marks; it is kept here so that a
    person counts once where items become one.
    """

    __tablename__ = "supports"
    __table_args__ = (UniqueConstraint("item_id", "ward_name_id"), Index("ix_supports_ward_id_day", "ward_id", "day"))
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    item_id: Mapped[UUID] = mapped_column(ForeignKey("items.id"))
    ward_name_id: Mapped[UUID] = mapped_column(ForeignKey("ward_names.id"), index=True, info=PRIVATE)
    stands: Mapped[bool] = mapped_column(default=True)
    day: Mapped[date]


class Split(Witnessed, Base):
    """An item that asked for two things, and the second one that was made of it; both keep the raiser's whole words.

    `first_part` and `second_part` are the rep's own words for what each is about.
    """

    __tablename__ = "splits"
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    item_id: Mapped[UUID] = mapped_column(ForeignKey("items.id"), unique=True)
    second_id: Mapped[UUID] = mapped_column(ForeignKey("items.id"), unique=True)
    first_part: Mapped[str | None] = mapped_column(Words)
    second_part: Mapped[str | None] = mapped_column(Words)
    day: Mapped[date]


class Escalation(Witnessed, Base):
    """Why a ward's item stands before the patients' council; several reasons may share the council's one item."""

    __tablename__ = "escalations"
    __table_args__ = (UniqueConstraint("origin_id", "reason", "turn"),)
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    item_id: Mapped[UUID] = mapped_column(ForeignKey("items.id"), index=True)
    origin_id: Mapped[UUID] = mapped_column(ForeignKey("items.id"))
    reason: Mapped[EscalatedBecause] = mapped_column(code_column(EscalatedBecause))
    turn: Mapped[int]
    since: Mapped[date]


class Hiding(Witnessed, Base):
    """A request that an item's words be hidden from public view, and who agreed to it."""

    __tablename__ = "hidings"
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    item_id: Mapped[UUID] = mapped_column(ForeignKey("items.id"), index=True)
    because: Mapped[HideBecause] = mapped_column(code_column(HideBecause))
    danger: Mapped[bool]
    first_by_id: Mapped[UUID] = mapped_column(info=PRIVATE)
    first_by_patients_side: Mapped[bool]
    first_at: Mapped[datetime]
    second_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    @property
    def facts(self) -> HidingFacts:
        """The request as the rules see it."""
        return HidingFacts(self.danger, self.first_at, self.second_at, self.ended_at)
