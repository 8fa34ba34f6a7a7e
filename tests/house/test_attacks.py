"""What somebody with bad intentions tried, and may not get: each was open once, or would be easy to open again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from tests.journeys.everything import Everything
from tests.pages import PageClient
from wardvoice.actions import commands as actions
from wardvoice.agenda import commands as agenda
from wardvoice.agenda import queries as of_agenda
from wardvoice.agenda.rules import Feeling, HideBecause, Topic, clean_words
from wardvoice.core.actor import Role
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken
from wardvoice.meetings import commands as meetings
from wardvoice.meetings.rules import Decides
from wardvoice.minutes import commands as minutes
from wardvoice.minutes import queries as of_minutes
from wardvoice.people import commands as people
from wardvoice.storage.base import db
from wardvoice.wards.rules import ScreenKind
from wardvoice.web.sessions import Kind

OFF_THE_WARD = ("Ines", "Femi", "Wes")
"""Listener, service lead and admin: they read what the whole ward reads, and no more."""


ON_ONE_PAGE = 100
"""More than a ward of the tests has of anything: which line stands first among those of a day is left to chance."""


@pytest.fixture(autouse=True)
def long_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no list end before its last line: what a page leaves out because it is long would look well hidden."""
    monkeypatch.setattr("wardvoice.home.queries.LISTED", ON_ONE_PAGE)
    monkeypatch.setattr("wardvoice.board.views.board.LINES", ON_ONE_PAGE)


@pytest.fixture
def alder(app: Flask, clock: SetClock) -> Iterator[Everything]:
    with app.app_context():
        engine = db.engine
    with Session(engine, expire_on_commit=False) as session:
        yield Everything(session, clock, "Alder")


def at_own_desk(app: Flask, alder: Everything, who: str) -> PageClient:
    return PageClient(app).sign_in_as(Kind.ACCOUNT, alder.people[who].id, alder.ward.id)


def at_the_terminal(app: Flask, alder: Everything, who: str = "") -> PageClient:
    terminal = ScreenKind.TERMINAL
    browser = PageClient(app).at_screen(alder.token(terminal))
    if not who:
        return browser
    return browser.sign_in_as(Kind.WARD_NAME, alder.people[who].id, alder.ward.id, alder.screens[terminal].id)


def the_meeting_ends(alder: Everything) -> None:
    meeting, day = alder.meetings["open"], alder.clock.today
    for outcome in of_minutes.answers_without_promise(alder.session, meeting):
        promise = {"outcome": outcome, "words": "Buy new ones", "owner": alder.accounts["Priya"], "due": day}
        alder.does("Linnet", actions.make_promise, **promise)
    alder.does("Linnet", minutes.stop_early, meeting=meeting, because="It is late")


def the_next_agenda_goes_out(alder: Everything) -> None:
    the_meeting_ends(alder)
    alder.does("Linnet", agenda.publish, meeting=alder.meetings["planned"])


# --- words that not everybody may read -------------------------------------------------------------------------------


def unread_on_an_agenda(alder: Everything) -> str:
    """An item that went onto the next agenda by itself, without a rep having read it."""
    words = "Somebody reads our letters"
    item = alder._asks("letters", words, Topic.RESPECT)
    the_next_agenda_goes_out(alder)
    alder.session.commit()
    assert item.read_on is None
    return words


@pytest.mark.parametrize("who", OFF_THE_WARD)
def test_unread_words_do_not_stand_on_the_desk_of_somebody_off_the_ward(
    app: Flask, alder: Everything, who: str
) -> None:
    words = unread_on_an_agenda(alder)
    assert words not in at_own_desk(app, alder, who).get("/").text
    assert words in at_own_desk(app, alder, "Tom").get("/").text


