"""The whole loop in a real browser, with scripts and without: from an agenda of a real secure service to the proof."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.browser.chromium import Chromium
from tests.journeys.conftest import alder
from tests.journeys.people import Manager, Nurse, Patient, Rep, Somebody
from tests.journeys.ward import FIRST_MEETING, SECOND_MEETING, AlderWard
from tests.markup import looks_of

__all__ = ["alder"]

Person = TypeVar("Person", bound=Somebody)

MINUTES, OTHER_BUSINESS = "Minutes of last month", "Any other business"
CIGARETTES = "When do the new e-cigarettes come?"
NETWORK = "Who goes to the service-user network?"
BARBECUE = "A barbecue on the first warm Saturday"
COURTYARD = "Problem · Leave"
WORK = "Real work: paid jobs in the hospital shop"
GROUP = "An LGBT+ group once a month"
"""The agenda as it was published; the courtyard was asked for in pictures, without words."""

ORDER = "Order the new e-cigarettes for the shop"
GRILL = "Buy coal and food, and light the barbecue"
STAFF_OUTSIDE = "Two staff in the courtyard from two to three each day"
JOBS = "Two paid jobs in the shop, open to this ward"
TOM, PRIYA = "Tom (nurse)", "Priya (ward manager)"


class Loop:
    """Everybody of the story, each at the browser they would sit at."""

    def __init__(self, alder: AlderWard, sits_down: Callable[[Any], Any]) -> None:
        self.alder = alder
        self.rep: Rep = sits_down(alder.rep())
        self.kestrel: Patient = sits_down(alder.patient("Kestrel"))
        self.tern: Patient = sits_down(alder.patient("Tern"))
        self.sparrow: Patient = sits_down(alder.patient("Sparrow"))
        self.somebody: Patient = sits_down(alder.somebody())
        self.tom: Nurse = sits_down(alder.nurse())
        self.priya: Manager = sits_down(alder.manager())


class Browsers:
    """One at the ward terminal, one at the laptop, and one for each member of staff."""

    def __init__(self, browser: Browser, home: str, scripts: bool) -> None:
        self.browser, self.home, self.scripts = browser, home, scripts
        self.opened: list[Chromium] = []
        self.at_screens: dict[str, Chromium] = {}

    def seat(self, person: Person) -> Person:
        """Let somebody sit down where they would."""
        kept = person.browser.http.get_cookie("wv-screen")
        if kept is None:
            person.browser = self._opens()
        else:
            person.browser = self.at_screens.get(kept.value) or self._opens(kept.value)
            self.at_screens[kept.value] = person.browser
        return person

    def _opens(self, screen: str = "") -> Chromium:
        context = self.browser.new_context(java_script_enabled=self.scripts, locale="en-GB")
        self.opened.append(Chromium(context, self.home, screen))
        return self.opened[-1]

    def close(self) -> None:
        for one in self.opened:
            one.window.context.close()


class Inspector:
    """Checks every page on which stands something that no page before had, and hears what scripts complain of."""

    def __init__(self, axe: Callable[[Page], list[str]]) -> None:
        self.axe = axe
        self.met: set[tuple[str, ...]] = set()
        self.faults: list[str] = []

    def watches(self, chromium: Chromium) -> None:
        chromium.looks_closely = self.looks_at
        chromium.window.on("pageerror", lambda error: self.faults.append(str(error)))

    def looks_at(self, page: Page) -> None:
        looks = looks_of(page.content())
        if not looks <= self.met:
            self.met |= looks
            self.faults += [f"{page.url}: {fault}" for fault in self.axe(page)]


@pytest.fixture
def browsers(
    alder: AlderWard, browser: Browser, live_server: Callable[[Flask], str], request: pytest.FixtureRequest
) -> Iterator[Browsers]:
    made = Browsers(browser, live_server(alder.app), request.param)
    yield made
    made.close()


@pytest.mark.parametrize("browsers", [True, False], ids=["with scripts", "without scripts"], indirect=True)
def test_the_whole_loop(alder: AlderWard, browsers: Browsers, axe: Callable[[Page], list[str]]) -> None:
    loop, inspector = Loop(alder, browsers.seat), Inspector(axe)
    for one in browsers.opened if browsers.scripts else ():
        inspector.watches(one)
    the_ward_asks(loop)
    the_rep_prepares(loop.rep)
    everybody_reads_the_agenda(loop.somebody)
    alder.it_is(FIRST_MEETING)
    the_ward_meets(loop.rep)
    staff_keep_and_do_not_keep(loop)
    patients_say_what_is_true(loop)
    the_ward_meets_again(loop)
    everybody_reads_what_became_of_it(loop)
    proof = alder.verified(the_rep_prints(loop.rep))
    assert proof.whole, proof
    assert inspector.faults == []


def the_ward_asks(loop: Loop) -> None:
    """Step 1: typed at the terminal with and without a name, in pictures, by the rep, and by the rep for somebody."""
    loop.kestrel.adds_to_the_meeting("When do new e-cigarettes come?", topic="Smoking", kind="Question", shown=NAMED)
    loop.kestrel.changes_my_words("When do new e-cigarettes come?", CIGARETTES)
    loop.kestrel.finishes()
    loop.somebody.adds_to_the_meeting(NETWORK, topic="Something else", kind="Question")
    loop.tern.adds_to_the_meeting(BARBECUE, topic="Food", kind="Idea", shown=NAMED)
    loop.tern.finishes()
    loop.sparrow.starts()
    loop.sparrow.shows_in_pictures("Leave", "Sad")
    loop.sparrow.sends_it(NAMED)
    loop.sparrow.finishes()
    loop.rep.adds_to_the_meeting(WORK, topic="Activities", kind="Idea")
    loop.rep.writes_down_for_a_patient(GROUP, topic="Respect", kind="Idea")
    loop.rep.puts_on_every_agenda(MINUTES)
    loop.rep.puts_on_every_agenda(OTHER_BUSINESS, at_end=True)


NAMED = "With my ward name"


def the_rep_prepares(rep: Rep) -> None:
    """Step 3: the mouse places, the keyboard orders, and the agenda goes out."""
    rep.prepares_the_agenda()
    for words in (CIGARETTES, NETWORK, BARBECUE, COURTYARD, WORK, GROUP):
        rep.places(words)
    rep.moves_up(GROUP)
    rep.browser.by_keyboard = True
    rep.moves_down(GROUP)
    rep.moves_up(WORK)
    rep.moves_down(WORK)
    rep.browser.by_keyboard = False
    rep.reads_in_order("On the agenda", *AGENDA)
    while rep.can("I have read this"):
        rep.presses("I have read this")
    rep.publishes_the_agenda()


AGENDA = (MINUTES, CIGARETTES, NETWORK, BARBECUE, COURTYARD, WORK, GROUP, OTHER_BUSINESS)


def everybody_reads_the_agenda(reader: Patient) -> None:
    reader.looks_at_the_agenda()
    reader.reads_in_order("Thursday 5 March at 10:30, in the day room", *AGENDA)


def the_ward_meets(rep: Rep) -> None:
    """Step 4: heads, a show of hands, answers of every kind, and nothing is left without an outcome."""
    rep.opens_the_meeting()
    rep.counts_who_is_here({"Patients": 8, "Patients on the ward today": 14, "Ward staff": 3, "Ward manager": 1})
    rep.turns_to(MINUTES)
    rep.presses("Write it down", {"What was said": "Read out and found right."})
    by = date(2026, 3, 12)
    rep.writes_the_answer(CIGARETTES, "Yes", TOM, words="They come next week.", promise=ORDER, due=by)
    rep.asks_whether_they_accept(yes=7, no=0, unsure=1)
    review = date(2026, 6, 4)
    rep.writes_the_answer(NETWORK, "No", PRIYA, words="No driver is free on that day.", review=review)
    rep.asks_whether_they_accept(yes=2, no=5)
    rep.turns_to(BARBECUE)
    hands = {"For": 7, "Against": 1, "Not sure": 0}
    rep.counts_hands("Shall we have a barbecue?", "We will do what you choose", hands, {**hands, "For": 2})
    rep.writes_the_answer(BARBECUE, "Yes", PRIYA, promise=GRILL, owner=TOM, due=date(2026, 3, 14))
    rep.writes_the_answer(
        COURTYARD, "Partly", TOM, words="One hour, not two.", promise=STAFF_OUTSIDE, due=date(2026, 3, 9)
    )
    rep.writes_the_answer(WORK, "Yes", PRIYA, promise=JOBS, due=date(2026, 3, 20))
    check = date(2026, 3, 19)
    rep.writes_the_answer(GROUP, "Passed to somebody", PRIYA, passed_to="the equality lead", check=check)
    rep.closes_the_meeting()


def staff_keep_and_do_not_keep(loop: Loop) -> None:
    """Step 5: one line and one tap each, from their own browsers."""
    loop.alder.it_is(date(2026, 3, 6), 14)
    loop.tom.says_how_far_it_is("The shop has the list.", ORDER)
    loop.tom.moves_the_date(date(2026, 3, 23), "Three people are ill", STAFF_OUTSIDE)
    loop.tom.reads("moved once to Monday 23 March")
    loop.alder.it_is(date(2026, 3, 10), 9)
    loop.tom.says_done("Twenty are in the shop.", ORDER)
    loop.priya.says_it_cannot_be_done("The shop closes in April.", JOBS)
    loop.alder.it_is(date(2026, 3, 11), 16)
    loop.tom.says_done("It was on Saturday.", GRILL)


def patients_say_what_is_true(loop: Loop) -> None:
    """Step 6: who asked decides; whoever owns a promise cannot."""
    loop.tom.looks_at_the_promise(ORDER)
    assert loop.tom.cannot("Yes", "No", "Partly")
    loop.tom.reads("Patients answer this at the ward terminal or in the meeting. Staff cannot.")
    loop.kestrel.says_it_happened("Yes", ORDER)
    loop.kestrel.finishes()
    loop.tern.says_it_happened("Partly", GRILL, missing="There was nothing without meat")
    loop.tern.finishes()


def the_ward_meets_again(loop: Loop) -> None:
    """The meeting does not let the shop go: the promise stands."""
    loop.rep.publishes_the_agenda()
    loop.alder.it_is(SECOND_MEETING)
    loop.rep.opens_the_meeting()
    loop.rep.counts_let_off(JOBS, leave=1, keep=6)
    loop.rep.closes_the_meeting()


def everybody_reads_what_became_of_it(loop: Loop) -> None:
    """Steps 7 and 8: a confirmed, a partly kept, a moved and a refused promise, each with its whole history."""
    reader = loop.somebody
    reader.looks_at_the_board()
    reader.reads("6 asked", "6 answered", "1 done, patients say yes", "1 moved to a later day")
    reader.reads("Done. Patients say yes.", "Still missing: There was nothing without meat")
    reader.reads("First date: Monday 9 March", "moved once to Monday 23 March: Three people are ill")
    reader.reads("No, because:", "No driver is free on that day.", "Patients do not accept this answer")
    reader.looks_at_what_was_asked_for(JOBS)
    reader.reads_in_order(WORK, "Everything that happened", "The shop closes in April.")
    reader.looks_at_what_was_asked_for(ORDER)
    reader.reads_in_order(CIGARETTES, "Everything that happened", ORDER, "The shop has the list.", "done")
    reader.finishes()


def the_rep_prints(rep: Rep) -> str:
    """Print the board, and return the four groups of letters at its foot."""
    rep.looks_at_the_board()
    rep.follows("Print the board")
    rep.reads("You asked – we answered", ORDER, GRILL, STAFF_OUTSIDE, JOBS)
    rep.reads("not done. Still missing: There was nothing without meat")
    return rep.page.one("strong", cls="wv-head-words").text
