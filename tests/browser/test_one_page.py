"""What is printed for a usual week fits on one A4 page each: the agenda, in Easy Read too, and the chair's script."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests import builders
from tests.agenda.house import House
from tests.browser.sitting import Sit, house, sit
from wardvoice.actions.commands import make_promise
from wardvoice.agenda import commands
from wardvoice.agenda import queries as of_agenda
from wardvoice.agenda.rules import Answer, ItemKind, Topic
from wardvoice.meetings.commands import add_standing_item
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import Decides
from wardvoice.people.models import Account
from wardvoice.questions.commands import put_question

__all__ = ["house", "sit"]

PAGE = re.compile(rb"/Type\s*/Page\b")
SAID = (
    "The dryer has been broken for two weeks, and everything smells.",
    "More fruit at breakfast, please, not only bananas.",
    "Why is the garden locked at half past six? It is still light then.",
    "The lamp in my room flickers all night. I cannot sleep.",
    "Thank you for the music on Sunday.",
    "Can we have a phone with a longer cord?",
)
PROMISED = ("Mend the dryer", "Ask the kitchen for apples and pears", "Put in a new lamp", "A longer cord")


@pytest.fixture
def usual(house: House) -> Meeting:
    """Twelve items, a question, two things that always stand on it, and eight promises from last time."""
    account = house.session.get(Account, house.nurse_actor.id)
    for n in range(8):
        asked = builders.an_item(house.ward, SAID[n % 6], clock=house.clock)
        outcome = builders.done(
            house.session, house.nurse_actor, commands.answer_item, house.clock,
            item=asked, answer=Answer.YES, words="We will.", something_to_do=True,
        )  # fmt: skip
        facts = {"words": PROMISED[n % 4], "owner": account, "due": house.clock.today + timedelta(days=5 + n)}
        does(house, make_promise, outcome=outcome, **facts)
    for title in ("Ward news", "Any other business"):
        does(house, add_standing_item, title=title, at_end=True)
    topics = list(Topic)
    for n in range(12):
        kind = ItemKind.THANKS if SAID[n % 6].startswith("Thank") else ItemKind.PROBLEM
        builders.an_item(house.ward, SAID[n % 6], topic=topics[n], kind=kind, clock=house.clock)
    meeting = builders.a_meeting(house.ward, clock=house.clock)
    does(house, put_question, meeting=meeting, words="A film on Friday?", decides=Decides.WE_WILL_DO)
    for item in of_agenda.waiting(house.session, house.ward.id):
        does(house, commands.place_item, meeting=meeting, item=item)
    published: Meeting = does(house, commands.publish, meeting=meeting)
    return published


def does(house: House, command: Callable[..., Any], **facts: Any) -> Any:
    return builders.done(house.session, house.rep_actor, command, house.clock, **facts)


def test_agenda_easy_read_and_script_are_one_page_each(house: House, sit: Sit, usual: Meeting) -> None:
    page = sit(house.rep, "/print")
    printed = {}
    for address in ("/print/agenda", "/print/agenda/easy", f"/print/script/{usual.id}"):
        page.goto(address)
        assert page.locator("li, h3").count() > 12
        printed[address] = len(PAGE.findall(page.pdf(prefer_css_page_size=True)))
    assert printed == dict.fromkeys(printed, 1)
