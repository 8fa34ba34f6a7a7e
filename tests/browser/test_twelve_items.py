"""The whole meeting of twelve items, from a rep's laptop with a nurse's phone beside it; and once without JavaScript.

Both end in the same way, and an answer with its promise takes six taps or keys beside the words themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.orm import Session

from tests.browser import twelve
from tests.browser.sitting import Sit, sitting_down
from tests.browser.test_every_page import LOW_TARGETS, SMALL_TEXT, WIDTH
from tests.browser.test_paper import sheets
from tests.browser.twelve import Hands, TwelveItems
from tests.conftest import SetClock
from wardvoice.meetings.models import Hands as Shown
from wardvoice.proof.verify import verify

MOST_TAPS = 6
GIVERS = ".wv-near:has([name=given_by])"
TOM, ANN = "Tom (nurse)", "Ann (ward manager)"
WRITTEN = "The answer is written down."
IN_A_WEEK, IN_TWO, LATER = (twelve.TODAY + timedelta(days=days) for days in (7, 14, 24))
CAME_OF = {
    twelve.HOT: ("yes", "Call the plumber", "Tom", IN_A_WEEK),
    twelve.SHOP: ("decider-absent",),
    twelve.DRYER: ("yes", "Order a belt", "Tom", IN_A_WEEK),
    twelve.BARBECUE: ("partly", "Ask the kitchen for coal", "Ann", IN_TWO),
    twelve.NETWORK: ("no",),
    twelve.KEYS: ("passed-to",),
    twelve.ORANGE: ("yes",),
    twelve.FISH: ("yes",),
    twelve.HOODIES: ("yes", "Take the sign down", "Tom", IN_A_WEEK),
    twelve.LAMP: ("partly", "Put in a new lamp", "Tom", LATER),
    twelve.TROLLEY: ("more-information",),
    twelve.FILM: ("stopped-early",),
}


class Meeting:
    """The meeting as it goes on at the rep's laptop and on the nurse's phone."""

    def __init__(self, ward: TwelveItems, sit: Sit, axe: Callable[[Page], list[str]], *, scripts: bool) -> None:
        self.ward, self.axe, self.scripts = ward, axe, scripts
        self.laptop = Hands(self._sits(sit, ward.house.rep_at_laptop(), (1366, 768)))
        self.phone = Hands(self._sits(sit, ward.house.staff(), (390, 844)))
        if scripts:
            self.phone.page.clock.install()
        self.taps: dict[str, int] = {}
        self.faults: list[str] = []

    def _sits(self, sit: Sit, who: Any, size: tuple[int, int]) -> Page:
        options = {"viewport": {"width": size[0], "height": size[1]}, "java_script_enabled": self.scripts}
        return sit(who, "/", **options)

    def looks(self, phase: str) -> None:
        """Look closely at both pages: nothing to complain of, nothing small, nothing that runs wide."""
        self.ward.house.clock.go_on(minutes=1)
        if not self.scripts:
            return  # the same pages; what looks at them is a script
        for hands, letters, targets in ((self.laptop, 22, 56), (self.phone, 14, 24)):
            page = hands.page
            found = [*self.axe(page), *page.evaluate(SMALL_TEXT, letters), *page.evaluate(LOW_TARGETS, targets)]
            if page.evaluate(WIDTH) > page.evaluate("window.innerWidth"):
                found.append("it runs wide")
            self.faults += [f"{phase}, {page.viewport_size}: {fault}" for fault in found]

    def phone_asks(self) -> Page:
        """Let five seconds pass on the phone, when it asks whether anything is new; without scripts draw it anew."""
        page = self.phone.page
        page.clock.run_for(5_500) if self.scripts else page.reload()
        return page

    def turns(self, words: str) -> Page:
        """Go on to the next item at the laptop."""
        page = self.laptop.page
        self.laptop.leaves("Next")
        page.wait_for_url(f"**at={self.ward.line(words)}")
        expect(page.locator("h1")).to_have_text(words)
        return page

    def answers(
        self, answer: str, by: str = "", promise: str = "", due: str = "", owner: str = "", **boxes: str
    ) -> None:
        """Write an answer down at the laptop, with its promise."""
        hands = self.laptop
        hands.choose(answer, ".wv-answering__choice")
        for name, words in boxes.items():
            box = hands.page.locator(f".wv-answering [name={name}]:visible").last
            hands.tap(box)
            box.fill(words)
        if by:
            hands.choose(by, GIVERS)
        if owner:
            hands.choose(owner, ".wv-answering__promise")
        if due:
            hands.choose(due, ".wv-answering__promise")
        if promise:
            hands.writes("What will be done, so that patients can see it?", promise)
            hands.sends()
        else:
            hands.leaves("Write the answer down")
        expect(hands.page.get_by_text(WRITTEN)).to_be_visible()

    def outcomes(self, page: Page) -> list[str]:
        """What the list of the meeting's lines says on a page."""
        page.goto(self.ward.at)
        return page.locator(".wv-agenda__line").all_inner_texts()


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def meeting(
    app: Flask, backstage: Session, clock: SetClock, browser: Browser, axe: Any, request: pytest.FixtureRequest
) -> Iterator[Meeting]:
    ward = TwelveItems(app, backstage, clock)
    with sitting_down(app, browser) as sit:
        yield Meeting(ward, sit, axe, scripts=request.param)


