"""The calendar: what it shows, to whom, and that neither words nor guesses break anything in it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import icalendar
import pytest
from flask import Flask
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from tests.house.test_statements import counting
from wardvoice.actions import commands as actions
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.rules import Topic
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import NotAllowed
from wardvoice.diary import commands
from wardvoice.diary.calendar import as_file
from wardvoice.diary.queries import Calendar, Due, Held, calendar_behind
from wardvoice.diary.zones import told
from wardvoice.meetings.rules import MeetingKind, NotHeldBecause
from wardvoice.people import commands as people
from wardvoice.people.models import Account, Membership
from wardvoice.storage.base import Base, prepare
from wardvoice.storage.triggers import create_triggers
from wardvoice.wards.models import Ward
from wardvoice.web.sessions import new_token, token_hash

MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)
LONDON = ZoneInfo("Europe/London")
TOKEN = "k" * 43
FEED = f"/calendar/{TOKEN}.ics"
PROMISED = "Mend the dryer"


def gives_address(session: Session, actor: Actor, token: str = TOKEN) -> Actor:
    piece = a.work(session, actor)
    commands.open_calendar(piece, token_hash=token_hash(token))
    piece.commit()
    return actor


@pytest.fixture
def ward(backstage: Session, clock: SetClock) -> Ward:
    return a.a_ward(backstage, clock=clock)


@pytest.fixture
def tom(backstage: Session, ward: Ward) -> Actor:
    """A nurse whose calendar has an address."""
    return gives_address(backstage, a.a_staff_actor(ward))


def events(app: Flask, at: str = FEED, **asked: Any) -> list[icalendar.Event]:
    answer = app.test_client().get(at, **asked)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return icalendar.Calendar.from_ical(answer.get_data()).walk("VEVENT")


def one(found: list[icalendar.Event], kind: str) -> icalendar.Event:
    (event,) = [event for event in found if event["uid"].startswith(kind)]
    return event


# --- what it shows ---------------------------------------------------------------------------------------------------


def test_meetings_of_ones_wards_and_days_of_ones_own_promises(
    app: Flask, backstage: Session, ward: Ward, tom: Actor, clock: SetClock
) -> None:
    action = a.an_action(ward, PROMISED, owner=tom, due=FRIDAY, clock=clock)
    elsewhere = a.a_ward(backstage, "Birch")
    a.a_meeting(elsewhere, FRIDAY)
    backstage.commit()
    answer = app.test_client().get(FEED)
    found = icalendar.Calendar.from_ical(answer.get_data()).walk("VEVENT")
    meeting, due = one(found, "meeting"), one(found, "promise")
    assert len(found) == 2
    assert meeting["summary"] == "Ward meeting: Alder"
    assert meeting["location"] == "the day room"
    assert meeting["dtstart"].dt == datetime(2026, 3, 2, 10, 30, tzinfo=LONDON)
    assert (meeting["status"], due["summary"]) == ("CONFIRMED", "Promise due: Laundry (Alder)")
    assert (due["dtstart"].dt, due["dtend"].dt) == (FRIDAY, FRIDAY + timedelta(days=1))
    assert due["url"] == f"http://localhost/actions/{action.id}"
    words = answer.get_data(as_text=True)
    assert not [said for said in (PROMISED, "dryer", "mended", "Tom") if said in words]


def test_a_moved_date_is_the_same_event_further_on_and_a_promise_that_is_done_is_gone(
    app: Flask, backstage: Session, ward: Ward, tom: Actor, clock: SetClock
) -> None:
    action = a.an_action(ward, owner=tom, due=FRIDAY, clock=clock)
    backstage.commit()
    before = one(events(app), "promise")
    clock.go_on(hours=1)
    later = FRIDAY + timedelta(days=7)
    a.done(backstage, tom, actions.move_date, clock, action=action, to=later, because="The part is on order")
    after = one(events(app), "promise")
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after["last-modified"].dt > before["last-modified"].dt
    assert after["dtstart"].dt == later
    a.done(backstage, tom, actions.report_done, clock, action=action, words="Done")
    assert [event["uid"][:7] for event in events(app)] == ["meeting"]


def test_a_meeting_that_is_called_off_stays_and_says_so_without_its_reason(
    app: Flask, backstage: Session, ward: Ward, tom: Actor, clock: SetClock
) -> None:
    meeting = a.a_meeting(ward, FRIDAY)
    before = one(events(app), "meeting")
    facts = {"meeting": meeting, "because": NotHeldBecause.OTHER, "words": "Wren was angry"}
    a.done(backstage, a.a_stand_in(ward), agenda.call_off, clock, **facts)
    after = one(events(app), "meeting")
    assert (before["status"], after["status"]) == ("CONFIRMED", "CANCELLED")
    assert after["sequence"] > before["sequence"]
    assert before["uid"] == after["uid"]
    assert "angry" not in after.to_ical().decode()


def test_words_that_were_removed_are_not_in_it(
    app: Flask, backstage: Session, ward: Ward, tom: Actor, clock: SetClock
) -> None:
    a.a_meeting(ward, FRIDAY)
    backstage.execute(Base.metadata.tables["meetings"].update().values(place=None))
    backstage.commit()
    assert "location" not in one(events(app), "meeting")


# --- to whom ---------------------------------------------------------------------------------------------------------


def nothing_there(app: Flask, at: str) -> str:
    answer = app.test_client().get(at)
    assert answer.status_code == 404
    return re.sub(r"[0-9a-f]{32}", "the mark of a visit", answer.get_data(as_text=True))


def test_unknown_old_stopped_closed_and_partless_all_get_the_same_404(
    app: Flask, backstage: Session, ward: Ward, tom: Actor, clock: SetClock
) -> None:
    unknown = nothing_there(app, f"/calendar/{new_token()}.ics")
    answers = {nothing_there(app, f"/calendar/{odd}.ics") for odd in ("x", "%00", "k" * 5000, token_hash(TOKEN), "'--")}
    gives_address(backstage, tom, "n" * 43)
    answers.add(nothing_there(app, FEED))  # the address from before
    piece = a.work(backstage, tom)
    commands.close_calendar(piece)
    piece.commit()
    answers.add(nothing_there(app, f"/calendar/{'n' * 43}.ics"))
    gives_address(backstage, tom)
    assert app.test_client().get(FEED).status_code == 200
    ending = a.work(backstage)
    people.end_membership(ending, membership=backstage.query(Membership).filter_by(account_id=tom.id).one())
    ending.commit()
    clock.go_on(days=1)
    answers.add(nothing_there(app, FEED))  # in post, and of no ward
    omar = gives_address(backstage, a.a_staff_actor(ward, name="Omar"), "o" * 43)
    assert app.test_client().get(f"/calendar/{'o' * 43}.ics").status_code == 200
    accounts = Base.metadata.tables["accounts"]
    backstage.execute(accounts.update().where(Account.id == omar.id).values(closed_on=MONDAY))
    backstage.commit()
    answers.add(nothing_there(app, f"/calendar/{'o' * 43}.ics"))
    assert answers == {unknown}


def test_a_part_that_is_over_takes_its_ward_out_of_the_calendar(
    app: Flask, backstage: Session, ward: Ward, tom: Actor, clock: SetClock
) -> None:
    birch = a.a_ward(backstage, "Birch")
    account = backstage.get(Account, tom.id)
    assert account is not None
    a.a_membership(account, Role.STAFF, birch)
    a.a_meeting(ward, FRIDAY)
    a.a_meeting(birch, FRIDAY)
    a.an_action(ward, owner=tom, clock=clock)
    assert {event["summary"].split(": ")[1] for event in events(app)} == {"Alder", "Birch", "Laundry (Alder)"}
    of_alder = backstage.query(Membership).filter_by(account_id=tom.id, ward_id=ward.id).one()
    ending = a.work(backstage)
    people.end_membership(ending, membership=of_alder)
    ending.commit()
    clock.go_on(days=1)
    assert {event["summary"] for event in events(app)} == {"Ward meeting: Birch"}


def test_the_council_is_in_the_calendar_of_who_answers_there(
    app: Flask, backstage: Session, ward: Ward, tom: Actor, clock: SetClock
) -> None:
    council = a.a_ward(backstage, "The council", kind=a.WardKind.COUNCIL)
    secretary = replace(a.a_staff_actor(council, Role.LISTENER, name="Ines"), at_council=True)
    a.a_meeting(council, FRIDAY, kind=MeetingKind.COUNCIL, actor=secretary)
    gives_address(backstage, a.a_staff_actor(ward, Role.MANAGER, name="Priya"), "p" * 43)
    assert events(app) == []
    (event,) = events(app, f"/calendar/{'p' * 43}.ics")
    assert event["summary"] == "Patients\u2019 council: The council"
    assert event["url"].startswith("http://localhost/council/meetings/")


def test_never_at_a_screen_of_the_ward(app: Flask, backstage: Session, ward: Ward, tom: Actor) -> None:
    for kind in a.ScreenKind:
        token = f"screen {kind}"
        a.a_screen(ward, kind, token_hash=token_hash(token))
        browser = app.test_client()
        browser.set_cookie("wv-screen", token)
        for at in (FEED, f"/calendar/{new_token()}.ics"):
            answer = browser.get(at)
            assert answer.status_code == 403
            assert b"BEGIN:VCALENDAR" not in answer.get_data()


def test_no_reviewer_has_one(app: Flask, backstage: Session, ward: Ward) -> None:
    reviewer = a.a_staff_actor(ward, Role.REVIEWER, name="Rae")
    with pytest.raises(NotAllowed):
        gives_address(backstage, reviewer)


# --- how it is sent --------------------------------------------------------------------------------------------------


def test_it_needs_no_session_sets_no_cookie_writes_nothing_and_leaves_no_line_with_its_address(
    app: Flask, backstage: Session, ward: Ward, tom: Actor, capsys: pytest.CaptureFixture[str]
) -> None:
    before = dump(backstage)
    answer = app.test_client().get(FEED)
    assert answer.headers.getlist("Set-Cookie") == []
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    app.test_client().get(f"/calendar/{'g' * 43}.ics")
    assert dump(backstage) == before
    told = capsys.readouterr()
    assert TOKEN not in told.err + told.out
    assert "g" * 43 not in told.err + told.out


def dump(session: Session) -> list[Any]:
    session.rollback()
    return [session.execute(table.select()).all() for table in Base.metadata.sorted_tables]


def test_a_fault_in_the_middle_tells_no_log_the_address(
    app: Flask, tom: Actor, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError(TOKEN)

    monkeypatch.setattr("wardvoice.diary.views.queries.calendar_behind", fails)
    assert app.test_client().get(FEED).status_code == 500
    told = capsys.readouterr().err
    assert "RuntimeError" in told
    assert TOKEN not in told


def test_it_takes_three_statements_however_much_there_is(
    app: Flask, backstage: Session, ward: Ward, tom: Actor, clock: SetClock
) -> None:
    a.an_action(ward, owner=tom, clock=clock)
    counts = []
    for number in range(3):
        with counting(app) as seen:
            found = len(events(app))
        counts.append((found, len(seen)))
        for week in range(3):
            a.a_meeting(ward, FRIDAY + timedelta(days=7 * (3 * number + week)))
    assert [statements for _found, statements in counts] == [3, 3, 3]
    assert [found for found, _statements in counts] == [2, 5, 8]


def test_it_reads_alike_on_postgresql(postgres_url: str, clock: SetClock) -> None:
    engine = prepare(create_engine(postgres_url))
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        create_triggers(connection)
    with Session(engine) as session:
        ward = a.a_ward(session)
        tom = gives_address(session, a.a_staff_actor(ward))
        action = a.an_action(ward, owner=tom, clock=clock)
        a.done(session, tom, actions.move_date, clock, action=action, to=FRIDAY, because="Sooner")
        found = calendar_behind(session, token_hash(TOKEN), MONDAY)
        assert found is not None
        assert [(one.kind, one.called_off) for one in found.meetings] == [(MeetingKind.WARD, False)]
        assert [(one.topic, one.due, one.times_moved) for one in found.promises] == [(Topic.LAUNDRY, FRIDAY, 1)]
        assert calendar_behind(session, token_hash(new_token()), MONDAY) is None
    engine.dispose()


# --- the file itself -------------------------------------------------------------------------------------------------

SIGNS = "\r\nEND:VEVENT\rBEGIN:VALARM\n<script>;,\\ \u05e9\u05dc\u05d5\u05dd \u0648\u0631\u062f\u0629 \u2028\x85"
ODD = f"Rose\u202e{SIGNS}" * 3


def held(day: date, at: time = time(10, 30), ward: str = "Alder", **more: Any) -> Held:
    facts = {"called_off": False, "times_changed": 0, "changed_at": None, "place": "the day room", **more}
    return Held(uuid4(), ward, False, MeetingKind.WARD, day, at, 60, **facts)


def due(day: date, ward: str = "Alder") -> Due:
    return Due(uuid4(), ward, False, Topic.FOOD, day, 2, datetime(2026, 3, 1, 9, tzinfo=LONDON))


def a_file(app: Flask, shown: Calendar, now: datetime) -> bytes:
    with app.test_request_context():
        return as_file(
            shown, zone=LONDON, now=now.astimezone(ZoneInfo("UTC")), address_of=lambda one: f"http://x/{one.id}"
        )


def test_no_name_breaks_a_line_or_adds_an_event(app: Flask, clock: SetClock) -> None:
    raw = a_file(app, Calendar([held(MONDAY, ward=ODD, place=ODD)], [due(FRIDAY, ODD)]), clock.now())
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert raw.count(b"\r") == raw.count(b"\n") == raw.count(b"\r\n")
    read = icalendar.Calendar.from_ical(raw)
    assert [part.name for part in read.subcomponents] == ["VTIMEZONE", "VEVENT", "VEVENT"]
    assert {str(event["summary"]).count("\n") for event in read.walk("VEVENT")} == {0}
    assert "\u0648\u0631\u062f\u0629" in read.walk("VEVENT")[0]["summary"]
    assert read.errors == []
    assert b"\r\nX-PUBLISHED-TTL:PT4H\r\n" in raw


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York", "Australia/Sydney", "Asia/Tokyo"])
def test_the_zone_tells_every_hour_of_three_years_as_the_clock_shows_it(zone: str) -> None:
    """The rules of the file, read by the library's own reader, against the database of zones."""
    theirs = told(ZoneInfo(zone), 2025).to_tz(lookup_tzid=False)
    naive = datetime(2026, 1, 1, 12)
    for _ in range(365 * 2):
        naive += timedelta(days=1)
        for hour in (-12, -6, 0):
            wall = naive + timedelta(hours=hour)
            assert wall.replace(tzinfo=theirs).utcoffset() == wall.replace(tzinfo=ZoneInfo(zone)).utcoffset(), wall


