"""The table of those who want a mail in the morning or a calendar."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from wardvoice.storage.base import Base


class Diary(Base):
    """How one account hears of what needs it. It goes when the account ends.

    It stands outside the history: where somebody gets mail is no act on a ward, and nobody shall one day read it there.
    `mornings` are the days of the week as digits, Monday 0. `seen_to_on` is the last morning on which the mail was seen
    to: sent, or not needed. Of the address of the calendar only a hash is kept.
    """

    __tablename__ = "diaries"
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    mail_to: Mapped[str] = mapped_column(String(200), default="")
    mornings: Mapped[str] = mapped_column(String(7), default="")
    seen_to_on: Mapped[date | None]
    calendar_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    calendar_since: Mapped[date | None]
