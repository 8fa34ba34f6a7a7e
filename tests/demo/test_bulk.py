"""What is written in bulk is what the commands would have written: the same story told both ways leaves the same."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import count, groupby
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, create_engine, event, func, select
from sqlalchemy.orm import Session

from tests.demo.made import TODAY, settings_in
from wardvoice.actions.models import Action
from wardvoice.agenda.models import Item
from wardvoice.core.clock import Clock
from wardvoice.demo import hospital
from wardvoice.demo.bulk.ledger import Ledger
from wardvoice.demo.bulk.stage import BulkStage
from wardvoice.demo.bulk.twins import TWINS
from wardvoice.demo.hospital import fill_large, last_moment
from wardvoice.demo.large import SEED, Size, found, let_it_live, write_large
from wardvoice.demo.life.people import Keys
from wardvoice.demo.stage import LiveStage
from wardvoice.demo.timeline import Timeline
from wardvoice.meetings.models import Meeting
from wardvoice.people.models import WardName
from wardvoice.proof.verify import verify
from wardvoice.storage.base import Base, Witnessed, prepare
from wardvoice.storage.full_text import create_index
from wardvoice.storage.history import HistoryRow, HistoryWords
from wardvoice.storage.triggers import create_triggers, keep_views

PEPPER = b"pepper of the tests"
KEYS = Keys("no password", "no PIN")
SMALL = Size(wards=2, weeks=6, a_week=6.0)
ONE = Size(wards=1, weeks=40, a_week=4.0)
IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


@pytest.fixture(scope="module")
def still() -> Clock:
    return Clock(settings_in(Path("unused")).zone, lambda: pytest.fail("the stories ask for their own time"))


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Callable[[str], Engine]]:
    """Make empty databases."""
    made: list[Engine] = []

    def make(name: str) -> Engine:
        made.append(make_empty(tmp_path / name))
        return made[-1]

    yield make
    for engine in made:
        engine.dispose()


def make_empty(file: Path) -> Engine:
    engine = prepare(create_engine(f"sqlite:///{file}"))
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        create_triggers(connection)
        keep_views(connection)
        create_index(connection)
    return engine


def in_bulk(engine: Engine, clock: Clock, size: Size) -> Engine:
    write_large(engine, clock, PEPPER, KEYS, TODAY, last_moment(clock, TODAY), size)
    return engine


def live(engine: Engine, clock: Clock, size: Size) -> Engine:
    """Tell the large hospital through the commands."""
    stage = LiveStage(engine, clock, Timeline(start(clock, size), last_moment(clock, TODAY)), PEPPER)
    for life in list(found(stage, KEYS, TODAY, size)):
        let_it_live(life, KEYS, TODAY, size)
    stage.timeline.run()
    return engine


class InARow:
    """Ids in the order in which things are made, so that whatever is sorted by id comes out the same both ways."""

    def __init__(self) -> None:
        self.made = count(1)

    def next(self, *_: Any) -> UUID:
        return UUID(int=next(self.made) << 80, version=4)


@pytest.fixture(scope="module")
def both_ways(tmp_path_factory: pytest.TempPathFactory, still: Clock) -> Iterator[tuple[Engine, Engine]]:
    """One ward through forty weeks, told through the commands, and told in bulk."""
    folder = tmp_path_factory.mktemp("both ways")
    engines = make_empty(folder / "live"), make_empty(folder / "bulk")
    live_ids, bulk_ids = InARow(), InARow()

    def give_id(row: Any, _args: Any, _values: Any) -> None:
        if isinstance(row, Witnessed):
            row.id = live_ids.next()

    event.listen(Base, "init", give_id, propagate=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Ledger, "new_id", bulk_ids.next)
        live(engines[0], still, ONE)
        in_bulk(engines[1], still, ONE)
    event.remove(Base, "init", give_id)
    yield engines
    for engine in engines:
        engine.dispose()


def start(clock: Clock, size: Size) -> datetime:
    return clock.moment(date.fromordinal(TODAY.toordinal() - 7 * (size.weeks + 3)), 8)


# --- the proof ------------------------------------------------------------------------------------------------------


def test_a_hospital_written_in_bulk_stands_the_proof(empty: Callable[[str], Engine], still: Clock) -> None:
    with Session(in_bulk(empty("bulk"), still, SMALL)) as session:
        proof = verify(session)
        assert proof.whole, proof.broken
        assert proof.chains == 3
        assert proof.rows > 600


def test_the_same_story_told_both_ways_leaves_the_same_history(both_ways: tuple[Engine, Engine]) -> None:
    told_live, told_in_bulk = map(history, both_ways)
    assert len(told_live) == len(told_in_bulk)
    for by_commands, by_twins in zip(told_live, told_in_bulk, strict=True):
        assert by_twins == by_commands


def test_the_story_told_both_ways_uses_every_twin(still: Clock) -> None:
    asked: Counter[str] = Counter()
    opened = start(still, ONE)
    stage = BulkStage(still, Timeline(opened, last_moment(still, TODAY)), PEPPER, Random(SEED))
    real_tell = stage.tell

    def tell(actor: Any, command: Any, **facts: Any) -> Any:
        asked[command.__name__] += 1
        return real_tell(actor, command, **facts)

    stage.tell = tell  # type: ignore[method-assign]
    for life in found(stage, KEYS, TODAY, ONE):
        let_it_live(life, KEYS, TODAY, ONE)
    stage.timeline.run()
    assert {command.__name__ for command in TWINS} - set(asked) == set()


def test_the_tables_hold_the_same_however_they_were_written(both_ways: tuple[Engine, Engine]) -> None:
    told_live, told_in_bulk = map(tables, both_ways)
    for table, rows in told_live.items():
        assert told_in_bulk[table] == rows, table


def test_the_same_hospital_is_written_each_time(empty: Callable[[str], Engine], still: Clock) -> None:
    first, second = (in_bulk(empty(name), still, SMALL) for name in ("first", "second"))
    with Session(first) as one, Session(second) as other:
        bodies = select(HistoryRow.chain, HistoryRow.seq, HistoryRow.what, HistoryRow.thing)
        words = select(HistoryWords.text)
        for query in (bodies, words):
            assert sorted(map(str, one.execute(query))) == sorted(map(str, other.execute(query)))


# --- how much -------------------------------------------------------------------------------------------------------


def test_sizes_are_as_asked_for(empty: Callable[[str], Engine], still: Clock) -> None:
    with Session(in_bulk(empty("bulk"), still, SMALL)) as session:
        meetings, items, actions = (
            session.scalar(select(func.count()).select_from(model)) or 0 for model in (Meeting, Item, Action)
        )
    assert 12 <= meetings <= 18
    assert 60 <= items <= 110
    assert 0.4 < actions / items < 0.75


def test_the_full_size_is_that_of_the_contract() -> None:
    full = Size()
    assert (full.wards, full.weeks) == (40, 5 * 52)
    assert 75_000 < full.wards * full.weeks * full.a_week < 90_000


def test_one_can_go_through_the_doorway_of_a_large_hospital_too(empty: Callable[[str], Engine], still: Clock) -> None:
    engine = empty("bulk")
    fill_large(engine, still, PEPPER, KEYS, TODAY, SMALL)
    with Session(engine) as session:
        proof = verify(session)
        assert proof.whole, proof.broken
        words = set(session.scalars(select(WardName.word).where(WardName.rests_since.is_(None))))
    assert {"Kestrel", "Linnet"} <= words
    assert set(hospital.SIZES) == {"small", "large"}


# --- what is compared -----------------------------------------------------------------------------------------------


def history(engine: Engine) -> list[list[str]]:
    """Return the events of every chain, ids left out; what happened in one moment stands in no particular order."""
    with Session(engine) as session:
        words: dict[Any, dict[int, str | None]] = {}
        for row in session.scalars(select(HistoryWords)):
            words.setdefault((row.chain, row.seq), {})[row.n] = row.text
        rows = session.scalars(select(HistoryRow).order_by(HistoryRow.chain, HistoryRow.seq)).all()
        events = [masked(json.loads(row.body), words.get((row.chain, row.seq), {})) for row in rows]
    events.sort(key=lambda event: (event[0], event[1]))
    return [sorted(text for *_, text in together) for _, together in groupby(events, key=lambda event: event[:2])]


def masked(body: dict[str, Any], words: dict[int, str | None]) -> tuple[str, str, str]:
    """Return an event's day, moment and text, without ids, voices and the hashes of words."""
    shown = {
        **{name: body[name] for name in ("what", "day", "role", "at", "part_of_day", "facts")},
        "voice": bool(body["voice"]),
        "person": bool(body["person"]),
        "rows": sorted(without_ids([key.partition(":")[0], seen(columns)]) for key, columns in body["rows"].items()
                       if seen(columns)),
        "words": [words[n] for n in sorted(words)],
    }  # fmt: skip
    return body["day"], body["at"] or body["part_of_day"], without_ids(shown)


def without_ids(value: Any) -> str:
    return IDS.sub("#", json.dumps(value, sort_keys=True))


def seen(columns: dict[str, Any]) -> dict[str, Any]:
    """Return what a replay would see: a column that is told to be empty is as good as one that is not told of."""
    return {name: value for name, value in columns.items() if name != "voice" and value is not None}


def tables(engine: Engine) -> dict[str, list[str]]:
    """Return what every table holds, without ids and whatever is drawn anew each time."""
    found_in: dict[str, list[str]] = {}
    with Session(engine) as session:
        for table in Base.metadata.sorted_tables:
            if table.name.startswith("history") or table.name in ("sessions", "sent_once", "ward_cards"):
                continue
            columns = [column for column in table.columns if column.name not in ("version", "voice")]
            rows = session.execute(select(*columns)).all()
            found_in[table.name] = sorted(IDS.sub("#", str([str(value) for value in row])) for row in rows)
    return found_in
