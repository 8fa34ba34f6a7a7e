"""The file keeps no order in which people wrote (P4, P5); the same look at a plain insert finds it at once.

A sample with a wide band: the mean of 40 runs lies beyond 0.25 by chance once in some 20,000. `soak` takes 300.
"""

from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from tests.concerns.order import WRITERS, as_the_house_does, correlations, plainly, rank_correlation
from tests.conftest import PEPPER, SetClock
from wardvoice.core.actor import Actor, Door
from wardvoice.core.policy import May
from wardvoice.storage.apart import ApartBase, prepare_apart
from wardvoice.storage.apart_work import ApartWork

RUNS, BAND = 40, 0.25


def test_the_file_tells_no_order() -> None:
    assert {way: value for way, value in correlations(as_the_house_does, RUNS).items() if abs(value) > BAND} == {}


def test_a_plain_insert_would_tell_it() -> None:
    assert {way for way, value in correlations(plainly, 4).items() if abs(value) > 0.9} == {
        "row number",
        "place of the cell",
        "pages it goes on",
    }


@pytest.mark.parametrize(("order", "value"), [([0, 1, 2, 3], 1), ([3, 2, 1, 0], -1), ([1, 3, 0, 2], 0)])
def test_what_is_measured(order: list[int], value: float) -> None:
    assert rank_correlation(order) == pytest.approx(value)


def on_postgresql(url: str, put) -> list[tuple[str, str, int]]:
    engine = prepare_apart(create_engine(url))
    ApartBase.metadata.create_all(engine)
    with Session(engine) as session:
        for number in range(WRITERS):
            work = ApartWork(session, Actor(Door.TERMINAL), SetClock(), PEPPER)
            work.require(May.WRITE_PRIVATELY)
            put(work, number)
            work.commit()
        found = session.execute(text("SELECT xmin::text, ctid::text, lookup FROM waiting ORDER BY ctid")).all()
        session.execute(text("DROP TABLE waiting CASCADE"))
        session.commit()
    engine.dispose()
    return [(xmin, ctid, int.from_bytes(bytes(lookup)[6:8], "big")) for xmin, ctid, lookup in found]


def test_on_postgresql_all_rows_come_from_one_transaction_and_nothing_dead_is_left(postgres_url: str) -> None:
    runs = [on_postgresql(postgres_url, as_the_house_does) for _ in range(12)]
    for rows in runs:
        assert len({xmin for xmin, _, _ in rows}) == 1
        assert [ctid for _, ctid, _ in rows] == [f"(0,{number})" for number in range(1, WRITERS + 1)]
    mean = sum(rank_correlation([who for _, _, who in rows]) for rows in runs) / len(runs)
    assert abs(mean) < 0.45


def test_on_postgresql_a_plain_insert_would_tell_the_order(postgres_url: str) -> None:
    rows = on_postgresql(postgres_url, plainly)
    assert Counter(xmin for xmin, _, _ in rows).most_common(1)[0][1] == 1
    assert [who for _, _, who in rows] == list(range(WRITERS))