def test_other_words_than_the_rep_has_read_are_not_published_unread(app: Flask, alder: Everything) -> None:
    item = alder.items["garden"]
    assert item.read_on is not None
    alder.does("Kestrel", agenda.reword_item, item=item, words="Mr Blank is a thief")
    the_next_agenda_goes_out(alder)
    alder.session.commit()
    pages = ("/board", f"/agenda/items/{item.id}", f"/meetings/{alder.meetings['planned'].id}")
    assert not any("thief" in at_the_terminal(app, alder).get(page).text for page in pages)
    alder.does("Linnet", agenda.read_item, item=item)
    alder.session.commit()
    assert all("thief" in at_the_terminal(app, alder).get(page).text for page in pages)


def test_the_same_words_sent_again_stay_read(alder: Everything) -> None:
    item = alder.items["garden"]
    alder.does("Kestrel", agenda.reword_item, item=item, words=item.words)
    assert item.read_on is not None


def test_hidden_words_do_not_come_back_as_the_question_of_a_show_of_hands(app: Flask, alder: Everything) -> None:
    meeting, item, entry = alder.meetings["open"], alder.items["radio"], alder.entry("radio")
    asked = {"decides": Decides.WE_WANT_TO_HEAR, "question": item.words, "patients_for": 3}
    alder.does("Linnet", minutes.count_hands, meeting=meeting, entry=entry, **asked)
    the_meeting_ends(alder)
    pages = (f"/meetings/{meeting.id}", f"/meetings/{meeting.id}/minutes", f"/print/minutes/{meeting.id}")
    alder.session.commit()
    tom = at_own_desk(app, alder, "Tom")
    assert all("too loud" in tom.get(page).text for page in pages)
    alder.does("Tom", agenda.hide_words, item=item, because=HideBecause.NAMES_SOMEBODY)
    (hiding,) = of_agenda.hidings_of(alder.session, item)
    alder.does("Linnet", agenda.agree_hiding, hiding=hiding)
    alder.session.commit()
    for page in (*pages, f"/agenda/items/{item.id}", "/board"):
        assert "too loud" not in tom.get(page).text


def test_a_long_item_is_not_cut_into_a_question_for_hands(app: Flask, alder: Everything) -> None:
    entry = alder.entry("radio")
    alder.items["radio"].words = "too loud " * 60
    alder.session.commit()
    laptop = ScreenKind.LAPTOP
    rep = PageClient(app).at_screen(alder.token(laptop))
    rep.sign_in_as(Kind.WARD_NAME, alder.people["Linnet"].id, alder.ward.id, alder.screens[laptop].id)
    page = rep.get(f"/meetings/{alder.meetings['open'].id}/room?at={entry.id}")
    assert page.one("input", name="question")["value"] == ""


def test_what_is_added_to_an_item_in_pictures_can_be_read(app: Flask, alder: Everything) -> None:
    item = alder._asks("pictures", None, Topic.FOOD, "Kestrel", feeling=Feeling.SAD)
    alder.does("Kestrel", agenda.add_note, item=item, words="The soup is cold")
    alder.does("Linnet", agenda.read_item, item=item)
    the_next_agenda_goes_out(alder)
    alder.session.commit()
    assert "The soup is cold" in at_the_terminal(app, alder).get(f"/agenda/items/{item.id}").text


@pytest.mark.parametrize("words", ["\u200b", "\u2060\u200d\ufeff", "\u3164", "\u115f \u2800", "\u0301", "\u00a0\n"])
def test_words_of_which_nothing_is_seen_are_no_words(words: str) -> None:
    with pytest.raises(RuleBroken):
        clean_words(words, needed=True)
    assert clean_words(words, needed=False) is None


@pytest.mark.parametrize("words", ["?", "👍", "می‌خواهم", "é", "1"])
def test_the_shortest_words_that_can_be_seen_are_taken(words: str) -> None:
    assert clean_words(words, needed=True) == words


# --- marking one's own promise as kept -------------------------------------------------------------------------------


