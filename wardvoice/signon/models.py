"""The tables of sign-on: what groups give, whose hospital account is whose, and who waits to be linked."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from wardvoice.signon.rules import GroupRole
from wardvoice.storage.base import Base, Witnessed, Words, code_column

IN_USE = text("until IS NULL")


class GroupPart(Witnessed, Base):
    """What a group of the hospital's directory gives on one ward, or on all; over from the day `until`.

    `name` is compared sign by sign with what the directory sends: a name, a path or an object's id.
    """

    __tablename__ = "group_parts"
    name: Mapped[str] = mapped_column(Words)
    role: Mapped[GroupRole] = mapped_column(code_column(GroupRole))
    ward_id: Mapped[UUID | None] = mapped_column(ForeignKey("wards.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]


class PartByGroup(Witnessed, Base):
    """A part on a ward that the directory gave, and because of which line: it alone ends when the group is lost."""

    __tablename__ = "parts_by_group"
    membership_id: Mapped[UUID] = mapped_column(ForeignKey("memberships.id"), unique=True)
    group_part_id: Mapped[UUID] = mapped_column(ForeignKey("group_parts.id"), index=True)


class HospitalAccount(Witnessed, Base):
    """Which account of the directory signs on as which of ours: by issuer and subject, never by a name."""

    __tablename__ = "hospital_accounts"
    __table_args__ = (
        Index(
            "uq_hospital_accounts_subject",
            "issuer",
            "subject",
            unique=True,
            sqlite_where=IN_USE,
            postgresql_where=IN_USE,
        ),
        Index("uq_hospital_accounts_account", "account_id", unique=True, sqlite_where=IN_USE, postgresql_where=IN_USE),
    )
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    issuer: Mapped[str] = mapped_column(Words)
    subject: Mapped[str] = mapped_column(Words)
    username: Mapped[str] = mapped_column(Words)
    since: Mapped[date]
    until: Mapped[date | None]


class Knock(Base):
    """Somebody whom the directory knows and WardVoice does not: kept for two weeks, so that an admin can link them.

    It gives nobody anything, so it stands in no history.
    """

    __tablename__ = "knocks"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    issuer: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    username: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    day: Mapped[date]


class SignOnTry(Base):
    """A ticket with which somebody came back: it is good once. `wrong` until the directory said whose it was."""

    __tablename__ = "sign_on_tries"
    state_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime]
    wrong: Mapped[bool]
