"""The same ids each time the hospital is made, so that its pages have the same addresses on each machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import event

from wardvoice.storage.base import Base, Witnessed


@contextmanager
def drawn_ids(chance: Random) -> Iterator[None]:
    """Let every witnessed row that is made meanwhile have the next id that chance draws."""

    def give_id(row: Any, _positional: Any, _named: Any) -> None:
        if isinstance(row, Witnessed):
            row.id = drawn_id(chance)

    event.listen(Base, "init", give_id, propagate=True)
    try:
        yield
    finally:
        event.remove(Base, "init", give_id)


def drawn_id(chance: Random) -> UUID:
    """Return an id that looks like any other, and is the same for the same seed."""
    return UUID(int=chance.getrandbits(128), version=4)
