"""Half past eleven and half past midnight in summer: the hospital's clock decides which day it is, not UTC's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.council.hospital import TwoWards
from tests.council.house import House
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.models import Item, Outcome
from wardvoice.agenda.queries import tally
from wardvoice.agenda.rules import Answer
from wardvoice.board.queries import Show, board

DAY = date(2026, 7, 7)
LATE, EARLY = datetime(2026, 7, 7, 22, 30, tzinfo=UTC), datetime(2026, 7, 7, 23, 30, tzinfo=UTC)
"""23:30 on 7 July in London, and 00:30 on the 8th: for UTC both are the 7th."""
At = Callable[[TwoWards, datetime], None]


def at(wards: TwoWards, moment: datetime) -> None:
    wards.clock.go_on(seconds=(moment - wards.clock.now()).total_seconds())


def by_the_manager(wards: TwoWards, item: Item) -> None:
    facts: dict[str, Any] = {"item": item, "answer": Answer.YES, "words": "Mended", "by_when": wards.clock.today}
    wards.does(wards.people["manager of Alder"], agenda.answer_item, **facts)


@pytest.mark.parametrize(("moment", "day"), [(LATE, DAY), (EARLY, DAY + timedelta(days=1))])
def test_a_written_answer_in_the_same_hour_as_the_fourth_time_ends_the_debt(
    wards: TwoWards, moment: datetime, day: date
) -> None:
    at(wards, moment)
    item = wards.raised_again()
    assert tally(wards.session, item, wards.clock.now()).owed_since == day
    wards.clock.go_on(minutes=5)
    by_the_manager(wards, item)
    assert tally(wards.session, item, wards.clock.now()).owed_since is None
    assert wards.session.scalars(select(Outcome.day).where(Outcome.item_id == item.id)).one() == day


def test_an_answer_of_the_evening_before_the_fourth_time_does_not(wards: TwoWards) -> None:
    at(wards, LATE)
    item = wards.item("The lamp")
    by_the_manager(wards, item)
    earlier = [wards.item(f"The lamp, {n}") for n in range(3)]
    at(wards, EARLY)
    for one in earlier:
        wards.does(wards.people["rep of Alder"], agenda.link_items, item=item, earlier=one)
    assert tally(wards.session, item, wards.clock.now()).owed_since == DAY + timedelta(days=1)


@pytest.mark.parametrize(("moment", "late"), [(LATE, False), (EARLY, True)])
def test_the_councils_answer_is_late_from_midnight_on_the_wards_clock(
    house: House, moment: datetime, late: bool
) -> None:
    wards = house.wards
    at(wards, datetime(2026, 6, 9, 10, tzinfo=UTC))
    item = wards.refused()
    house.tick()
    wards.agenda()
    at(wards, moment)
    facts = {"item": wards.stands_for(item), "answer": Answer.YES, "words": "A new one"}
    wards.does(wards.there("lead"), agenda.answer_item, **facts)
    page = house.at("terminal of Alder").get("/board").text
    assert ("It came late. It was due on Tuesday 7 July." in page) is late
    council = house.council("patient of Birch").page.text
    assert ("Answered late" in council) is late


@pytest.mark.parametrize(("moment", "is_news"), [(LATE, False), (EARLY, True)])
def test_news_of_a_week_begin_at_midnight_on_the_wards_clock(wards: TwoWards, moment: datetime, is_news: bool) -> None:
    at(wards, datetime(2026, 6, 1, 10, tzinfo=UTC))
    item = wards.item("The lamp")
    wards.out_on_alder()
    at(wards, moment)
    wards.answered(item)
    at(wards, datetime(2026, 7, 15, 10, tzinfo=UTC))
    facts = {"now": wards.clock.now(), "today": wards.clock.today}
    lines = board(wards.session, wards.alder.id, Show.NEWS, **facts).lines
    assert [line.asked.id for line in lines] == [item.id] * is_news