def test_twelve_items_in_one_meeting(meeting: Meeting) -> None:
    the_nurse_looks_at_what_was_promised(meeting)
    the_rep_opens_the_meeting(meeting)
    last_times_promises_come_first(meeting)
    answers_with_their_promises(meeting)
    answers_of_every_other_kind(meeting)
    the_nurse_writes_while_the_laptop_is_elsewhere(meeting)
    the_rest_waits(meeting)
    both_sides_agree(meeting)
    assert meeting.faults == []
    assert {words: taps for words, taps in meeting.taps.items() if taps > MOST_TAPS} == {}
    assert len(meeting.taps) == 5
    assert meeting.ward.came_of() == CAME_OF
    proof = verify(meeting.ward.house.session)
    assert proof.whole, proof.broken


def the_nurse_looks_at_what_was_promised(meeting: Meeting) -> None:
    """On the phone: a promise given while the nurse was out is taken, and a line is written on another."""
    hands, page = meeting.phone, meeting.phone.page
    hands.tap("Yes, this is mine")
    expect(page.get_by_text("It is yours.")).to_be_visible()
    page.goto("/")
    card = page.locator("article", has_text=twelve.BELT)
    card.get_by_label("Write one line").fill("The belt is on its way")
    hands.tap(card.get_by_role("button", name="Progress", exact=True))
    expect(page.get_by_text("Your line is stored.")).to_be_visible()


def the_rep_opens_the_meeting(meeting: Meeting) -> None:
    """Chair and scribe are named, the meeting is opened, and heads are counted."""
    hands, page = meeting.laptop, meeting.laptop.page
    page.goto(f"{meeting.ward.at}/room")
    meeting.phone.page.goto(f"{meeting.ward.at}/room")
    meeting.looks("before")
    hands.leaves(page.get_by_role("link", name="Who does what today"))
    hands.writes("Who chairs?", "Oak")
    hands.choose("The chair is a patient")
    hands.lists("Or which member of staff?", TOM)
    hands.leaves("Write it down")
    hands.leaves(page.get_by_role("link", name="Go to the meeting room"))
    hands.leaves("Open the meeting")
    expect(page.get_by_role("heading", name="Who is here")).to_be_visible()
    meeting.phone.page.goto(f"{meeting.ward.at}/room")
    meeting.looks("who is here")
    for label, count in (("Patients", 8), ("Patients on the ward today", 14), ("Ward staff", 3)):
        page.get_by_label(label, exact=True).fill(str(count))
    hands.tap("Write it down")
    expect(page.get_by_text("Who is here is written down.")).to_be_visible()


def last_times_promises_come_first(meeting: Meeting) -> None:
    """Patients' hands say that the water is warm, and that the chairs may be left."""
    page = meeting.laptop.page
    expect(page.get_by_role("heading", name="What was promised before")).to_be_visible()
    expect(page.get_by_text("The belt is on its way")).to_be_visible()
    meeting.looks("promises")
    for words, label, count in ((twelve.WATER, "Yes", 6), (twelve.CHAIRS, "Yes, leave it", 5)):
        card = page.locator(".wv-room__promise", has_text=words)
        card.get_by_label(label, exact=True).fill(str(count))
        meeting.laptop.leaves(card.get_by_role("button", name="Write the hands down"))
        expect(page.get_by_text("The hands are written down.")).to_be_visible()


def answers_with_their_promises(meeting: Meeting) -> None:
    """The third time stands on top. Whoever decides about the shop is not here, and is asked again."""
    hands, page = meeting.laptop, meeting.laptop.page
    with hands.counted() as taps:
        meeting.turns(twelve.HOT)
        meeting.answers("Yes", TOM, promise="Call the plumber", due="In 1 week")
    meeting.taps[twelve.HOT] = taps[0]
    phone = meeting.phone_asks()
    if meeting.scripts:  # without them the room is asked for anew, at the step that everybody looks at
        meeting.phone.leaves(phone.locator(".wv-outline__where a"))
    expect(phone.get_by_text("Call the plumber")).to_be_visible()
    expect(page.get_by_text("raised 3 times")).to_be_visible()
    meeting.looks("an answer")
    meeting.turns(twelve.SHOP)
    hands.tap(page.get_by_role("button", name=f"{ANN} is not here"))
    expect(page.get_by_text(f"{ANN} was not there")).to_be_visible()
    hands.tap("Let it wait")
    expect(page.get_by_text("It waits for the next meeting.")).to_be_visible()
    with hands.counted() as taps:
        meeting.turns(twelve.DRYER)
        meeting.answers("Yes", promise="Order a belt", due="In 1 week")
    meeting.taps[twelve.DRYER] = taps[0]


