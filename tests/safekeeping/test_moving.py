"""A hospital moves from SQLite to PostgreSQL: whole, proved, and for good."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests import builders as a
from tests.safekeeping.conftest import House, Opens
from tests.safekeeping.reading import told
from wardvoice.proof.verify import verify
from wardvoice.safekeeping import moving
from wardvoice.wards.models import Ward

Urls = tuple[str, str]
TRY = "kind, who, place, at, forgiven"


def rows_in(opens: Opens, urls: Urls) -> int:
    """How many rows stand in two databases of PostgreSQL."""
    there = opens("looked at", database_url=urls[0], concerns_database_url=urls[1])
    return sum(one.rows for one in told(there).values())


def move(house: House, urls: Urls) -> str:
    done = house.run("move-to", urls[0], "--private", urls[1])
    assert done.exit_code == 0, done.output
    return done.output


def test_everything_is_there_and_life_goes_on(house: House, opens: Opens, two_urls: Urls) -> None:
    before = told(house)
    assert "It is whole" in move(house, two_urls)
    there = opens("there", database_url=two_urls[0], concerns_database_url=two_urls[1])
    assert told(there) == before
    engine = there.engines()[0]
    with Session(engine, expire_on_commit=False) as session:
        ward = session.scalars(select(Ward).order_by(Ward.name)).first()
        assert ward is not None
        a.an_item(ward, "The kettle leaks")
        assert verify(session).whole
    engine.dispose()
    assert there.run("verify").exit_code == 0


def test_what_was_moved_can_only_be_read(house: House, two_urls: Urls) -> None:
    """A server that nobody stopped writes nothing that would be lost."""
    main, apart = house.engines()
    move(house, two_urls)
    for engine, table in ((main, "items"), (main, "sessions"), (apart, "waiting"), (apart, "heart")):
        with engine.connect() as connection:
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() is not None
            with pytest.raises(DatabaseError, match="has moved to PostgreSQL"):
                connection.execute(text(f"INSERT INTO {table} DEFAULT VALUES"))
    main.dispose()
    assert house.run("verify").exit_code == 0


def test_the_next_numbers_are_free(house: House, two_urls: Urls) -> None:
    with house.engines()[0].begin() as connection:
        connection.execute(text(f"INSERT INTO tries ({TRY}, id) VALUES ('pin', 'x', 'y', '2026-03-02', false, 41)"))
    move(house, two_urls)
    engine = create_engine(two_urls[0])
    with engine.begin() as connection:
        connection.execute(text(f"INSERT INTO tries ({TRY}) VALUES ('pin', 'x', 'y', '2026-03-02', false)"))
        assert sorted(connection.scalars(text("SELECT id FROM tries"))) == [41, 42]
    engine.dispose()


def test_a_place_with_something_in_it_is_refused(house: House, opens: Opens, two_urls: Urls) -> None:
    engine = create_engine(two_urls[1])
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE theirs AS SELECT 1 AS one"))
    engine.dispose()
    before = told(house)
    done = house.run("move-to", two_urls[0], "--private", two_urls[1])
    assert (done.exit_code, "holds something already" in str(done.exception)) == (1, True)
    assert (rows_in(opens, two_urls), told(house)) == (0, before)
    main = house.engines()[0]
    with Session(main, expire_on_commit=False) as session:  # and the old place can still be written to
        a.an_item(session.scalars(select(Ward).order_by(Ward.name)).first(), "The kettle leaks")
    main.dispose()


@pytest.mark.parametrize("where", ["arrived", "close"])
def test_whatever_fails_changes_neither_side(
    house: House, opens: Opens, two_urls: Urls, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def fails(*_: object) -> None:
        raise OSError("the cable was pulled")

    before = told(house)
    monkeypatch.setattr(moving, where, fails)
    assert house.run("move-to", two_urls[0], "--private", two_urls[1]).exit_code == 1
    assert (rows_in(opens, two_urls), told(house)) == (0, before)
    with house.engines()[1].begin() as connection:
        connection.execute(text("DELETE FROM heart"))


REFUSED = {
    "while it runs": ("postgresql+psycopg://x/y", "postgresql+psycopg://x/z", "Stop it first"),
    "to SQLite": ("sqlite:///a", "sqlite:///b", "moves to PostgreSQL"),
    "into one database": ("postgresql+psycopg://x/y", "postgresql+psycopg://x/y", "a database of its own"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_makes_no_sense_is_refused(house: House, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    main, private, told_so = REFUSED[case]
    if case == "while it runs":
        monkeypatch.setattr(moving, "is_in_use", lambda _url: True)
    done = house.run("move-to", main, "--private", private)
    assert (done.exit_code, told_so in str(done.exception)) == (1, True)
