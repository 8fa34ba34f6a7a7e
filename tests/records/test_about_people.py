"""What is kept about one person: told to them, in full, and nothing of anybody else."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import PEPPER, SetClock
from tests.pages import PageClient
from tests.records.keeping import somebody
from tests.records.old import ANSWERED, ASKED, COMMENTED, PROMISED, REPORTED, Old, an_old_ward, the_old_ward
from wardvoice.actions import commands as actions
from wardvoice.actions.rules import Reply
from wardvoice.agenda import commands as agenda
from wardvoice.core.actor import Door, Role
from wardvoice.core.errors import NotFound, RuleBroken
from wardvoice.people.models import Account
from wardvoice.records.dossier import as_json, as_table, write_down
from wardvoice.records.queries.person import DID, NAMED, about_account
from wardvoice.records.queries.under_a_name import under_a_name
from wardvoice.signon.models import HospitalAccount
from wardvoice.storage.work import Work
from wardvoice.wards.rules import ScreenKind
from wardvoice.web.sessions import Kind, token_hash

FORMULA = '=HYPERLINK("http://evil")'


@pytest.fixture
def old(clock: SetClock) -> Iterator[Old]:
    with the_old_ward() as found:
        yield found


def test_staff_are_told_all_that_names_them_and_no_words_of_others(old: Old, clock: SetClock) -> None:
    assert old.nurse.id is not None
    signs_on = HospitalAccount(
        account_id=old.nurse.id, issuer="https://login.example", subject="s-9", username="tomasz", since=clock.today
    )
    old.session.add(signs_on)
    told = {one.key: one for one in about_account(old.session, old.nurse.id)}
    assert [row[:3] for row in told["hospital_sign_on"].rows] == [["tomasz", "https://login.example", "s-9"]]
    assert told["account"].rows[0][0] == "Tomasz"
    assert [row[-1] for row in told["answers"].rows] == [ANSWERED]
    assert [row[-1] for row in told["promises"].rows] == [PROMISED]
    assert [row[-1] for row in told["reports"].rows] == [REPORTED]
    assert [str(row[1]) for row in told["parts"].rows] == ["staff"]
    events = [(row[3], row[4]) for row in told["history"].rows]
    assert ("done-reported", DID) in events
    assert ("promise-made", NAMED) in events
    whole = as_json(told.values()).decode()
    for others in (ASKED, COMMENTED, "Ada", old.rep.name):
        assert others not in whole


def test_it_is_the_same_in_the_table_and_in_the_file(old: Old) -> None:
    assert old.nurse.id is not None
    sections = about_account(old.session, old.nurse.id)
    assert sum(len(one.rows) * len(one.columns) for one in sections) == len(as_table(sections).rows)
    assert {one.key for one in sections} == set(json.loads(as_json(sections)))


def test_the_command_writes_it_for_its_owner_alone(old: Old, clock: SetClock, tmp_path: Path) -> None:
    account = old.session.get_one(Account, old.nurse.id)
    folder = tmp_path / "request"
    assert write_down(old.session, clock, f" {account.username.upper()} ", folder) > 5
    assert sorted(one.name for one in folder.iterdir()) == ["README.txt", "person.csv", "person.json"]
    assert {oct(one.stat().st_mode & 0o777) for one in folder.iterdir()} == {oct(0o600)}
    assert oct(os.stat(folder).st_mode & 0o777) == oct(0o700)
    with pytest.raises(RuleBroken):
        write_down(old.session, clock, account.username, folder)
    with pytest.raises(NotFound):
        write_down(old.session, clock, "nobody", tmp_path / "other")


def kept_of(old: Old, clock: SetClock, who: object = None):  # type: ignore[no-untyped-def]
    actor = who or old.rep
    piece = Work(old.session, actor, clock, PEPPER)  # type: ignore[arg-type]
    return under_a_name(old.session, actor.id, old.ward_id, PEPPER, piece.voice_on)  # type: ignore[attr-defined]


def test_a_patient_is_told_what_stands_under_the_name_and_nothing_of_another_voice(old: Old, clock: SetClock) -> None:
    other = a.a_patient_actor(old.ward, clock=clock)
    a.done(old.session, old.rep, actions.confirm, clock, action=old.action, reply=Reply.PARTLY, words="Only half")
    another = a.an_item(old.ward, "Somebody else asks", actor=other, clock=clock)
    a.a_published_agenda(old.ward, clock.today + timedelta(days=7), items=[another], clock=clock)
    a.done(old.session, old.rep, agenda.say_it_matters, clock, item=another, matters=True)
    mine, theirs = kept_of(old, clock), kept_of(old, clock, other)
    assert [one.words for one in mine.items] == [ASKED]
    assert [one.words for one, _about in mine.replies] == ["Only half"]
    assert len(mine.supports) == len(mine.terms) == 1
    assert [one.words for one in theirs.items] == ["Somebody else asks"]
    assert [*theirs.replies, *theirs.supports, *theirs.terms] == []


def test_a_name_of_another_ward_is_nothing_here(old: Old, clock: SetClock) -> None:
    birch = a.a_ward(old.session, "Birch", clock=clock)
    piece = Work(old.session, old.rep, clock, PEPPER)
    with pytest.raises(NotFound):
        under_a_name(old.session, old.rep.id, birch.id, PEPPER, piece.voice_on)  # type: ignore[arg-type]


# --- the pages -------------------------------------------------------------------------------------------------------


@pytest.fixture
def ward(backstage: Session, clock: SetClock) -> Old:
    return an_old_ward(backstage, clock)


def at(app: Flask, ward: Old, kind: ScreenKind) -> PageClient:
    screen = a.a_screen(ward.ward, kind, token_hash=token_hash(kind.value))
    ward.session.commit()
    client = PageClient(app).at_screen(kind.value)
    assert ward.rep.id is not None
    return client.sign_in_as(Kind.WARD_NAME, ward.rep.id, ward.ward_id, screen.id)


def test_a_patient_reads_it_at_the_terminal_and_prints_it_at_the_laptop(app: Flask, ward: Old) -> None:
    terminal = at(app, ward, ScreenKind.TERMINAL)
    terminal.get("/my")
    terminal.follow("What is kept under my name")
    assert ASKED in terminal.page.text
    assert "Sign in at the meeting laptop and print it there" in terminal.page.text
    terminal.get("/print/my/kept", status=403)
    laptop = at(app, ward, ScreenKind.LAPTOP)
    laptop.get("/my/kept")
    laptop.follow("Print this")
    assert ASKED in laptop.page.text


def test_staff_cannot_read_what_stands_under_a_ward_name(app: Flask, ward: Old, backstage: Session) -> None:
    client = PageClient(app).sign_in_as(Kind.ACCOUNT, ward.nurse.id, ward.ward_id)  # type: ignore[arg-type]
    for address in ("/my/kept", "/print/my/kept"):
        client.get(address, status=403)


def test_staff_take_along_what_is_kept_about_them(app: Flask, ward: Old, backstage: Session) -> None:
    account = a.an_account(backstage, FORMULA, username="kept.here", job="<script>alert(1)</script>")
    a.a_membership(account, Role.STAFF, ward.ward)
    a.accepts_conduct(account)
    backstage.commit()
    client = PageClient(app).sign_in_as(Kind.ACCOUNT, account.id, ward.ward_id)
    client.get("/my-account")
    client.follow("What is kept about me")
    assert FORMULA in client.page.text
    assert "<script>alert" not in client.http.get("/my-account/kept").text
    table = client.http.get("/my-account/kept.csv")
    rows = list(csv.reader(io.StringIO(table.data.decode("utf-8-sig"))))
    assert ["account", "1", "name", f"'{FORMULA}"] in rows
    told = json.loads(client.http.get("/my-account/kept.json").data)
    assert told["account"][0]["name"] == FORMULA
    assert told["history"]


def test_what_came_from_another_ward_is_not_joined(old: Old, clock: SetClock) -> None:
    """A name that speaks as an older one has its own page on this ward alone."""
    admin = somebody(old.session, Role.ADMIN, clock)
    moved = replace(old.rep, door=Door.TERMINAL, speaks_as=admin.id)
    assert not kept_of(old, clock, moved).replies