@pytest.fixture
def khal(tmp_path: Path) -> Callable[..., str]:
    """A real calendar program with a home of its own."""
    (tmp_path / "store").mkdir()
    config = tmp_path / "config"
    config.write_text(
        f"[calendars]\n[[wv]]\npath = {tmp_path / 'store'}\ntype = calendar\n"
        f"[sqlite]\npath = {tmp_path / 'khal.db'}\n"
        "[locale]\nlocal_timezone = Europe/London\ndefault_timezone = Europe/London\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        "[default]\ndefault_calendar = wv\n",
        encoding="utf-8",
    )

    def run(*words: str) -> str:
        program = str(Path(sys.executable).with_name("khal"))
        home = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "TZ": "Europe/London"}
        done = subprocess.run(
            [program, "-c", str(config), *words], capture_output=True, text=True, check=False, env=home, timeout=60
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_a_real_calendar_program_lists_the_events_on_both_sides_of_the_change_of_the_clocks(
    app: Flask, khal: Any, tmp_path: Path, clock: SetClock
) -> None:
    days = (date(2026, 3, 26), date(2026, 4, 2))  # London puts its clocks on on 29 March
    meetings = [*(held(day) for day in days), held(date(2026, 4, 3), ward=ODD, called_off=True)]
    file = tmp_path / "wardvoice.ics"
    file.write_bytes(a_file(app, Calendar(meetings, [due(date(2026, 3, 27))]), clock.now()))
    khal("import", "--batch", str(file))
    listed = khal(
        *("list", "--day-format", "", "--format", "{start-date} {start-time} {end-time}|{title}|{status}"),
        *("2026-03-01", "60d"),
    )
    lines = [line.replace("  |", "|").strip() for line in listed.splitlines() if line.strip()]
    assert lines[:3] == [
        "2026-03-26 10:30 11:30|Ward meeting: Alder|CONFIRMED",
        "2026-03-27|Promise due: Food (Alder)|",
        "2026-04-02 10:30 11:30|Ward meeting: Alder|CONFIRMED",
    ], lines
    assert len(lines) == 4
    assert lines[3].endswith("|CANCELLED")


def test_the_same_file_again_changes_nothing_for_the_program(
    app: Flask, khal: Any, tmp_path: Path, clock: SetClock
) -> None:
    file, shown = tmp_path / "wardvoice.ics", Calendar([held(MONDAY)], [due(FRIDAY)])
    for _ in range(2):
        file.write_bytes(a_file(app, shown, clock.now()))
        khal("import", "--batch", str(file))
        clock.go_on(hours=4)
    assert len([line for line in khal("list", "2026-03-01", "30d").splitlines() if "Alder" in line]) == 2
