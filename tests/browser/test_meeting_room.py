"""The meeting room in a real browser: few taps for an answer, and two browsers in one meeting that stay in step."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.actions.house import HouseWorld
from tests.browser.sitting import Sit, leaves, sitting_down
from tests.minutes.conftest import house
from wardvoice.actions.models import Action
from wardvoice.agenda.models import Outcome

__all__ = ["house"]

MOST_TAPS = 6
A_QUARTER = re.compile("^(15:00|14:[0-9]{2}) left$")
"""What stands on the clock of a line that has fifteen minutes, and that was just turned to."""
COUNT_TAPS = """() => {
  window.taps = 0;
  addEventListener("click", event => { if (event.isTrusted) window.taps += 1; }, true);
  addEventListener("keydown", event => { if (event.key.length > 1) window.taps += 1; }, true);
}"""


class Room:
    """A meeting of two items; the rep's laptop, and the nurse's phone that writes it down."""

    def __init__(self, house: HouseWorld, sit: Sit) -> None:
        self.house, self.sit, self.nurse = house, sit, str(house.nurse.id)
        meeting = house.meeting(published_at=house.clock.now(), scribe_id=house.nurse.id, minutes=40)
        entries = [house.line(meeting, house.item(words=words, read_on=house.today)) for words in ("Dryer", "Lamp")]
        self.lines = [str(entry.id) for entry in entries]
        self.room = f"/meetings/{meeting.id}/room"
        house.session.commit()

    def laptop(self, at: str, **more: Any) -> Page:
        return self.sit(self.house.rep_at_laptop(), self.at(at), viewport={"width": 1366, "height": 768}, **more)

    def phone(self, at: str) -> Page:
        return self.sit(self.house.staff(), self.at(at), viewport={"width": 390, "height": 844})

    def at(self, step: str) -> str:
        return f"{self.room}?at={step}"


@pytest.fixture
def room(house: HouseWorld, browser: Browser) -> Iterator[Room]:
    with sitting_down(house.app, browser) as sit:
        yield Room(house, sit)


def test_an_answer_with_its_promise_takes_six_taps_beyond_the_words(room: Room) -> None:
    page = room.laptop("promises")
    taps = []
    for n in range(2):
        page.evaluate(COUNT_TAPS)
        leaves(page, page.get_by_role("button", name="Next", exact=True))
        page.wait_for_url(f"**at={room.lines[n]}")
        taps.append(page.evaluate("window.taps") or 1)
        page.evaluate(COUNT_TAPS)
        page.get_by_label("Yes", exact=True).first.click()
        if n == 0:  # afterwards whoever answered last stands there already
            page.get_by_label("Tom (nurse)").first.click()
        page.get_by_label("What will be done, so that patients can see it?").click()
        page.keyboard.type("Mend it")
        page.get_by_label("In 1 week").click()
        taps[-1] += page.evaluate("window.taps") + 1
        page.keyboard.press("Enter")
        expect(page.get_by_text("The answer is written down.")).to_be_visible()
    assert taps[0] <= MOST_TAPS, taps
    assert taps[1] < taps[0]
    assert [action.words for action in room.house.stored_now(Action)] == ["Mend it"] * 2


def test_laptop_and_phone_stay_in_step_and_lose_nothing(room: Room) -> None:
    rep, scribe = room.laptop("promises"), room.phone(room.lines[0])
    leaves(rep, rep.get_by_role("button", name="Next", exact=True))
    expect(rep.get_by_role("timer")).to_have_text(A_QUARTER)
    expect(scribe.get_by_role("timer")).to_be_visible()
    leaves(rep, "Stop the time")
    expect(scribe.get_by_text("The time stands still since")).to_be_visible()
    scribe.get_by_label("Yes", exact=True).first.check()
    scribe.get_by_label("The answer in words").fill("The phone’s words")
    rep.get_by_label("Partly", exact=True).first.check()
    rep.get_by_label("The answer in words").fill("The laptop’s words")
    rep.get_by_label("Tom (nurse)").first.check()
    rep.get_by_label("Nothing more has to be done").check()
    rep.get_by_role("button", name="Write the answer down").click()
    expect(rep.get_by_text("The answer is written down.")).to_be_visible()
    expect(scribe.get_by_text("Somebody else has written here.")).to_be_visible()
    scribe.get_by_label("Tom (nurse)").first.check()
    scribe.get_by_label("Nothing more has to be done").check()
    scribe.get_by_role("button", name="Write the answer down").click()
    expect(scribe.get_by_text("The laptop’s words")).to_be_visible()
    expect(scribe.get_by_label("The answer in words")).to_have_value("The phone’s words")
    leaves(rep, rep.get_by_role("button", name="Next", exact=True))
    expect(scribe.get_by_text("Everybody looks at:")).to_be_visible()
    wide = scribe.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert wide, "the phone scrolls sideways"
    assert [outcome.words for outcome in room.house.stored_now(Outcome)] == ["The laptop’s words"]


def test_without_scripts_the_time_is_a_plain_line(room: Room) -> None:
    page = room.laptop("promises", java_script_enabled=False)
    page.get_by_role("button", name="Next", exact=True).click()
    expect(page.get_by_text("On since 10:30, planned until 10:45.")).to_be_visible()
    page.get_by_role("button", name="Stop the time").click()
    expect(page.get_by_text("The time stands still since 10:30.")).to_be_visible()
