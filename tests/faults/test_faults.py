"""Whatever breaks, words are stored once or the page says that they are not; sent again they make no second item."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, event, func, select
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import SetClock, set_up
from tests.faults.terminal import DATABASE, Form, Terminal, faults, furnish, stored
from tests.pages import PageClient
from wardvoice.agenda.models import Item
from wardvoice.config import Settings
from wardvoice.storage import base
from wardvoice.storage.base import db
from wardvoice.tick import tick
from wardvoice.web.sessions import Kind

pytest.importorskip("resource", reason="limits and process groups are those of Unix")
from tests.faults.server import Server

ENOUGH_FOR_SOME = 200_000
MOST_SENT = 12


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An instance that no other test has a hand in."""
    furnish(set_up(tmp_path).instance)
    return tmp_path


def sent_again(folder: Path, form: Form) -> int:
    """Send a form to a server that has been started anew, and return the status of its answer."""
    with Server(folder) as server:
        answer = Terminal(server.port).send(form)
    assert answer.receipt, answer.text
    return answer.status


@pytest.mark.parametrize(("moment", "kept"), [("before", []), ("after", ["The dryer is broken"])])
def test_a_server_that_dies_while_it_stores_loses_nothing_it_answered_and_doubles_nothing(
    folder: Path, moment: str, kept: list[str]
) -> None:
    (folder / "die").write_text(moment)
    with Server(folder) as server:
        terminal = Terminal(server.port)
        form = terminal.fill_in("The dryer is broken")
        assert terminal.send(form).status == 0
        server.wait()
    assert stored(folder) == kept
    (folder / "die").unlink()
    sent_again(folder, form)
    assert stored(folder) == ["The dryer is broken"]
    assert faults(folder) == []


def test_on_a_full_disk_the_page_says_that_nothing_is_saved_and_all_that_was_stays(folder: Path) -> None:
    with Server(folder, file_limit=ENOUGH_FOR_SOME) as server:
        terminal = Terminal(server.port)
        forms = [terminal.fill_in(f"Number {n:02}") for n in range(MOST_SENT)]
        answers = [terminal.send(form) for form in forms]
        read = terminal.get("/board")
    kept = [form.words for form, answer in zip(forms, answers, strict=True) if answer.receipt]
    refused = [(form, answer) for form, answer in zip(forms, answers, strict=True) if not answer.receipt]
    assert kept
    assert refused
    assert {answer.status for _, answer in refused} == {503}
    assert all("Nothing is stored yet." in answer.page.one("main").text for _, answer in refused)
    assert (read.status, stored(folder), faults(folder)) == (200, kept, [])
    sent_again(folder, refused[0][0])
    sent_again(folder, refused[0][0])
    assert stored(folder) == sorted([*kept, refused[0][0].words])
    assert faults(folder) == []


def test_while_another_holds_the_database_pages_are_read_and_nothing_is_half_written(folder: Path) -> None:
    with Server(folder, patience=0.3) as server:
        terminal = Terminal(server.port)
        form = terminal.fill_in("The dryer is broken")
        with held(folder):
            refused, read = terminal.send(form), terminal.get("/board")
        assert (refused.status, read.status) == (503, 200)
        assert "Nothing is stored yet." in refused.page.one("main").text
        assert stored(folder) == []
        assert terminal.send(form).receipt
        assert terminal.send(form).receipt
    assert stored(folder) == ["The dryer is broken"]
    assert faults(folder) == []


MENDS = """
import fcntl, os, signal, sys
place = os.open(sys.argv[1], os.O_RDWR)
os.pwrite(place, bytes(96), 0)  # the two copies of the head, as a writer killed half-way leaves them
fcntl.lockf(place, fcntl.LOCK_EX, 1, 120 + 2)
print("mends", flush=True)
signal.pause()
"""
"""A process that mends what another one left behind in SQLite's memory of the write-ahead log, and takes its time."""


def test_whoever_writes_waits_until_another_process_has_mended_the_file(folder: Path) -> None:
    tries: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        tries.append(statement)
        if tries.count("BEGIN IMMEDIATE") == 3:
            mending.kill()

    engine = base.prepare(create_engine(f"sqlite:///{folder / DATABASE}"))
    with engine.connect() as connection:
        words = [sys.executable, "-c", MENDS, f"{folder / DATABASE}-shm"]
        with subprocess.Popen(words, stdout=subprocess.PIPE) as mending:
            assert mending.stdout is not None
            assert mending.stdout.readline() == b"mends\n"
            event.listen(engine, "before_cursor_execute", note)
            try:
                assert connection.scalar(select(func.count()).select_from(Item)) == 0
            finally:
                mending.kill()
    engine.dispose()
    assert tries.count("BEGIN IMMEDIATE") >= 3


def test_somebody_signed_in_reads_on_while_another_holds_the_database(
    app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "LOCK_SECONDS", 0)
    with app.app_context(), Session(db.engine) as session:
        ward = builders.a_ward(session)
        nurse, ward_id = builders.a_staff_actor(ward), ward.id
    assert nurse.id is not None
    client = PageClient(app).sign_in_as(Kind.ACCOUNT, nurse.id, ward_id, minutes=5)
    with held(settings.instance):
        assert "You asked" in client.get("/board").one("h1").text
    client.get("/board")


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the one write lock, as a stuck program would."""
    with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.mark.parametrize("days", [-400, 400])
def test_a_clock_that_jumps_neither_loses_nor_doubles_anything(
    app: Flask, settings: Settings, clock: SetClock, days: int
) -> None:
    furnish(settings.instance)
    client = PageClient(app).at_screen("terminal")
    before, during = filled_in(client, "Before"), filled_in(client, "During")
    send(client, before)
    clock.go_on(days=days)
    with app.app_context():
        assert tick(db.engine, app.extensions["apart"], clock, settings.pepper())
    send(client, during)
    client.get("/board")
    clock.go_on(days=-days)
    for form in (before, during, filled_in(client, "After")):
        send(client, form)
    with app.app_context(), Session(db.engine) as session:
        assert sorted(session.scalars(select(Item.words))) == ["After", "Before", "During"]
    assert faults(settings.instance) == []


def filled_in(client: PageClient, words: str) -> dict[str, str]:
    client.get("/agenda/items/new")
    client.submit("Go on", how="words")
    client.submit("Go on", topic="laundry")
    form, _button = client.form("Go on")
    once = form.one("input", name="once")["value"]
    return {"step": "4", "how": "words", "topic": "laundry", "kind": "problem", "words": words, "once": once}


def send(client: PageClient, form: dict[str, str]) -> None:
    client.post("/agenda/items/new", {**form, "shown_as": "patient"})
    assert "data-receipt" in client.page.one("main").attrs
