"""A ward with an agenda of twelve items of every kind, last time's promises before them, and hands that count taps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from typing import Any

from flask import Flask
from playwright.sync_api import Locator, Page
from sqlalchemy.orm import Session

from tests.actions.house import HouseWorld
from tests.conftest import SetClock
from wardvoice.actions import commands as actions
from wardvoice.actions.models import Action
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.models import AgendaEntry, Item, Outcome
from wardvoice.agenda.rules import Answer, ItemKind, ShownAs, Topic
from wardvoice.core.actor import Actor
from wardvoice.meetings import commands as meetings
from wardvoice.meetings.models import Meeting
from wardvoice.minutes import commands as minutes
from wardvoice.minutes.commands import Given, Promised
from wardvoice.people.models import Account

OPENED, LAST_TIME, OUT, TODAY = date(2026, 1, 5), date(2026, 2, 23), date(2026, 2, 27), date(2026, 3, 2)
HOT, SHOP, DRYER, BARBECUE = (
    "No hot water in the morning",
    "Two paid jobs in the shop",
    "The dryer is broken",
    "A barbecue",
)
NETWORK, KEYS, ORANGE, FISH = (
    "Who goes to the network?",
    "Keys, all night",
    "Thanks for the fruit",
    "Keep the Friday fish",
)
HOODIES, LAMP, TROLLEY, FILM = "Why no hoodies?", "The lamp flickers", "A trolley for books", "A film on Friday"
WATER, BELT, SOAP, CHAIRS = "Bleed the pipes", "Fit a new belt", "Put soap in each bathroom", "Buy ten chairs"
"""What was promised last time: WATER is said to be done, CHAIRS cannot be done, BELT is on its way, SOAP was given to
somebody who was not in the room."""

ITEMS = {
    HOT: (ItemKind.PROBLEM, Topic.ROOMS),
    SHOP: (ItemKind.IDEA, Topic.ACTIVITIES),
    DRYER: (ItemKind.PROBLEM, Topic.LAUNDRY),
    BARBECUE: (ItemKind.IDEA, Topic.FOOD),
    NETWORK: (ItemKind.QUESTION, Topic.SOMETHING_ELSE),
    KEYS: (ItemKind.PROBLEM, Topic.SLEEP),
    ORANGE: (ItemKind.THANKS, Topic.FOOD),
    FISH: (ItemKind.KEEP, Topic.FOOD),
    HOODIES: (ItemKind.CHALLENGE, Topic.RESPECT),
    LAMP: (ItemKind.PROBLEM, Topic.SOMETHING_ELSE),
    TROLLEY: (ItemKind.IDEA, Topic.ACTIVITIES),
    FILM: (ItemKind.QUESTION, Topic.ACTIVITIES),
}


class TwelveItems:
    """Alder on the morning of its meeting: twelve items are out, the manager who decides about the shop is away."""

    def __init__(self, app: Flask, session: Session, clock: SetClock) -> None:
        clock.go_to(OPENED)
        self.house = house = HouseWorld(app, session, clock)
        for name, job in (("Bo", "nurse"), ("Cy", "support worker"), ("Di", "nurse"), ("Ed", "occupational therapist")):
            house.account(name, job)
        before = []
        for day in (OPENED + timedelta(days=21), LAST_TIME):
            clock.go_to(day)
            before.append(house.item(words=HOT, read_on=day))
        self._last_time(before[-1])
        clock.go_to(OUT)
        self.meeting = self._out(before)
        clock.go_to(TODAY, 10, 28)
        session.commit()

    @property
    def at(self) -> str:
        return f"/meetings/{self.meeting.id}"

    def line(self, words: str) -> str:
        """The id of an item's line on the agenda."""
        return next(str(one.id) for one in self.lines if one.item_id and self.words[one.item_id] == words)

    def came_of(self) -> dict[str, tuple[Any, ...]]:
        """What the database holds of each item: the answer or why it waits, and who promised what by which day."""
        promised = {one.outcome_id: one for one in self.house.stored_now(Action)}
        lines = {one.id for one in self.lines}
        found = [one for one in self.house.stored_now(Outcome) if one.entry_id in lines]
        return {self.words[one.item_id]: (_told(one), *self._promise(promised.get(one.id))) for one in found}

    def _promise(self, action: Action | None) -> tuple[Any, ...]:
        if action is None:
            return ()
        return action.words, self.house.session.get_one(Account, action.owner_id).name, action.first_date

    def _last_time(self, hot: Item) -> None:
        """Four promises were made; about two of them the room is asked today."""
        house = self.house
        meeting = house.meeting(day=LAST_TIME, published_at=house.clock.now())
        promised = {WATER: house.nurse, CHAIRS: house.manager, BELT: house.nurse, SOAP: house.nurse}
        given_by = {SOAP: house.manager}
        made = {}
        for words, owner in promised.items():
            item = hot if words == WATER else house.item(words=f"Please: {words.lower()}", read_on=house.today)
            given = Given(Answer.YES, given_by.get(words, owner), "Yes", something_to_do=True)
            due = Promised(words, owner, LAST_TIME + timedelta(days=7))
            facts = {"meeting": meeting, "entry": house.line(meeting, item), "given": given, "promised": due}
            _outcome, made[words] = self.does(house.as_rep(), minutes.record_answer, **facts)
        self.does(house.as_rep(), minutes.close_meeting, meeting=meeting)
        self.does(house.as_staff(house.nurse), actions.report_done, action=made[WATER], words="It runs warm")
        self.does(house.as_staff(house.manager), actions.report_cannot, action=made[CHAIRS], words="No money this year")

    def _out(self, asked_before: list[Item]) -> Meeting:
        house, rep = self.house, self.house.as_rep()
        meeting = self.does(rep, meetings.plan_meeting, day=TODAY, at=time(10, 30), place="the day room", minutes=60)
        raised = {words: self._raise(words, *what) for words, what in ITEMS.items()}
        for words, item in list(raised.items())[1:]:
            self.does(rep, agenda.read_item, item=item)
            entry = self.does(rep, agenda.place_item, meeting=meeting, item=item)
            if words == SHOP:
                self.does(rep, agenda.name_decider, entry=entry, person=house.manager)
        self.does(rep, agenda.read_item, item=raised[HOT])
        for earlier in asked_before:
            self.does(rep, agenda.link_items, item=raised[HOT], earlier=earlier)
        self.does(rep, agenda.publish, meeting=meeting)
        self.words = {item.id: words for words, item in raised.items()}
        found = house.session.query(AgendaEntry).filter_by(meeting_id=meeting.id).order_by(AgendaEntry.place)
        self.lines = list(found)
        return meeting

    def _raise(self, words: str, kind: ItemKind, topic: Topic) -> Item:
        patient = self.house.as_patient(self.house.kestrel)
        facts = {"kind": kind, "topic": topic, "words": words, "shown_as": ShownAs.PATIENT}
        item: Item = self.does(patient, agenda.raise_item, **facts)
        return item

    def does(self, actor: Actor, command: Any, **facts: Any) -> Any:
        """What somebody has done and stored."""
        work = self.house.work(actor)
        made = command(work, **facts)
        work.commit()
        return made


