"""What stands in a hospital's databases, to be compared with what stands in another's."""

from __future__ import annotations

from typing import Protocol

from sqlalchemy import Engine

from wardvoice.safekeeping.snapshot import NOT_COPIED
from wardvoice.safekeeping.tables import Tally, shapes, tally
from wardvoice.storage.apart import ApartBase
from wardvoice.storage.base import Base, reading


class HasEngines(Protocol):
    def engines(self) -> tuple[Engine, Engine]: ...


def told(house: HasEngines) -> dict[str, Tally]:
    """What stands in all tables that a copy takes along."""
    found = {}
    with reading():
        for engine, base in zip(house.engines(), (Base, ApartBase), strict=True):
            with engine.connect() as connection:
                found |= {one.name: tally(connection, one) for one in shapes(base.metadata, NOT_COPIED)}
            engine.dispose()
    return found
