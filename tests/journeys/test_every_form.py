"""Every page is reached by links, and every form bears whatever is put into it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.checks import check_answer
from tests.conftest import SetClock
from tests.databases import blank, blank_apart, hasty, put_back
from tests.journeys.everything import Everything
from tests.journeys.people import PASSWORD, PIN
from tests.journeys.private import Private
from tests.journeys.walking import (
    AT_THE_TERMINAL,
    WALKERS,
    Drawn,
    Found,
    House,
    Sent,
    boxes,
    deep_ways,
    forms_of,
    look_of,
    private_ways,
    unfit_for_a_terminal,
    walk,
)
from tests.markup import Node
from tests.pages import PageClient
from wardvoice.config import Settings
from wardvoice.storage import sealing
from wardvoice.storage.apart import open_apart
from wardvoice.storage.base import prepare
from wardvoice.web.forms import clean

NOT_BY_LINK = {
    "evidence.take_private_csv": "offered once a quarter of the locked room was counted, tests/evidence",
    "evidence.take_private_json": "offered once a quarter of the locked room was counted, tests/evidence",
    "evidence.take_visits": "offered once a reviewer has read something, tests/house/test_tables_taken",
    **dict.fromkeys(("records.take_told", "records.take_of_ward"), "offered once something was told to go"),
    "web.static": "a file",
    "web.health": "asked by machines",
    "web.ended": "where a page without scripts ends by itself",
    "people.enrol": "typed in from the page that shows the code",
    "people.sign_in": "where a browser that nobody knows is led",
    "signon.back": "where the hospital's sign-in leads back, tests/signon",
    "demo.doorway": "only in the demo",
    "diary.calendar": "asked by calendar programs, tests/diary/test_calendar",
    "board.along": "opened with five words, tests/journeys/test_story4_discharged",
    "board.arriving": "opened with five words, tests/journeys/test_moving",
    "board.screen": "where the big screen is led",
    "wards.check": "typed in at the screen that is being set up",
    "wards.here": "asked by a screen's own script, to say that it is on",
    "alerts.station": "where the screen in the nurses’ office is led",
    "alerts.now": "asked by the station screen every few seconds",
    "alerts.told": "asked by the page of whoever called, every few seconds",
    "minutes.outline": "asked by the meeting room every few seconds",
}
IN_THE_FRAME = {
    "people.sign_out": "a button alone",
    "people.finish": "a button alone",
    "web.look": "buttons alone",
    "meetings.take_suggested_rules": "a button alone, drawn for a ward without rules of its own, tests/meetings",
    "people.come_back": "a button alone, drawn for a rep who said not this week, tests/people/test_resting",
    "agenda.accept_council": "buttons alone, drawn where the council has answered, tests/council/test_asked_back",
    "reps.name_teller": "drawn where no rep can count, tests/reps/test_pages_votes",
    "people.open_again": "a button alone, drawn for a closed account, tests/signon/test_leaving",
    "signon.begin": "a button alone, drawn where a directory is set up, tests/signon",
    "signon.come_in": "a button alone, on the way back from the directory, tests/signon",
    "people.look_at": "drawn for whoever has a second ward",
    "demo.enter": "buttons alone, only in the demo",
    "diary.stop_mail": "a button alone, drawn for whoever gets the mail, tests/diary/test_pages",
    "records.agree": "a button alone, drawn where a schedule waits, tests/records/test_pages",
    "records.drop": "a button alone, drawn where a schedule waits, tests/records/test_pages",
    "records.agree_removal": "a button alone, drawn where words are asked to go, tests/records/test_removing_pages",
    "records.end_removal": "a button alone, drawn where words are asked to go, tests/records/test_removing_pages",
    "records.lift": "a button alone, drawn where something is held, tests/records/test_pages",
    "people.keep": "sent by a script of the page, tests/people/test_drafts",
    "people.throw_away": "a button alone, drawn where something was begun",
    "alerts.take": "a button alone, drawn where somebody calls, tests/alerts",
    "alerts.close": "a button alone, drawn where somebody calls, tests/alerts",
    "agenda.suggest": "sent by a script of the page while somebody writes, tests/agenda/test_pages_alike",
    "web.stay": "sent by a script of the page, nothing is typed",
}
"""Forms around a page's task, in which nothing is typed."""
REFUSED_JUST_NOW = {
    "agenda.publish": "the meeting before it is still going on",
    "agenda.merge": "one of the two may be thanks, which become one with no problem",
    "reps.open_vote": "there is a vote for each part already",
    "people.name_cover": "nobody else reads there for whom one could cover",
    "records.agree_removal": "the whole ward is held",
    "records.of_item": "somebody has asked for the first of the words already",
}
TRIED_ELSEWHERE = {
    "board.move": "on one ward alone nobody moves, tests/journeys/test_moving",
    "board.stay": "a button alone, drawn for whoever is about to move, tests/journeys/test_moving",
    "board.arrive": "reached with five words, tests/journeys/test_moving",
    "evidence.check_criteria": "takes a file, tests/evidence/test_criteria",
    "evidence.take_criteria": "a button alone, drawn once a file was read, tests/evidence/test_criteria",
    "slips.come_back": "never shows again what was typed (P22), tests/slips",
}
"""Forms that this walk cannot judge, and where they are tried."""
EACH_CLICK_COUNTS = {
    "people.new_password": "each click makes another password, and shows it",
    "concerns.read_tellings": "each reading is a line of the log",
    "concerns.open_concern": "each opening is a line of the log",
    "concerns.paper": "the note takes the place of the first one, and each typing is a line of the log",
}
TAKEN, REFUSED = (200, 303), (409, 422)
LONG = "long " * 4000
ODD = "<script>alert(1)</script> & \"'>\x00\x07\x1b \u202eabc שלום, مرحبا 🙂 %s"


