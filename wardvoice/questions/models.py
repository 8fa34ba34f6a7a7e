"""Tables of the questions of the week, and of what each voice said to one."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wardvoice.meetings.rules import Decides
from wardvoice.questions.rules import Says
from wardvoice.storage.base import PRIVATE, Base, Witnessed, Words, code_column


class Question(Witnessed, Base):
    """A question to those who will not be in the room, on one line of a meeting's agenda; it may be taken back."""

    __tablename__ = "questions"
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"), index=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_entries.id"), index=True)
    n: Mapped[int]
    words: Mapped[str | None] = mapped_column(Words)
    decides: Mapped[Decides] = mapped_column(code_column(Decides))
    taken_back_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(info=PRIVATE)
    __mapper_args__ = {"version_id_col": version}


class QuestionAnswer(Witnessed, Base):
    """What one voice says to one question: its last word counts, the earlier ones stand in the history."""

    __tablename__ = "question_answers"
    __table_args__ = (
        UniqueConstraint("question_id", "voice"),
        Index("ix_question_answers_ward_id_day", "ward_id", "day"),
    )
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    question_id: Mapped[UUID] = mapped_column(ForeignKey("questions.id"))
    voice: Mapped[str]
    says: Mapped[Says] = mapped_column(code_column(Says))
    day: Mapped[date]
