"""The cellar's locked room: the database of what is said in private, beside the main one and joined to it by nothing.

Its rows hold no user, screen, session, address or minute of a writer (privacy.md, P1, P2). No key of the main
database stands in it but a ward's and a reader's.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from sqlalchemy import Engine, LargeBinary, MetaData, Uuid, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import NullPool

from wardvoice.storage.base import NAMING, UTC, prepare

KEY_BYTES = 16
PRAGMAS = (
    "journal_mode=DELETE",  # a write-ahead log would keep the order in which people wrote
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
)


class ApartBase(DeclarativeBase):
    """Every table of the database of private things."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: UTC, UUID: Uuid, bytes: LargeBinary}


def random_key() -> bytes:
    """Return the key of a new row: 128 random bits, so that no key tells which row came first."""
    return secrets.token_bytes(KEY_BYTES)


class Keyed:
    """A row whose key tells nothing."""

    id: Mapped[bytes] = mapped_column(LargeBinary(KEY_BYTES), primary_key=True, default=random_key)

    @property
    def uuid(self) -> UUID:
        """The key as it stands in an address."""
        return UUID(bytes=self.id)


class Unlogged:
    """A row that holds nobody's words, and of which no time may stay: what staff do to it leaves no line in the log."""


class Heart(Keyed, ApartBase):
    """One row that each tick writes anew, so that neither the file's time nor its counter marks anybody's words.

    `ticked_at`: when a tick last saw to whoever waits for help. It is the clock's moment, and no writer's.
    """

    __tablename__ = "heart"
    beat: Mapped[bytes]
    ticked_at: Mapped[datetime | None]


def open_apart(url: str, *, hurried: bool = False) -> Engine:
    """Return the engine of the database of private things; no connection outlives its use, no fault tells a value."""
    return prepare_apart(create_engine(url, poolclass=NullPool, hide_parameters=True), hurried=hurried)


def prepare_apart(engine: Engine, *, hurried: bool = False) -> Engine:
    """Make the engine of the database of private things safe; its journal keeps no order."""
    return prepare(engine, PRAGMAS, hurried=hurried)


def beat(session: Session, ticked_at: datetime | None = None) -> None:
    """Write something that means nothing, and the moment of a tick that saw to whoever waits for help."""
    heart = session.query(Heart).first()
    if heart is None:
        heart = Heart()
        session.add(heart)
    heart.beat = random_key()
    heart.ticked_at = ticked_at or heart.ticked_at