@pytest.fixture(scope="module")
def house(standing: Flask, calendar: SetClock) -> Iterator[House]:
    settings: Settings = standing.extensions["hall"].settings
    file, private = settings.instance / "wardvoice.sqlite", settings.instance / "concerns.sqlite"
    put_back(blank(), file)
    private.write_bytes(blank_apart())
    engine, apart = hasty(prepare(create_engine(settings.database_url))), open_apart(settings.concerns_database_url)
    with (
        pytest.MonkeyPatch.context() as patched,
        Session(engine, expire_on_commit=False) as session,
        Session(apart, expire_on_commit=False) as locked_room,
    ):
        patched.setattr(sealing, "COST", sealing.Cost(passes=1, kibibytes=8))
        alder = Everything(session, calendar, "Alder", PASSWORD, PIN)
        yield House(standing, file, private, alder, Private(alder, locked_room))
    engine.dispose()


@dataclass
class Walked:
    """What was met: addresses by their endpoint, each form once, and what no page of a terminal may have."""

    house: House
    pages: set[str] = field(default_factory=set)
    found: dict[Any, Found] = field(default_factory=dict)
    unfit: list[str] = field(default_factory=list)

    @property
    def forms(self) -> list[Found]:
        return [one for one in self.found.values() if one.endpoint not in TRIED_ELSEWHERE]

    def meet(self, who: str, page: Node, way: Callable[[PageClient], object]) -> None:
        for form in forms_of(page):
            (names, button), endpoint = look_of(form), self.house.endpoint(form["action"], "POST")
            self.found.setdefault((endpoint, names, button), Found(who, endpoint, names, way, button))
        if who in AT_THE_TERMINAL:
            self.unfit += [f"{page.one('h1').text}: {what}" for what in unfit_for_a_terminal(page)]


@pytest.fixture(scope="module")
def walked(house: House) -> Walked:
    met = Walked(house)
    for who, of_one_kind in WALKERS.items():
        for address, page in walk(house.comes(who), of_one_kind):
            met.pages.add(house.endpoint(address, "GET"))
            met.meet(who, page, lambda browser, address=address: browser.get(address))
    for who, way in deep_ways(house.alder):
        browser = house.comes(who)
        way(browser)
        met.meet(who, browser.page, way)
        house.again()
    for who, way in private_ways(house.private):
        browser = house.comes(who)
        way(browser)
        met.pages.add(house.endpoint(browser.address, "GET"))
        met.meet(who, browser.page, way)
        house.again()
    return met