def test_whoever_said_that_it_is_done_hands_it_over_and_still_counts_no_hands(alder: Everything) -> None:
    promise, meeting = alder.promises["lamp"], alder.meetings["open"]
    alder.does("Linnet", meetings.name_scribe, meeting=meeting, scribe_id=alder.people["Tom"].id)
    alder.does("Tom", actions.hand_over, action=promise, to=alder.accounts["Priya"])
    with pytest.raises(NotAllowed):
        alder.does("Tom", actions.count_replies, action=promise, meeting=meeting, yes=9, partly=0, no=0)
    alder.session.rollback()
    alder.does("Linnet", actions.count_replies, action=promise, meeting=meeting, yes=9, partly=0, no=0)


def test_whoever_said_that_it_cannot_be_done_counts_no_hands_on_it(alder: Everything) -> None:
    promise, meeting = alder.promises["phone"], alder.meetings["open"]
    alder.does("Linnet", meetings.name_scribe, meeting=meeting, scribe_id=alder.people["Tom"].id)
    alder.does("Tom", actions.hand_over, action=promise, to=alder.accounts["Priya"])
    with pytest.raises(NotAllowed):
        alder.does("Tom", actions.count_let_off, action=promise, meeting=meeting, hands_for=9, hands_against=0)


# --- speaking for somebody else, and locking everybody out -----------------------------------------------------------


def test_what_is_noted_in_the_room_is_never_told_as_the_words_of_who_asked(alder: Everything) -> None:
    with pytest.raises(NotFound):
        alder.does("Linnet", minutes.note_said, entry=alder.entry("radio"), words="It is fine, really")


def test_the_last_admin_cannot_be_closed(alder: Everything) -> None:
    wes = alder.accounts["Wes"]
    with pytest.raises(RuleBroken):
        a.done(alder.session, a.ADMIN, people.close_account, alder.clock, account=wes)
    alder.session.rollback()
    second = a.an_account(alder.session, "Una", clock=alder.clock)
    a.a_membership(second, Role.ADMIN, clock=alder.clock)
    a.done(alder.session, a.ADMIN, people.close_account, alder.clock, account=wes)
    assert wes.closed_on is not None


@pytest.mark.parametrize("number", ["9" * 5000, "-1", "1e9", "٣"])
def test_no_number_of_a_page_breaks_it(app: Flask, alder: Everything, number: str) -> None:
    for page in ("/board", "/actions", "/meetings"):
        at_the_terminal(app, alder).get(f"{page}?page={number}")


# --- a command line with nonsense around it --------------------------------------------------------------------------

NONSENSE = {
    "an empty database": "sqlite:///{folder}/empty.sqlite",
    "a folder": "sqlite:///{folder}",
    "no database": "sqlite:///{folder}/junk.sqlite",
    "nobody there": "postgresql+psycopg://nobody@127.0.0.1:1/x",
    "no number": "postgresql+psycopg://nobody@127.0.0.1:port/x",
}


def run(folder: Path, url: str, *words: str) -> subprocess.CompletedProcess[str]:
    (folder / "junk.sqlite").write_bytes(bytes(range(256)) * 16)
    secrets = {f"WARDVOICE_{name}_FILE": str(folder / name) for name in ("SECRET_KEY", "PEPPER")}
    around = {**os.environ, **secrets, "WARDVOICE_DATABASE_URL": url.format(folder=folder)}
    command = [sys.executable, "-m", "wardvoice.cli", *words]
    return subprocess.run(command, env=around, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", ["verify", "tick"])
@pytest.mark.parametrize("url", NONSENSE.values(), ids=NONSENSE)
def test_a_command_refuses_nonsense_in_one_sentence(tmp_path: Path, url: str, command: str) -> None:
    done = run(tmp_path, url, command)
    assert done.returncode == 1
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("url", [url for name, url in NONSENSE.items() if name != "an empty database"])
def test_migrate_refuses_nonsense_in_one_sentence(tmp_path: Path, url: str) -> None:
    done = run(tmp_path, url, "migrate")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_a_port_that_cannot_be_is_wrong_usage(tmp_path: Path, port: str) -> None:
    done = run(tmp_path, NONSENSE["an empty database"], "serve", "--port", port)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