def answers_of_every_other_kind(meeting: Meeting) -> None:
    """Hands for the barbecue and a promise for somebody who is not here; a no, something passed on, and two thanks."""
    hands, page = meeting.laptop, meeting.laptop.page
    meeting.turns(twelve.BARBECUE)
    hands.tap("Stop the time")
    expect(page.get_by_text("The time stands still since")).to_be_visible()
    expect(meeting.phone_asks().get_by_text("The time stands still since")).to_be_visible()
    hands.leaves("Let the time go on")
    hands.tap(page.get_by_text("Ask for a show of hands"))
    hands.choose("We will weigh it")
    page.get_by_role("group", name="Patients").get_by_label("For", exact=True).fill("7")
    meeting.looks("an item")
    hands.tap("Write the hands down")
    expect(page.get_by_text("Patients: 7 for, 0 against, 0 not sure.")).to_be_visible()
    with hands.counted() as taps:
        hands.taps += 1  # the button that led here
        meeting.answers("Partly", owner=ANN, promise="Ask the kitchen for coal", due="In 2 weeks")
    meeting.taps[twelve.BARBECUE] = taps[0]
    meeting.turns(twelve.NETWORK)
    meeting.answers("No", words="Nobody can drive there on that day.", review_on="2026-06-01")
    meeting.turns(twelve.KEYS)
    meeting.answers("Passed to somebody", passed_to="the night manager", check_on="2026-03-16")
    for words in (twelve.ORANGE, twelve.FISH):
        meeting.turns(words)
        hands.leaves("Write the answer down")
        expect(page.get_by_text(WRITTEN)).to_be_visible()


def the_nurse_writes_while_the_laptop_is_elsewhere(meeting: Meeting) -> None:
    """The phone goes ahead to the hoodies while the laptop still thanks for the fish; the laptop finds it done."""
    phone, page = meeting.phone, meeting.phone_asks()
    before = phone.taps
    phone.leaves(page.locator("#outline").get_by_role("link", name=twelve.HOODIES))
    expect(page.locator("h1")).to_have_text(twelve.HOODIES)
    phone.choose("Yes", ".wv-answering__choice")
    phone.choose(TOM, GIVERS)
    phone.choose("In 1 week", ".wv-answering__promise")
    phone.writes("What will be done, so that patients can see it?", "Take the sign down")
    meeting.looks("the phone writes")
    phone.leaves("Write the answer down")
    expect(page.get_by_text(WRITTEN)).to_be_visible()
    meeting.taps[twelve.HOODIES] = phone.taps - before
    meeting.turns(twelve.HOODIES)
    expect(meeting.laptop.page.get_by_text("Take the sign down")).to_be_visible()


def the_rest_waits(meeting: Meeting) -> None:
    """A day that no button says; one item needs to be known better, and for the last there is no time."""
    hands, page = meeting.laptop, meeting.laptop.page
    with hands.counted() as taps:
        meeting.turns(twelve.LAMP)
        hands.choose("Another day", ".wv-answering__promise")
        page.get_by_label("Which day?").fill(LATER.isoformat())  # the day itself is typed, as words are
        meeting.answers("Partly", promise="Put in a new lamp")
    meeting.taps[twelve.LAMP] = taps[0]
    meeting.turns(twelve.TROLLEY)
    hands.tap(page.get_by_text("Not today: it waits for the next meeting"))
    hands.choose("We need to know more first")
    hands.tap("Let it wait")
    expect(page.get_by_text("It waits for the next meeting.")).to_be_visible()
    meeting.turns(twelve.FILM)
    hands.tap("Next")
    expect(page.get_by_role("heading", name="The end of the meeting")).to_be_visible()
    expect(page.locator(".wv-room__left li")).to_have_text([twelve.FILM])
    hands.writes("Why do we stop early?", "Dinner is here")
    meeting.looks("the end")
    hands.leaves("Stop early and close the meeting")
    expect(page.get_by_text("The meeting is closed.")).to_be_visible()


def both_sides_agree(meeting: Meeting) -> None:
    """Laptop and phone show the same outcomes; both say that the minutes are fair, and they are one sheet of paper."""
    laptop, phone = meeting.laptop, meeting.phone
    seen = meeting.outcomes(laptop.page)
    assert len(seen) == len(CAME_OF)
    assert meeting.outcomes(phone.page) == seen
    for hands, said in ((phone, "Your yes is noted."), (laptop, "The minutes are agreed.")):
        hands.page.goto(f"{meeting.ward.at}/minutes")
        hands.leaves("This is a fair record")
        expect(hands.page.get_by_text(said)).to_be_visible()
    meeting.looks("minutes")
    (shown,) = meeting.ward.house.stored_now(Shown)
    assert (shown.patients_for, shown.patients_against) == (7, 0)
    laptop.page.goto(f"/print/minutes/{meeting.ward.meeting.id}")
    for words in CAME_OF:
        expect(laptop.page.get_by_text(words).first).to_be_visible()
    assert sheets(laptop.page) == 1
