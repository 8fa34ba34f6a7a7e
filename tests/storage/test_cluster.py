"""What `wardvoice check` finds wrong with how PostgreSQL is set up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.postgres import Cluster
from wardvoice.storage.cluster import OLDEST, Told, ask, faults

GOOD = Told(version=15, locked=True, far=True)
URL = make_url("postgresql+psycopg://app@db.example/wardvoice?sslmode=verify-full")
BOTH = make_url("postgresql+psycopg://app@/wardvoice?host=a&host=b&sslmode=verify-full")


@pytest.mark.parametrize("which", ["main", "private"])
def test_where_nothing_is_wrong_nothing_is_said(which: str) -> None:
    assert list(faults(which, URL, GOOD)) == []
    assert list(faults(which, BOTH.update_query_dict({"target_session_attrs": "read-write"}), GOOD)) == []


@pytest.mark.parametrize(
    ("which", "changed", "said"),
    [
        ("main", {"version": OLDEST - 1}, "PostgreSQL 13"),
        ("private", {"superuser": True}, "superuser"),
        ("main", {"locked": False}, "sslmode=verify-full"),
        ("main", {"settings": {"log_statement": "mod"}}, "log_statement"),
        ("private", {"settings": {"log_min_duration_statement": "0"}}, "log_min_duration_statement"),
        ("main", {"settings": {"synchronous_commit": "off"}}, "synchronous_commit"),
        ("private", {"settings": {"track_commit_timestamp": "on"}}, "track_commit_timestamp"),
        ("private", {"settings": {"archive_mode": "always"}}, "archive_mode"),
        ("private", {"copies": 1}, "standby"),
    ],
)
def test_each_fault_is_told_in_one_sentence(which: str, changed: dict[str, object], said: str) -> None:
    (told,) = faults(which, URL, replace(GOOD, **changed))  # type: ignore[arg-type]
    assert said in told


def test_the_main_database_may_have_an_archive_and_a_standby() -> None:
    settings = {"archive_mode": "on", "track_commit_timestamp": "on", "synchronous_commit": "on"}
    assert list(faults("main", URL, replace(GOOD, copies=2, settings=settings))) == []


def test_a_far_database_without_a_name_that_is_checked_and_several_hosts_are_told() -> None:
    assert "sslmode" in next(faults("main", URL.set(query={"sslmode": "require"}), GOOD))
    assert "target_session_attrs" in next(faults("main", BOTH, GOOD))


def test_a_real_cluster_is_asked(postgres_cluster: Cluster, postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    told = ask(engine)
    assert (told.superuser, told.far, told.copies) == (True, False, 0)
    assert told.settings["track_commit_timestamp"] == "off"
    with engine.begin() as connection:
        connection.execute(text(f"ALTER DATABASE {engine.url.database} SET log_statement = 'all'"))
    engine.dispose()
    assert any("log_statement" in one for one in faults("main", engine.url, ask(engine)))
    engine.dispose()