def _told(outcome: Outcome) -> str:
    return str(outcome.answer or outcome.carried_because)


class Hands:
    """Whoever sits before a page, and how often they tap or press a key beside the words that they write."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, what: Locator | str) -> None:
        """Tap on something, or on the button that says so."""
        self.taps += 1
        (self.page.get_by_role("button", name=what, exact=True) if isinstance(what, str) else what).click()

    def leaves(self, what: Locator | str) -> None:
        """Tap on what leads to another page, and wait for it."""
        with self.page.expect_navigation():
            self.tap(what)

    def choose(self, label: str, among: str = "main") -> None:
        """Tap on one of a few answers."""
        self.tap(self.page.locator(f"{among} label", has_text=label).locator("visible=true").first)

    def writes(self, label: str, words: str, within: str = "main") -> None:
        """Tap into a box and write."""
        box = self.page.locator(within).get_by_label(label).locator("visible=true").first
        self.tap(box)
        box.fill(words)

    def sends(self) -> None:
        """Press Enter."""
        self.taps += 1
        self.page.keyboard.press("Enter")

    def lists(self, label: str, option: str) -> None:
        """Open a list and choose from it."""
        self.taps += 2
        self.page.get_by_label(label).locator("visible=true").first.select_option(label=option)

    @contextmanager
    def counted(self) -> Iterator[list[int]]:
        """Count what is tapped meanwhile."""
        before, count = self.taps, [0]
        yield count
        count[0] = self.taps - before
