"""What is printed for a usual week stands on one page of A4 each, as a printer would be given it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from tests import builders
from tests.agenda.house import House
from tests.board.rows import NOW, TODAY, Rows
from tests.browser.sitting import Sit, house, sit
from wardvoice.agenda.rules import EntryState, ItemState
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingState
from wardvoice.paper import commands
from wardvoice.people.models import Account

__all__ = ["house", "sit"]

SAID = "This is the second time. Supper is too early, and by nine we are hungry."
LINES, PROMISES = 12, 10


@pytest.fixture
def week(house: House) -> House:
    """Twelve items on the agenda of Thursday, and ten promises that are open, half of them due now."""
    rows = Rows(house.session, house.ward, house.session.get_one(Account, house.nurse_actor.id))
    house.ward.numbers = "Ward office: dial 2400\nAdvocate: 01632 960 114 (free from the ward phone)"
    out = rows.meeting(TODAY + timedelta(days=3), state=MeetingState.PUBLISHED)
    for n in range(LINES):
        item = rows.item(f"{SAID} ({n})", placed=False, state=ItemState.PLACED, received_on=TODAY - timedelta(days=2))
        rows.entry(out, item, state=EntryState.ON, place=n + 1)
    for n in range(PROMISES):
        item = rows.item(f"{SAID} ({n})", received_on=TODAY - timedelta(days=5 * n))
        rows.answer(item, words="The kitchen looks for a way.", at=NOW - timedelta(days=8))
        rows.promise(item, TODAY - timedelta(days=1), TODAY + timedelta(days=n))
    house.session.commit()
    return house


def sheets(page: Page) -> int:
    """Return how many pages a printer would be given."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("address", ["agenda", "asked", "due", "outage"])
def test_a_usual_week_stands_on_one_page(week: House, sit: Sit, address: str) -> None:
    assert sheets(sit(week.nurse, f"/print/{address}")) == 1


def test_the_chairs_script_of_a_usual_week_stands_on_one_page(week: House, sit: Sit) -> None:
    out = week.session.scalars(select(Meeting.id).where(Meeting.state == MeetingState.PUBLISHED)).one()
    week.session.commit()  # an open transaction would keep the pages from writing
    assert sheets(sit(week.nurse, f"/print/script/{out}")) == 1


def test_the_pack_has_a_page_to_write_on_and_two_forms_to_a_sheet(week: House, sit: Sit) -> None:
    pack = builders.done(week.session, week.nurse_actor, commands.print_pack, week.clock, forms=4)
    assert sheets(sit(week.nurse, f"/print/outage/{pack.id}")) == 4


def test_how_the_ward_is_doing_in_short_stands_on_one_page(week: House, sit: Sit) -> None:
    assert sheets(sit(week.nurse, f"/print/evidence/{week.ward.id}/summary?from=2026-01-01&to=2026-12-31")) == 1
