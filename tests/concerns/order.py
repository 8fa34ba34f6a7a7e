"""Does anything in the file give back in which order people wrote? Measured as a rank correlation, run after run."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from statistics import mean
from uuid import UUID

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from tests.concerns.cells import cells
from tests.conftest import PEPPER, SetClock
from tests.databases import apart_in_memory
from wardvoice.concerns.commands.pool import Row, put_in
from wardvoice.concerns.models import Waiting
from wardvoice.concerns.rules import Recipient
from wardvoice.core.actor import Actor, Door
from wardvoice.core.policy import May
from wardvoice.storage.apart import random_key
from wardvoice.storage.apart_work import ApartWork

WARD, WRITERS, SEALED_BYTES = UUID(int=7), 8, 6000
Put = Callable[[ApartWork, int], None]


def marked(number: int) -> bytes:
    """The lookup by which the test, and nobody else, knows who came as which."""
    return b"writer" + number.to_bytes(2, "big") + bytes(24)


def as_the_house_does(work: ApartWork, number: int) -> None:
    put_in(work, Row(WARD, Recipient.ADVOCATE, secrets.token_bytes(SEALED_BYTES), lookup=marked(number)))


def plainly(work: ApartWork, number: int) -> None:
    """Insert a row under a random key, and leave all others where they are."""
    row = {"id": random_key(), "ward_id": WARD, "recipient": Recipient.ADVOCATE, "about": None}
    more = {"lookup": marked(number), "again": random_key(), "sealed": secrets.token_bytes(SEALED_BYTES)}
    work.changed()
    work.session.execute(insert(Waiting), [row | more])


def file_after(put: Put) -> tuple[bytes, int]:
    """Let eight people write one after the other; return the file and the page at which the pool's table begins."""
    engine = apart_in_memory()
    with Session(engine) as session:
        for number in range(WRITERS):
            work = ApartWork(session, Actor(Door.TERMINAL, WARD), SetClock(), PEPPER)
            work.require(May.WRITE_PRIVATELY)
            put(work, number)
            work.commit()
        root = session.scalar(text("SELECT rootpage FROM sqlite_master WHERE name = 'waiting'"))
    with engine.connect() as connection:
        file = connection.connection.driver_connection.serialize()  # type: ignore[union-attr]
    engine.dispose()
    return file, root


def places(file: bytes, root: int) -> dict[str, list[int]]:
    """Return, for each way of looking, in which order the writers lie in the file."""
    found = list(cells(file, root))
    assert len(found) == WRITERS
    ways = {
        "row number": lambda cell: cell.rowid,
        "place of the cell": lambda cell: (cell.page, -cell.offset),
        "pages it goes on": lambda cell: cell.goes_on,
    }
    return {way: [_who(cell.beginning) for cell in sorted(found, key=key)] for way, key in ways.items()}


def _who(beginning: bytes) -> int:
    at = beginning.index(b"writer")
    return int.from_bytes(beginning[at + 6 : at + 8], "big")


def correlations(put: Put, runs: int) -> dict[str, float]:
    """Return, for each way of looking, the mean rank correlation with the true order."""
    seen: dict[str, list[float]] = {}
    for _ in range(runs):
        for way, order in places(*file_after(put)).items():
            seen.setdefault(way, []).append(rank_correlation(order))
    return {way: mean(each) for way, each in seen.items()}


def rank_correlation(order: Sequence[int]) -> float:
    """Spearman's: 1 where the order is the true one, 0 where it tells nothing, -1 where it is turned round."""
    n = len(order)
    return 1 - 6 * sum((place - who) ** 2 for place, who in enumerate(order)) / (n * (n * n - 1))
