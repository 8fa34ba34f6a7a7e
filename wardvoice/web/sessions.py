"""Who holds which cookie: the table of sessions, and what one statement tells the hall about a caller. Data only."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from wardvoice.core.actor import Actor, Door
from wardvoice.storage.base import Base, code_column

STEP = timedelta(minutes=5)
LONGEST = timedelta(minutes=70)
"""No setting lets a session run so far ahead: one that does was given by a clock that has been put back since."""


class Kind(StrEnum):
    """What sort of person holds a session."""

    ACCOUNT = "account"
    WARD_NAME = "ward-name"


class SessionRow(Base):
    """Somebody who is signed in. Whoever did not sign in has no row; `expires` tells no minute of anybody's visit.

    `unlocked` is a reader's private key, locked under the visit's own cookie, which only the browser keeps.
    """

    __tablename__ = "sessions"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_kind: Mapped[Kind] = mapped_column(code_column(Kind))
    person_id: Mapped[UUID] = mapped_column(index=True)
    ward_id: Mapped[UUID | None]
    screen_id: Mapped[UUID | None]
    expires: Mapped[datetime]
    unlocked: Mapped[bytes | None] = mapped_column(LargeBinary)


@dataclass(frozen=True)
class WardShown:
    """The ward that somebody looks at, as every page's frame shows it. `numbers` are the telephone lines to call.

    `no_rep_since` is the day since which nobody does the rep's work, or None; staff may stand in before `staff_until`.
    `rep_rests`: a rep has said "not this week". `seen_from` is the name of one's own ward,
    from which one looks at the patients' council; its numbers are shown then.
    """

    id: UUID
    name: str
    place: str = ""
    numbers: tuple[str, ...] = ()
    beds: int = 0
    is_council: bool = False
    no_rep_since: date | None = None
    staff_until: date | None = None
    rep_rests: bool = False
    seen_from: str = ""


@dataclass(frozen=True)
class ScreenShown:
    """The enrolled screen in front of somebody."""

    id: UUID
    kind: Door
    place: str = ""


@dataclass(frozen=True)
class SessionShown:
    """The row behind the caller's cookie."""

    token_hash: str
    person_kind: Kind
    person_id: UUID
    ward_id: UUID | None
    expires: datetime
    unlocked: bytes | None = None


@dataclass(frozen=True)
class Caller:
    """Who is asking. At a known screen without a session the actor has no id; `session` is None then.

    `heads` are where the ward's chain and the hospital's end: as long as they stay, so does all that follows from them.
    `covers` says that this account covers for somebody who reads in private, `has_council` that the hospital has a
    patients' council.
    """

    actor: Actor
    ward: WardShown | None = None
    wards: tuple[tuple[UUID, str], ...] = ()
    screen: ScreenShown | None = None
    session: SessionShown | None = None
    heads: tuple[str | None, str | None] = (None, None)
    covers: bool = False
    has_council: bool = False

    @property
    def only_visits(self) -> bool:
        """True for a reviewer who is nothing else on any ward: no ward is theirs to look at."""
        invited = self.actor.reviews
        return self.actor.only_reviews and all(not {ward_id, None}.isdisjoint(invited) for ward_id, _name in self.wards)


def new_token() -> str:
    """Return 256 bits that nobody can guess."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Return all that the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def round_up(moment: datetime) -> datetime:
    """Return the next full five minutes, so that a row does not tell when somebody came."""
    start = datetime(1970, 1, 1, tzinfo=UTC)
    steps = -((start - moment) // STEP)
    return start + steps * STEP