def test_every_page_is_reached_from_the_start_page_by_links(house: House, walked: Walked) -> None:
    readable = {rule.endpoint for rule in house.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert readable - walked.pages - set(NOT_BY_LINK) == set()
    assert not walked.pages & {"web.static", "web.health"}


def test_every_form_is_reached(house: House, walked: Walked) -> None:
    sendable = {rule.endpoint for rule in house.app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert sendable - {form.endpoint for form in walked.forms} - set(IN_THE_FRAME) - set(TRIED_ELSEWHERE) == set()


def test_no_page_of_a_terminal_prints_saves_copies_leads_out_or_takes_files(walked: Walked) -> None:
    assert not walked.unfit, "\n".join(walked.unfit)


# --- what is put in --------------------------------------------------------------------------------------------------


def empty(form: Node, sent: Sent) -> Sent:
    kept = {box["name"] for box in (*form.all("input", type="hidden"), form.all("button")[0]) if box.get("name")}
    return {name: sent[name] for name in kept} | {box["name"]: "" for box in (*boxes(form), *form.all("select"))}


def far_too_long(form: Node, sent: Sent) -> Sent:
    return sent | {box["name"]: LONG for box in boxes(form)}


def odd_signs(form: Node, sent: Sent) -> Sent:
    return sent | {box["name"]: ODD for box in boxes(form)}


def a_day_that_has_passed(form: Node, sent: Sent) -> Sent:
    return sent | {box["name"]: "2020-01-31" for box in boxes(form) if box.get("type") == "date"}


def no_such_choice(form: Node, sent: Sent) -> Sent:
    listed = {box["name"] for box in (*form.all("select"), *form.all("input", type="radio"))}
    return sent | dict.fromkeys(listed, "something-never-offered")


KINDS = [empty, far_too_long, odd_signs, a_day_that_has_passed, no_such_choice]


SERIOUS = "I want to kill myself tonight"
QUESTION = "This sounds serious. Shall we tell someone now?"
OF_PATIENTS = ("unsigned", "Kestrel", "Linnet")
SAID_ALOUD = {
    "minutes.answer": "an answer that staff give in the room, written down by the rep",
    "minutes.note": "what was said in the room, where staff sit",
}
"""Boxes of the meeting room: everybody there has heard it."""


def test_serious_words_in_every_box_of_patients_lead_to_the_question_first(house: House, walked: Walked) -> None:
    """Whatever form a patient writes in asks whether somebody shall come now, before anything of it is stored (C5)."""
    problems, tried = [], set()
    for found in walked.forms:
        drawn = house.shows(found)
        areas = {box["name"] for box in drawn.form.all("textarea")}
        if found.who in OF_PATIENTS and areas and found.endpoint not in SAID_ALOUD:
            tried.add(found.endpoint)
            problems += [f"{found}: {wrong}" for wrong in _unasked(house, drawn, dict.fromkeys(areas, SERIOUS))]
    assert not problems, "\n".join(problems)
    assert tried >= {"agenda.add", "agenda.edit", "agenda.note", "actions.confirm", "agenda.write_for"}


def _unasked(house: House, drawn: Drawn, serious: Sent) -> Iterator[str]:
    """Send a form, and go on with what follows it, until the question comes; nothing may be stored before."""
    before, browser = house.rows(), house.sits(drawn)
    browser.post(drawn.to, drawn.sent | serious, csrf=False)
    for _page in range(4):
        if house.rows() != before:
            yield f"stored {set(house.rows().items()) - set(before.items())} and had not asked"
        if QUESTION in browser.page.text:
            return
        form = forms_of(browser.page)[0]
        browser.submit(form.all("button")[0].text)
    yield f"never asked, and ended at {browser.page.one('h1').text!r}"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_form_bears(house: House, walked: Walked, kind: Callable[[Node, Sent], Sent]) -> None:
    """A clear sentence or a receipt, what was typed is kept, nothing is half stored, and no script is in a page."""
    problems = []
    for found in walked.forms:
        drawn = house.shows(found)
        wrong = kind(drawn.form, drawn.sent)
        if wrong != drawn.sent:
            problems += [f"{found}: {problem}" for problem in _wrong_with(house, drawn, wrong)]
    assert not problems, "\n".join(problems)


def test_every_form_that_names_somebody_bears_that_they_left(house: House, walked: Walked) -> None:
    """The form was shown, then the person's account was closed, then the form was sent."""
    problems, tried = [], set()
    for found in walked.forms:
        drawn, left = house.shows(found), "Priya" if found.who != "Priya" else "Tom"
        named = _named(drawn.form, left)
        if named:
            tried.add(found.endpoint)
            house.leaves(left)
            problems += [f"{found}: {problem}" for problem in _wrong_with(house, drawn, drawn.sent | named, REFUSED)]
    assert not problems, "\n".join(problems)
    assert tried >= {"actions.hand_over", "minutes.answer", "minutes.promise"}


def test_every_form_bears_that_somebody_changes_what_is_not_seen(house: House, walked: Walked) -> None:
    """Versions, ids and keys that no page ever carried: refused or not minded, and never half stored."""
    problems = []
    for found in walked.forms:
        drawn = house.shows(found)
        hidden = {box["name"]: ODD for box in drawn.form.all("input", type="hidden") if box["name"] != "csrf"}
        if hidden:
            wrong = _stored_or_broken(house, drawn, drawn.sent | hidden, (*TAKEN, 404, *REFUSED))
            problems += [f"{found}: {problem}" for problem in wrong]
    assert not problems, "\n".join(problems)


def _named(form: Node, who: str) -> Sent:
    """Return what names somebody in a form: from a list that opens, or on a button."""
    listed = {box["name"]: one["value"] for box in form.all("select") for one in box.all("option") if who in one.text}
    labels = {label.get("for") for label in form.all("label") if who in label.text}
    near = {box["name"]: box["value"] for box in form.all("input", type="radio") if box.get("id") in labels}
    return listed | near


def _wrong_with(
    house: House, drawn: Drawn, sent: Sent, expected: tuple[int, ...] = (*TAKEN, *REFUSED)
) -> Iterator[str]:
    answer = yield from _stored_or_broken(house, drawn, sent, expected)
    if answer.status_code in REFUSED:
        yield from _unclear(check_answer(answer), drawn.form, sent)


def _stored_or_broken(
    house: House, drawn: Drawn, sent: Sent, expected: tuple[int, ...]
) -> Generator[str, None, TestResponse]:
    before = house.rows()
    answer = house.sends(drawn, sent)
    if answer.status_code not in expected:
        yield f"answered {answer.status_code}"
    yield from _dangerous(answer)
    if answer.status_code >= 400:
        yield from (f"stored {row}" for row in set(house.rows().items()) - set(before.items()))
    if answer.status_code == 303:
        yield from (f"afterwards {problem}" for problem in _dangerous(house.opens(drawn, answer.headers["Location"])))
    return answer


def _dangerous(answer: TestResponse) -> Iterator[str]:
    if "<script>alert" in answer.get_data(as_text=True):
        yield "a script stands in the page"
    check_answer(answer)


def _unclear(page: Node, form: Node, sent: Sent) -> Iterator[str]:
    if boxes(form) and not page.all("div", cls="nhsuk-error-summary"):
        yield f"no list of what to mend on {page.one('h1').text!r}"
    for box in boxes(form):
        kept = [one.raw if one.tag == "textarea" else one.get("value") for one in page.all(box.tag, name=box["name"])]
        typed = "" if box.get("type") == "password" else clean(sent[box["name"]])
        if typed not in kept and "\n" + typed not in kept:
            yield f"{box['name']} lost {typed[:30]!r}, and has {[one[:30] for one in kept]}"


# --- and what is sent well -------------------------------------------------------------------------------------------


def test_every_form_takes_what_makes_sense_and_takes_it_once(house: House, walked: Walked) -> None:
    """The same form sent twice, as by a second click, stores nothing twice."""
    problems = []
    for found in walked.forms:
        drawn = house.shows(found)
        first = house.sends(drawn, drawn.sent)
        if first.status_code not in TAKEN and found.endpoint not in REFUSED_JUST_NOW:
            told = [one.text for one in check_answer(first).all("div", cls="nhsuk-error-summary")]
            problems.append(f"{found} did not take {drawn.sent}: {first.status_code} {told}")
        rows = house.rows()
        second = house.sends(drawn, drawn.sent)
        check_answer(second)
        if second.status_code not in (*TAKEN, 403, 404, *REFUSED):
            problems.append(f"{found} sent twice answered {second.status_code}")
        if (after := house.rows()) != rows and found.endpoint not in EACH_CLICK_COUNTS:
            problems.append(f"{found} stored twice: {set(after.items()) - set(rows.items())}")
    assert not problems, "\n".join(problems)


def test_every_form_that_knows_a_version_refuses_an_old_one(house: House, walked: Walked) -> None:
    """409 with what was typed, and nothing stored."""
    problems = []
    for found in walked.forms:
        if "version" in found.names:
            drawn = house.shows(found)
            old = drawn.sent | {"version": "0"}
            problems += [f"{found}: {problem}" for problem in _wrong_with(house, drawn, old, (409,))]
    assert not problems, "\n".join(problems)
