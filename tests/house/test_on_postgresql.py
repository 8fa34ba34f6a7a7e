"""The whole house on PostgreSQL, both databases: every page and every form answers as on SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from tests.conftest import SetClock, set_up
from tests.house.hospital import PERSONS, Hospital, Visitor
from tests.house.test_permissions_by_page import GOLDEN, reading, sending
from tests.journeys.everything import Everything
from tests.postgres import Cluster
from tests.served import served
from wardvoice.app import create_app
from wardvoice.storage.base import prepare
from wardvoice.storage.migrate import APART, migrate

WALKERS = ("Kestrel", "manager", "admin")


@pytest.fixture(scope="module")
def on_postgresql(tmp_path_factory: pytest.TempPathFactory, postgres_cluster: Cluster) -> Iterator[Hospital]:
    main, private = postgres_cluster.new_database(like=postgres_cluster.migrated), postgres_cluster.new_database()
    migrate(private, APART)
    settings = set_up(tmp_path_factory.mktemp("hospital"))
    settings = replace(settings, database_url=main, concerns_database_url=private)
    engine, clock = prepare(create_engine(main)), SetClock()
    with served(create_app(settings, clock)) as app, Session(engine, expire_on_commit=False) as session:
        alder, birch = Everything(session, clock, "Alder"), Everything(session, clock, "Birch")
        yield Hospital(app, alder, birch)
    engine.dispose()


class Some(Hospital):
    """The hospital, walked through by some of those who may open most of it."""

    def everybody(self) -> dict[str, Visitor]:
        return {name: Visitor(self, *PERSONS[name]) for name in WALKERS}


def test_every_page_and_every_form_answers_as_on_sqlite(on_postgresql: Hospital) -> None:
    some = Some(on_postgresql.app, on_postgresql.alder, on_postgresql.birch)
    columns = [list(PERSONS).index(name) for name in WALKERS]
    known: dict[str, list[list[str]]] = {}
    for row in GOLDEN.read_text(encoding="utf-8").splitlines():
        what, *statuses = row.rsplit(None, len(PERSONS)) or [""]
        if len(statuses) == len(PERSONS):
            known.setdefault(what, []).append([statuses[n] for n in columns])
    for row in [*reading(some), *sending(some)]:
        what, *statuses = row.rsplit(None, len(WALKERS))
        assert statuses in known[what], row
