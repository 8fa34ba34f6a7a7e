"""When meetings are due, and what makes sense about them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardvoice.core.errors import RuleBroken, Stale
from wardvoice.meetings import rules
from wardvoice.meetings.rules import LIFE, MeetingState, NotHeldBecause, Present, RhythmFacts

MONDAY = date(2026, 3, 2)
THURSDAYS = RhythmFacts(weekday=3, every_weeks=1, since=MONDAY)


def test_a_weekly_rhythm_names_each_thursday() -> None:
    days = list(rules.days_of_rhythm(THURSDAYS, MONDAY, date(2026, 3, 31)))
    assert days == [date(2026, 3, day) for day in (5, 12, 19, 26)]


def test_a_fortnightly_rhythm_keeps_its_step_from_wherever_one_looks() -> None:
    every_other = RhythmFacts(3, 2, MONDAY)
    assert list(rules.days_of_rhythm(every_other, date(2026, 3, 6), date(2026, 4, 5))) == [
        date(2026, 3, 19),
        date(2026, 4, 2),
    ]


def test_a_rhythm_that_ended_names_no_day_from_its_end_on() -> None:
    ended = RhythmFacts(3, 1, MONDAY, until=date(2026, 3, 12))
    assert list(rules.days_of_rhythm(ended, MONDAY, date(2026, 4, 30))) == [date(2026, 3, 5)]
    assert rules.next_day(ended, date(2026, 3, 5)) is None


def test_the_next_day_is_after_today_even_if_today_is_one() -> None:
    assert rules.next_day(THURSDAYS, date(2026, 3, 5)) == date(2026, 3, 12)


def test_a_rhythm_reaches_the_end_of_the_calendar_without_falling_over() -> None:
    assert list(rules.days_of_rhythm(RhythmFacts(4, 1, date(9999, 12, 1)), date(9999, 12, 25), date.max))


@given(
    weekday=st.integers(0, 6),
    every=st.integers(1, 8),
    since=st.dates(date(2020, 1, 1), date(2026, 1, 1)),
    ahead=st.integers(0, 400),
)
def test_every_day_of_a_rhythm_is_its_weekday_and_none_is_left_out(
    weekday: int, every: int, since: date, ahead: int
) -> None:
    facts = RhythmFacts(weekday, every, since)
    all_days = list(rules.days_of_rhythm(facts, since, since + timedelta(days=900)))
    later = list(rules.days_of_rhythm(facts, since + timedelta(days=ahead), since + timedelta(days=900)))
    assert all(day.weekday() == weekday for day in all_days)
    assert later == [day for day in all_days if day >= since + timedelta(days=ahead)]


@pytest.mark.parametrize(
    ("weekday", "every", "minutes", "field"),
    [(7, 1, 60, "weekday"), (3, 9, 60, "every_weeks"), (3, 1, 5, "minutes"), (3, 2, 60, "agreed_at")],
)
def test_a_rhythm_that_makes_no_sense_is_refused_beside_its_box(
    weekday: int, every: int, minutes: int, field: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        rules.rhythm_makes_sense(weekday, every, minutes, False)
    assert refused.value.field == field


def test_a_fortnightly_rhythm_is_good_once_the_patients_agreed() -> None:
    rules.rhythm_makes_sense(3, 2, 60, True)


@pytest.mark.parametrize("day", [MONDAY - timedelta(days=1), MONDAY + timedelta(days=367)])
def test_nobody_plans_a_meeting_in_the_past_or_years_ahead(day: date) -> None:
    with pytest.raises(RuleBroken) as refused:
        rules.day_makes_sense(day, MONDAY)
    assert refused.value.field == "day"


def test_a_meeting_opens_on_its_day_or_later_never_before() -> None:
    rules.may_open(MONDAY, MONDAY)
    rules.may_open(MONDAY, MONDAY + timedelta(days=1))
    with pytest.raises(RuleBroken):
        rules.may_open(MONDAY, MONDAY - timedelta(days=1))


def test_another_reason_for_calling_off_is_said_in_words() -> None:
    rules.calling_off_makes_sense(NotHeldBecause.INCIDENT, None)
    with pytest.raises(RuleBroken) as refused:
        rules.calling_off_makes_sense(NotHeldBecause.OTHER, "  ")
    assert refused.value.field == "words"


def test_a_line_is_one_line_without_blanks_at_its_ends() -> None:
    assert rules.short_text("  the day\n room ", field="place") == "the day room"
    assert rules.short_text("   ", field="place") is None


@pytest.mark.parametrize(("text", "needed"), [("", True), ("x" * 201, False)])
def test_an_empty_title_and_a_far_too_long_one_are_refused(text: str, needed: bool) -> None:
    with pytest.raises(RuleBroken) as refused:
        rules.short_text(text, field="title", needed=needed)
    assert refused.value.field == "title"


def test_more_patients_in_the_room_than_on_the_ward_are_counted_again() -> None:
    with pytest.raises(RuleBroken) as refused:
        rules.attendance_makes_sense({Present.PATIENTS: 9}, 8)
    assert refused.value.field == "patients"


@pytest.mark.parametrize(("counts", "on_ward"), [({Present.VISITORS: -1}, 8), ({Present.WARD_STAFF: 201}, 8), ({}, -1)])
def test_heads_are_whole_numbers_that_fit_a_room(counts: dict[Present, int], on_ward: int) -> None:
    with pytest.raises(RuleBroken):
        rules.attendance_makes_sense(counts, on_ward)


def test_a_meeting_closes_only_when_each_item_has_its_outcome() -> None:
    rules.may_close(0)
    with pytest.raises(RuleBroken, match="2 on the agenda"):
        rules.may_close(2)


def test_a_closed_meeting_and_one_that_was_called_off_stay_so() -> None:
    for state in (MeetingState.CLOSED, MeetingState.NOT_HELD):
        for verb in ("publish", "open", "close", "call_off"):
            with pytest.raises(Stale):
                LIFE.after(state, verb)
