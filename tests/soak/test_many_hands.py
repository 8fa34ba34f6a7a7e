"""Eight terminals send at once, as fast as they can: nothing lost, nothing refused as locked, the chain whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from statistics import median
from threading import Event
from time import perf_counter

import pytest
from sqlalchemy import Engine, create_engine, func, select
from sqlalchemy.orm import Session

from tests import builders
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import ItemKind, Topic
from wardvoice.proof.verify import verify
from wardvoice.storage.base import prepare, reading
from wardvoice.storage.migrate import migrate

TERMINALS, EACH = 8, 100


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    on_disk = f"sqlite:///{tmp_path / 'wardvoice.sqlite'}"
    url = on_disk if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    migrate(url)
    made = prepare(create_engine(url, pool_size=TERMINALS + 1))
    yield made
    made.dispose()


def test_eight_terminals_send_at_once_while_boards_are_read(
    engine: Engine, record_property: Callable[[str, object], None]
) -> None:
    with Session(engine) as session:
        ward = builders.a_ward(session)
        at_terminal, ward_id = builders.a_terminal_actor(ward), ward.id
    over = Event()

    def send(terminal: int) -> list[float]:
        took = []
        for number in range(EACH):
            began = perf_counter()
            with Session(engine) as session:
                work = builders.work(session, at_terminal)
                agenda.raise_item(work, kind=ItemKind.IDEA, topic=Topic.FOOD, words=f"{terminal}: {number}")
                work.commit()
            took.append(perf_counter() - began)
        return took

    def read() -> None:
        seen = [0]
        while not over.is_set():
            with reading(), Session(engine) as session:
                seen.append(session.scalar(select(func.count()).select_from(Item)) or 0)
        assert seen == sorted(seen)

    with ThreadPoolExecutor(TERMINALS + 1) as everybody:
        looking = everybody.submit(read)
        try:
            took = sorted(chain.from_iterable(everybody.map(send, range(TERMINALS))))
        finally:
            over.set()  # whoever is refused must not leave the reader at it for ever
        looking.result()
    with Session(engine) as session:
        stored = session.scalar(select(func.count()).select_from(Item).where(Item.ward_id == ward_id))
        assert stored == len(took) == TERMINALS * EACH
        proof = verify(session)
        assert proof.whole, proof.broken
    waited = f"median {median(took) * 1000:.0f} ms, the longest {took[-1] * 1000:.0f} ms"
    record_property("seen", f"{TERMINALS} × {EACH} items, none lost, none refused; an item took {waited}")
