"""Making the demo hospital: the same on each machine, whole or not at all, and never beside real people."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import Session

from tests.demo.made import TODAY, settings_in
from tests.demo.test_small import classes
from wardvoice.actions.rules import Class
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import ItemState
from wardvoice.core.clock import Clock
from wardvoice.demo import hospital
from wardvoice.demo.doors import DOORS, screen_token
from wardvoice.people.hashing import password_fits, pin_fits
from wardvoice.people.models import Account, WardName
from wardvoice.proof.verify import verify
from wardvoice.storage.apart import open_apart
from wardvoice.storage.base import prepare
from wardvoice.storage.history import HistoryRow, HistoryWords
from wardvoice.storage.migrate import at_newest
from wardvoice.tick import tick
from wardvoice.wards.models import Screen
from wardvoice.web.sessions import token_hash


def opened(folder: Path) -> Engine:
    return prepare(create_engine(settings_in(folder).database_url))


def test_the_same_hospital_is_made_on_each_machine(tmp_path: Path, untouched: Engine) -> None:
    hospital.create(settings_in(tmp_path), "small", TODAY)
    again = opened(tmp_path)
    with Session(untouched) as one, Session(again) as other:
        assert everything_said(one) == everything_said(other)
    again.dispose()


@pytest.mark.parametrize("today", [date(2026, 3, 29), date(2028, 2, 29)], ids=["clocks go on", "leap day"])
def test_whatever_day_it_is_the_hospital_shows_the_same(
    tmp_path: Path, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    hospital.create(settings_in(tmp_path), "small", today)
    monkeypatch.setattr("tests.demo.test_small.TODAY", today)
    engine = opened(tmp_path)
    with Session(engine) as session:
        proof = verify(session)
        assert proof.whole, proof.broken
        assert set(classes(session)) == set(Class)
        assert set(session.scalars(select(Item.state))) == set(ItemState)
    engine.dispose()


def test_it_has_the_newest_schema_and_its_own_place(made_once: Path, untouched: Engine) -> None:
    assert at_newest(untouched)
    assert {file.name.partition("-")[0] for file in made_once.iterdir()} == {
        "wardvoice.sqlite",
        "concerns.sqlite",
        "pepper",
    }


def test_there_is_none_before_it_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(hospital, "fill", lambda *about: made.append(about[3]))
    for private in ("Private", "tell_in_private", "answer_the_pulse"):
        monkeypatch.setattr(hospital, private, lambda *_about: None)
    settings = settings_in(tmp_path)
    assert not hospital.exists(settings)
    hospital.ensure(settings)
    assert hospital.exists(settings)
    hospital.ensure(settings, size="large")
    assert made == ["small"], "what is there already stays"
    hospital.ensure(settings, size="large", fresh=True)
    assert made == ["small", "large"]


def test_a_try_that_breaks_off_leaves_no_hospital(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(hospital, "fill", breaks_off)
    with pytest.raises(KeyboardInterrupt):
        hospital.create(settings_in(tmp_path))
    assert not hospital.exists(settings_in(tmp_path))


def test_invented_people_are_never_put_among_real_ones(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="real ones"):
        hospital.create(replace(settings_in(tmp_path), is_demo=False))
    assert list(tmp_path.iterdir()) == []


def test_the_names_of_the_doorway_are_those_that_the_command_line_prints() -> None:
    assert hospital.doorway_names() == list(DOORS)


def test_everybody_signs_in_with_what_the_doorway_prints(small: Session, made_once: Path) -> None:
    pepper = settings_in(made_once).pepper()
    accounts = small.scalars(select(Account).where(Account.closed_on.is_(None))).all()
    assert len({account.password_hash for account in accounts}) == 1, "hashed once: it takes long"
    assert password_fits(accounts[0].password_hash, hospital.PASSWORD)
    names = small.scalars(select(WardName).where(WardName.rests_since.is_(None))).all()
    assert pin_fits(pepper, names[0].pin_hash, hospital.PIN)


def test_the_screens_are_fixed_for_this_hospital_and_known_to_it_alone(small: Session, made_once: Path) -> None:
    pepper = settings_in(made_once).pepper()
    for screen in small.scalars(select(Screen)):
        assert screen.token_hash == token_hash(screen_token(pepper, screen.kind))
        assert screen.token_hash != token_hash(screen_token(b"another hospital", screen.kind))


def everything_said(session: Session) -> list[tuple[object, ...]]:
    """Return every event with its words, in order; ids are the same each time, too."""
    words = {(row.chain, row.seq, row.n): row.text for row in session.scalars(select(HistoryWords))}
    rows = session.execute(select(HistoryRow.chain, HistoryRow.seq, HistoryRow.what, HistoryRow.thing))
    told = [(chain, seq, what, thing) for chain, seq, what, thing in rows]
    return sorted([*told, *((*place, text) for place, text in words.items())], key=str)


def test_what_falls_due_by_itself_leaves_it_whole(made_once: Path, tmp_path: Path, clock: Clock) -> None:
    shutil.copytree(made_once, tmp_path / "served")
    engine = opened(tmp_path / "served")
    assert tick(
        engine,
        open_apart(settings_in(tmp_path / "served").concerns_database_url),
        clock,
        settings_in(made_once).pepper(),
    )
    with Session(engine) as session:
        proof = verify(session)
        assert proof.whole, proof.broken
        resting = set(session.scalars(select(WardName.word).where(WardName.rests_since.is_not(None))))
        assert resting == {"Oak", "Swift"}, "who went home, and who moved"
        assert classes(session)[Class.MOVED] >= 1
    engine.dispose()
