"""The tables of accounts, readers' keys and duties, ward names, ward cards, terms, and tries that failed."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from wardvoice.core.actor import Role
from wardvoice.people.rules import Chosen, Duty, ReaderKind, TermRole, TryKind
from wardvoice.storage.base import PRIVATE, Base, Witnessed, Words, code_column


def _one_while(holds: str, name: str, *columns: str) -> Index:
    """Let no two rows with the same values in these columns be there while a condition holds of both."""
    where = text(holds)
    return Index(name, *columns, unique=True, sqlite_where=where, postgresql_where=where)


class Account(Witnessed, Base):
    """A member of staff, an advocate, a listener, an admin or a reviewer."""

    __tablename__ = "accounts"
    name: Mapped[str] = mapped_column(Words)
    job: Mapped[str] = mapped_column(Words)
    username: Mapped[str] = mapped_column(Words, unique=True)
    password_hash: Mapped[str] = mapped_column(String(200), info=PRIVATE)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    conduct_accepted_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(info=PRIVATE)
    __mapper_args__ = {"version_id_col": version}


class Membership(Witnessed, Base):
    """What an account is on one ward, or on all of them where `ward_id` is None; over from the day `until`."""

    __tablename__ = "memberships"
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    ward_id: Mapped[UUID | None] = mapped_column(ForeignKey("wards.id"), index=True)
    role: Mapped[Role] = mapped_column(code_column(Role))
    since: Mapped[date]
    until: Mapped[date | None]


class ReaderKey(Witnessed, Base):
    """The key of somebody who reads what is sent in private; one in use for each account (privacy.md, P27).

    `wrapped` is the private half under the passphrase, `recovery` the same under the words of the printed sheet; a
    retired key keeps both, so that no admin alone can close for good what its holder could still open. `public_key`
    stands in the history: whoever puts another in its place, to read what comes from then on, is found by `verify`.
    `present_on` is the last day on which its holder signed in.
    """

    __tablename__ = "reader_keys"
    __table_args__ = (_one_while("retired_on IS NULL", "uq_reader_keys_in_use", "account_id"),)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary, info=PRIVATE)
    recovery: Mapped[bytes] = mapped_column(LargeBinary, info=PRIVATE)
    made_on: Mapped[date]
    retired_on: Mapped[date | None]
    present_on: Mapped[date | None] = mapped_column(info=PRIVATE)
    mail_to: Mapped[str] = mapped_column(String(200), default="", info=PRIVATE)
    reminded_on: Mapped[date | None] = mapped_column(info=PRIVATE)


class DutyTaken(Witnessed, Base):
    """A duty that an advocate has taken on, on one ward or on all of theirs; over from the day `until`."""

    __tablename__ = "duties_taken"
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    ward_id: Mapped[UUID | None] = mapped_column(ForeignKey("wards.id"), index=True)
    duty: Mapped[Duty] = mapped_column(code_column(Duty))
    since: Mapped[date]
    until: Mapped[date | None]


class Cover(Witnessed, Base):
    """Who is told that something sent to a kind of reader is late, on one ward or on all; over from the day `until`."""

    __tablename__ = "covers"
    ward_id: Mapped[UUID | None] = mapped_column(ForeignKey("wards.id"), index=True)
    role: Mapped[ReaderKind] = mapped_column(code_column(ReaderKind))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]


class WardName(Witnessed, Base):
    """A word and a PIN that give one patient one voice. Nothing here says which card it came from, or who it is.

    `notice_until` and `provisional_until` stay out of the history: they would join an old name to a new one. So does
    `speaks_as`: the id under which a name that came along from another ward spoke there first.
    """

    __tablename__ = "ward_names"
    __table_args__ = (_one_while("rests_since IS NULL", "uq_ward_names_in_use", "ward_id", "word"),)
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"), index=True)
    word: Mapped[str] = mapped_column(Words)
    pin_hash: Mapped[str] = mapped_column(String(200), info=PRIVATE)
    first_used: Mapped[date]
    last_used: Mapped[date] = mapped_column(info=PRIVATE)
    notice_until: Mapped[datetime | None] = mapped_column(info=PRIVATE)
    provisional_until: Mapped[datetime | None] = mapped_column(info=PRIVATE)
    rests_since: Mapped[date | None]
    speaks_as: Mapped[UUID | None] = mapped_column(info=PRIVATE)


class Moving(Base):
    """Somebody who is about to move to another ward with their ward name: words for it were given, and wait there.

    No act yet, so the history knows nothing of it. `slip_hash` belongs to the words; `left` says, as JSON, what becomes
    of the items that do not come along. The row goes when the words are used, when they end, or when the name rests.
    """

    __tablename__ = "movings"
    name_id: Mapped[UUID] = mapped_column(ForeignKey("ward_names.id"), primary_key=True)
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    slip_hash: Mapped[str] = mapped_column(String(64), unique=True)
    until: Mapped[date]
    left: Mapped[str] = mapped_column(Text)


class WardCard(Witnessed, Base):
    """A card whose code lets somebody of the ward choose a ward name, once.

    That it was used stands in the history at the new name, without the card: `used_on` is private.
    """

    __tablename__ = "ward_cards"
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True, info=PRIVATE)
    drawn_on: Mapped[date]
    drawn_by_role: Mapped[Role] = mapped_column(code_column(Role))
    used_on: Mapped[date | None] = mapped_column(info=PRIVATE)
    retired_on: Mapped[date | None]


class Term(Witnessed, Base):
    """The time for which a ward name is rep, deputy or peer supporter: in post before the day `ends_on`."""

    __tablename__ = "terms"
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"), index=True)
    ward_name_id: Mapped[UUID] = mapped_column(ForeignKey("ward_names.id"), index=True)
    role: Mapped[TermRole] = mapped_column(code_column(TermRole))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    ended_on: Mapped[date | None]
    how_chosen: Mapped[Chosen] = mapped_column(code_column(Chosen))
    votes_for: Mapped[int | None]
    votes_cast: Mapped[int | None]
    given_by_role: Mapped[Role] = mapped_column(code_column(Role))


class Pause(Witnessed, Base):
    """Somebody with a term has said "not this week": they do not do its work before the day `until`."""

    __tablename__ = "pauses"
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"), index=True)
    term_id: Mapped[UUID] = mapped_column(ForeignKey("terms.id"), index=True)
    starts_on: Mapped[date]
    until: Mapped[date]


class Absence(Witnessed, Base):
    """The days, the last one included, on which somebody is away; `deputy_id` is manager of `of_ward_id` meanwhile.

    Told in the hospital's history: whoever works on two wards is away from both.
    """

    __tablename__ = "absences"
    of_ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"), index=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    deputy_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"), index=True)


class Try(Base):
    """A try that failed: a password, a PIN, or the code of a card or a screen. Gone after a day.

    `who` is a keyed hash of what was typed as a name, known or not; `place` is where it came from, `at` the
    next full minute. `forgiven` ones were followed by a right one: they no longer pause, and still count for the day.
    """

    __tablename__ = "tries"
    __table_args__ = (Index("ix_tries_kind_who", "kind", "who"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[TryKind] = mapped_column(code_column(TryKind))
    who: Mapped[str] = mapped_column(String(64))
    place: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    forgiven: Mapped[bool] = mapped_column(default=False)


class Draft(Base):
    """Words that a ward name has begun to write and not sent. No page shows them to anybody else; gone after a week.

    `whose` is a keyed mark of the ward name, `address` where the form would be sent, `typed` what stood in its
    boxes, locked under a key that follows from pepper and ward name.
    """

    __tablename__ = "drafts"
    whose: Mapped[str] = mapped_column(String(64), primary_key=True)
    address: Mapped[str] = mapped_column(String(200), primary_key=True)
    typed: Mapped[bytes]
    day: Mapped[date]
