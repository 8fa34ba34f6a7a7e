"""Tables of the promises: the action, every date promised, every report, every reply of the patients."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wardvoice.actions.rules import ActionState, Question, Reply, ReportKind, Source, Voice
from wardvoice.storage.base import PRIVATE, Base, Witnessed, Words, code_column


class Action(Witnessed, Base):
    """A promise. Its first date is its first row of `promises`, its current date the last; nothing is overwritten.

    `round` counts the times that staff said "done?" or "cannot be done": replies belong to a round.
    `cover_id` does it while the owner is away over the date, once they said yes on `cover_taken_on`.
    `shared_by_id` is a patient's ward name who does a part; `reopened` says that the last "done?" was denied.
    `asked_on` is the day on which an owner who was not in the room was told of it, until somebody takes it; while
    `not_mine_on` is set the owner has said that it is not theirs, and `perhaps` whose it might be (F1).
    """

    __tablename__ = "actions"
    __table_args__ = (
        Index("ix_actions_ward_id_state", "ward_id", "state"),
        Index("ix_actions_ward_id_made_on", "ward_id", "made_on"),
    )
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    item_id: Mapped[UUID | None] = mapped_column(ForeignKey("items.id"), index=True)
    outcome_id: Mapped[UUID | None] = mapped_column(ForeignKey("outcomes.id"), index=True)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    owner_since: Mapped[date]
    asked_on: Mapped[date | None]
    not_mine_on: Mapped[date | None]
    not_mine_because: Mapped[str | None] = mapped_column(Words)
    perhaps: Mapped[str | None] = mapped_column(Words)
    cover_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    cover_taken_on: Mapped[date | None]
    words: Mapped[str | None] = mapped_column(Words)
    far_because: Mapped[str | None] = mapped_column(Words)
    shared_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("ward_names.id"), info=PRIVATE)
    shared_words: Mapped[str | None] = mapped_column(Words)
    state: Mapped[ActionState] = mapped_column(code_column(ActionState), default=ActionState.OPEN)
    round: Mapped[int] = mapped_column(default=0)
    done_on: Mapped[date | None]
    confirmed_on: Mapped[date | None]
    reopened: Mapped[bool] = mapped_column(default=False)
    reopens: Mapped[int] = mapped_column(default=0)
    imported: Mapped[bool] = mapped_column(default=False)
    made_on: Mapped[date]
    version: Mapped[int] = mapped_column(info=PRIVATE)
    __mapper_args__ = {"version_id_col": version}

    promises: Mapped[list[Promise]] = relationship(order_by="Promise.n", lazy="selectin")

    @property
    def first_date(self) -> date:
        """The day first promised; it is never edited."""
        return self.promises[0].due

    @property
    def due(self) -> date:
        """The day promised last."""
        return self.promises[-1].due

    @property
    def times_moved(self) -> int:
        """How often the date was moved."""
        return len(self.promises) - 1


class Promise(Witnessed, Base):
    """One date promised for an action: n = 0 is the first date, each later one has its reason."""

    __tablename__ = "promises"
    __table_args__ = (UniqueConstraint("action_id", "n"), Index("ix_promises_due", "due"))
    action_id: Mapped[UUID] = mapped_column(ForeignKey("actions.id"))
    n: Mapped[int]
    due: Mapped[date]
    because: Mapped[str | None] = mapped_column(Words)
    made_at: Mapped[datetime]
    made_in_id: Mapped[UUID | None] = mapped_column(ForeignKey("meetings.id"))


class Report(Witnessed, Base):
    """One line that staff reported on a promise."""

    __tablename__ = "reports"
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    action_id: Mapped[UUID] = mapped_column(ForeignKey("actions.id"), index=True)
    kind: Mapped[ReportKind] = mapped_column(code_column(ReportKind))
    words: Mapped[str | None] = mapped_column(Words)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    at: Mapped[datetime]


class Confirmation(Witnessed, Base):
    """One reply to "did it happen?", "is it still fixed?" or "may we leave it?"; every one is kept."""

    __tablename__ = "confirmations"
    __table_args__ = (
        Index("ix_confirmations_action_id_round", "action_id", "round"),
        Index("ix_confirmations_ward_id_day", "ward_id", "day"),
    )
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    action_id: Mapped[UUID] = mapped_column(ForeignKey("actions.id"))
    n: Mapped[int]
    round: Mapped[int]
    question: Mapped[Question] = mapped_column(code_column(Question))
    source: Mapped[Source] = mapped_column(code_column(Source))
    reply: Mapped[Reply | None] = mapped_column(code_column(Reply))
    words: Mapped[str | None] = mapped_column(Words)
    voice: Mapped[str | None]
    counts: Mapped[bool] = mapped_column(default=True)
    yes: Mapped[int] = mapped_column(default=0)
    partly: Mapped[int] = mapped_column(default=0)
    no: Mapped[int] = mapped_column(default=0)
    unsure: Mapped[int] = mapped_column(default=0)
    on_paper: Mapped[bool] = mapped_column(default=False)
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meetings.id"))
    day: Mapped[date]

    @property
    def facts(self) -> Voice:
        """The reply as the rules see it."""
        return Voice(self.source, self.reply, self.voice, self.yes, self.partly, self.no, self.counts)
