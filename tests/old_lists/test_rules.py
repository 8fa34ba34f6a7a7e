"""Days, states and columns as people write them into a list: read, or refused with a sentence that says why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wardvoice.core.errors import RuleBroken
from wardvoice.old_lists.rules.columns import Field, columns_in, only_once
from wardvoice.old_lists.rules.days import NO_DAY, NOT_SO, TOO_FAR, TWO_WAYS, UNREAD, WHICH_YEAR, days_in
from wardvoice.old_lists.rules.states import AHEAD, BOTH, UNKNOWN, Stands, state_told

TODAY = date(2026, 3, 2)
AGREED = date(2024, 2, 1)


def day(text: str, agreed: date | None = None) -> date:
    (one,) = days_in(text, agreed=agreed, today=TODAY)
    return one


@pytest.mark.parametrize(
    "text",
    [
        *("3/4/24", "03/04/2024", "03.04.2024", "3-4-2024", "3 / 4 / 24", "2024-04-03", "2024/04/03", "3.4.24."),
        *("2024-04-03T00:00:00", "03/04/2024 00:00", "3 April 2024", "3rd of April, 2024", "Wed 3 Apr 24", "3-Apr-24"),
        *("April 3, 2024", "by 3/4/24", "45385", "w/e 3/4/24", "03/04/24 (revised)", "w/c 28 March 2024"),
    ],
)
def test_a_day_is_read_in_every_way_in_which_it_is_written(text: str) -> None:
    assert day(text) == date(2024, 4, 3)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        *(("end of March 2024", date(2024, 3, 31)), ("End Feb 24", date(2024, 2, 29)), ("Mar-24", date(2024, 3, 31))),
        *(("mid March 2024", date(2024, 3, 15)), ("Sept 2025", date(2025, 9, 30)), ("w/c 4/3/24", date(2024, 3, 10))),
    ],
)
def test_a_month_or_week_is_meant_to_its_end(text: str, ends: date) -> None:
    assert day(text) == ends


@pytest.mark.parametrize(
    ("text", "then"),
    [
        *(("24-Mar", date(2024, 3, 24)), ("24/3", date(2024, 3, 24)), ("end of March", date(2024, 3, 31))),
        *(("5 January", date(2025, 1, 5)), ("29 Feb", date(2024, 2, 29)), ("1/2", AGREED)),
    ],
)
def test_a_year_that_is_left_out_follows_from_when_it_was_agreed(text: str, then: date) -> None:
    assert day(text, AGREED) == then
    with pytest.raises(RuleBroken, match="of which year"):
        day(text)


def test_several_days_are_read_in_their_order() -> None:
    told = days_in("3/4/24, extended to 10 May 2024 then 2024-06-01", agreed=None, today=TODAY)
    assert told == (date(2024, 4, 3), date(2024, 5, 10), date(2024, 6, 1))


@pytest.mark.parametrize(
    ("sentence", "texts"),
    [
        (NO_DAY, ("ASAP", "asap.", "ongoing", "On-going", "TBC", "tba", "N/A", "-", "?", "Immediate", "next meeting")),
        (NOT_SO, ("04/25/2024", "31/02/2024", "30.2.24", "31 April 2024", "29 Feb 2023", "2024-13-01", "31/2")),
        (WHICH_YEAR, ("May", "12 June")),
        (TWO_WAYS, ("March 24",)),
        (TOO_FAR, ("3/4/1924", "3/4/2030", "1 Jan 1999")),
        (UNREAD, ("", "after 3/4/24", "not before 3/4/24", "Easter", "2024", "12", "3/4/2", "Sam", "3/4/24-10/4/24")),
    ],
)
def test_what_is_no_day_is_refused_and_told_why(sentence: str, texts: tuple[str, ...]) -> None:
    for text in texts:
        with pytest.raises(RuleBroken) as refusal:
            days_in(text, agreed=None, today=TODAY)
        assert refusal.value.message == sentence, text


@given(some.text(max_size=60), some.sampled_from([None, AGREED]))
def test_no_text_ever_breaks_it(text: str, agreed: date | None) -> None:
    try:
        days = days_in(text, agreed=agreed, today=TODAY)
    except RuleBroken:
        return
    assert days
    assert all(date(2000, 1, 1) <= one <= TODAY + timedelta(days=731) for one in days)


@given(some.dates(date(2000, 1, 1), date(2027, 12, 31)))
def test_the_day_comes_first(one: date) -> None:
    written = (f"{one.day}/{one.month}/{one.year}", f"{one:%d.%m.%y}", f"{one:%d %B %Y}", f"{one:%d-%b-%y}", str(one))
    assert [day(text) for text in written] == [one] * len(written)


# --- how it stands ----------------------------------------------------------------------------------------------------


def stands(status: str = "", colour: str = "", done: str = "") -> tuple[Stands, date | None]:
    return state_told(status, colour, done, agreed=AGREED, today=TODAY)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (("",), Stands.OPEN),
        (("Open",), Stands.OPEN),
        (("in progress - chased twice",), Stands.OPEN),
        (("Not complete",), Stands.OPEN),
        (("Partly done",), Stands.OPEN),
        (("75%",), Stands.OPEN),
        (("Completed",), Stands.DONE),
        (("CLOSED.",), Stands.DONE),
        (("100 %",), Stands.DONE),
        (("✓",), Stands.DONE),
        (("Cancelled: no money",), Stands.CANNOT),
        (("No longer required",), Stands.CANNOT),
        (("", "Green"), Stands.OPEN),
        (("", "Blue"), Stands.DONE),
        (("Done", "Red"), Stands.DONE),
        (("Open", "some colour"), Stands.OPEN),
        (("", "", "Y"), Stands.DONE),
        (("", "", "no"), Stands.OPEN),
        (("", "Amber", "Yes"), Stands.DONE),
    ],
)
def test_a_state_is_read_from_its_first_words(told: tuple[str, ...], expected: Stands) -> None:
    assert stands(*told) == (expected, None)


@pytest.mark.parametrize(
    "told", [("Completed 3/4/24",), ("", "", "3/4/24"), ("Closed", "Red", "03-Apr-2024"), ("done", "", "3 Apr")]
)
def test_the_day_on_which_it_was_done_is_read_where_it_stands(told: tuple[str, ...]) -> None:
    assert stands(*told) == (Stands.DONE, date(2024, 4, 3))


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (("see minutes",), UNKNOWN),
        (("", "mauve"), UNKNOWN),
        (("Open", "", "3/4/24"), BOTH),
        (("Cancelled", "", "yes"), BOTH),
        (("Done", "", "3/4/27"), AHEAD),
        (("Done", "", "ask Sam"), UNREAD),
    ],
)
def test_what_does_not_say_how_it_stands_is_refused(told: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        stands(*told)
    assert refusal.value.message == sentence


# --- columns ----------------------------------------------------------------------------------------------------------


def test_columns_are_known_by_their_usual_names() -> None:
    cells = [
        "Ref",
        "Issue raised",
        "ACTION",
        "By whom?",
        "Target date",
        "Date agreed",
        "Status",
        "RAG",
        "Comments",
        "Completed",
    ]
    told = [
        Field.ASKED,
        Field.WORDS,
        Field.OWNER,
        Field.DUE,
        Field.AGREED,
        Field.STATUS,
        Field.RAG,
        Field.SAID,
        Field.DONE,
    ]
    assert list(columns_in(cells).values()) == told
    assert columns_in(["What", "Lead", "Due"]) == {0: Field.WORDS, 1: Field.OWNER, 2: Field.DUE}
    assert columns_in(["Action (what?)", "Owner / Lead", "Due"]) == {0: Field.WORDS, 1: Field.OWNER, 2: Field.DUE}


def test_a_completion_date_is_the_aim_unless_another_column_tells_that() -> None:
    assert columns_in(["Action", "Completion date"])[1] is Field.DUE
    assert columns_in(["Action", "Due", "Completion date"])[2] is Field.DONE


@pytest.mark.parametrize(
    "cells", [[], ["Action"], ["Owner", "Due"], ["Our action log", "Due"], ["Raised by", "Action"]]
)
def test_a_line_that_names_too_little_is_no_heading(cells: list[str]) -> None:
    assert columns_in(cells) == {}


def test_two_columns_for_one_thing_are_refused() -> None:
    cells = ["Action", "Task", "Due", "Comments", "Update"]
    with pytest.raises(RuleBroken, match="“Action” and “Task”"):
        only_once(columns_in(cells), cells)
    only_once(columns_in(cells[1:]), cells[1:])
