"""Who can be offered, what could give a writer away, how late something is, and which themes may be told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardvoice.concerns.rules import (
    LIFE,
    OFF_THE_WARD,
    About,
    Hint,
    Kept,
    Lateness,
    Recipient,
    Sign,
    State,
    Theme,
    check_deletion,
    check_recipient,
    could_get_it,
    deletes_on,
    falls_due,
    hints,
    lateness,
    themes_to_tell,
    without_names,
)
from wardvoice.concerns.rules.themes import MOST
from wardvoice.core.budget import Budget
from wardvoice.core.errors import RuleBroken
from wardvoice.core.quarters import quarter_before, quarter_begins, quarter_of

NO_STAFF_NO_SIGN = (About.NO, ())
ABOUT, SIGNS = st.sampled_from(About), st.lists(st.sampled_from(Sign), unique=True).map(tuple)


@given(ABOUT, SIGNS)
def test_the_manager_is_offered_only_where_it_is_about_nobody_who_works_here(
    about: About, signs: tuple[Sign, ...]
) -> None:
    offered = could_get_it(about, signs)
    assert (Recipient.MANAGER in offered) is ((about, signs) == NO_STAFF_NO_SIGN)
    for recipient in Recipient:
        if recipient in offered:
            check_recipient(recipient, about, signs)
        else:
            with pytest.raises(RuleBroken):
                check_recipient(recipient, about, signs)


def test_both_readers_only_where_somebody_was_treated_differently() -> None:
    assert could_get_it(About.NO, (Sign.TREATED_DIFFERENTLY,)) == (Recipient.BOTH,)
    assert could_get_it(About.UNSURE, ()) == OFF_THE_WARD


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("J. swore at me", ["J."], [(Hint.NAME, "J.")]),
        ("It was last night at 10:30", [], [(Hint.TIME, "last night"), (Hint.TIME, "10:30")]),
        ("In my room, by the clinic room", [], [(Hint.PLACE, "my room"), (Hint.PLACE, "the clinic room")]),
        ("At my ward round and again at my ward round", [], [(Hint.SELF, "my ward round")]),
        ("I'm the only one who prays", [], [(Hint.SELF, "I'm the only")]),
        ("On Monday at 3pm", [], [(Hint.TIME, "Monday"), (Hint.TIME, "3pm")]),
        ("The food is cold", [], []),
        ("Somebody was rough with somebody", [], []),
    ],
)
def test_what_could_tell_who_wrote_it(text: str, names: list[str], found: list[tuple[Hint, str]]) -> None:
    assert [(one.hint, one.words) for one in hints(text, names)] == found


@pytest.mark.parametrize(
    ("text", "names", "left"),
    [
        ("Nurse Jo and Jonah", ["Jo"], "Nurse somebody and Jonah"),
        ("Jo, jo. JO", ["Jo"], "somebody, jo. JO"),
        ("Mr A.B. (twice)", ["A.B."], "Mr somebody (twice)"),
        ("Nobody here", [], "Nobody here"),
    ],
)
def test_names_can_be_taken_out(text: str, names: list[str], left: str) -> None:
    assert without_names(text, names) == left


@pytest.mark.parametrize(
    ("acknowledged", "passed", "is_so"),
    [
        (None, 0, Lateness.IN_TIME),
        (None, 1, Lateness.DUE),
        (None, 3, Lateness.DUE),
        (None, 4, Lateness.LATE),
        (date(2026, 3, 3), 1, Lateness.IN_TIME),
        (date(2026, 3, 3), 2, Lateness.DUE),
        (date(2026, 3, 3), 4, Lateness.LATE),
    ],
)
def test_how_late_it_is(acknowledged: date | None, passed: int, is_so: Lateness) -> None:
    released, today = date(2026, 3, 2), date(2026, 3, 30)
    asked: list[tuple[date, date]] = []

    def working_days(since: date, until: date) -> int:
        asked.append((since, until))
        return passed

    assert lateness(released, acknowledged, today, working_days) is is_so
    assert asked == [(released, acknowledged or today)]


def test_a_concern_is_open_to_dispute_even_when_closed_and_nothing_follows_a_withdrawal_but_its_end() -> None:
    assert LIFE.after(State.CLOSED, "dispute") is State.LOOKED_INTO
    assert set(LIFE.moves[State.WITHDRAWN]) == {"close"}


@pytest.mark.parametrize(
    ("kept", "may"),
    [
        (Kept(None, "SG-1", (), False), False),
        (Kept(date(2026, 1, 1), "", (), False), False),
        (Kept(date(2026, 1, 1), "", (1, 1), False), False),
        (Kept(date(2026, 1, 1), "", (1, 2), False), True),
        (Kept(date(2026, 1, 1), "SG-1", (), False), True),
        (Kept(date(2026, 1, 1), "SG-1", (1, 2), True), False),
    ],
)
def test_what_may_be_deleted(kept: Kept, may: bool) -> None:
    assert falls_due(kept, date(2040, 1, 1)) is may
    if may:
        check_deletion(kept)
    else:
        with pytest.raises(RuleBroken):
            check_deletion(kept)


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)), st.integers(1, 240))
def test_a_deletion_lies_so_many_months_after_the_closing(closed: date, months: int) -> None:
    due = deletes_on(closed, months)
    assert (due.year - closed.year) * 12 + due.month - closed.month == months
    assert due.day == min(closed.day, 28)


@given(st.dates(date(1900, 1, 1), date(2199, 1, 1)))
def test_every_day_lies_in_its_quarter(day: date) -> None:
    quarter = quarter_of(day)
    assert quarter_begins(quarter) <= day
    assert quarter_of(quarter_begins(quarter) - timedelta(days=1)) == quarter_before(quarter)


@given(st.lists(st.sampled_from(Theme)))
def test_a_theme_is_told_from_three_on_and_its_order_tells_no_number(themes: list[Theme]) -> None:
    told = themes_to_tell(themes)
    enough = {theme for theme in Theme if themes.count(theme) >= 3}
    left_out = enough - set(told)
    assert set(told) <= enough
    assert len(told) <= MOST
    assert not left_out or len(enough) > MOST
    assert all(themes.count(one) > themes.count(other) for one in told for other in left_out)
    assert told == sorted(told, key=list(Theme).index)


NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)


def all_that_goes(budget: Budget, now: datetime) -> int:
    """How much is let through before the first refusal."""
    return next(n for n in range(100) if not budget.allows("Alder", now))


def test_about_six_in_ten_minutes_and_about_forty_a_day() -> None:
    found = {all_that_goes(Budget(), NOW) for _ in range(300)}
    assert found == {4, 5, 6, 7, 8}
    sent = [sum(one.allows("Alder", NOW + timedelta(minutes=n)) for n in range(600)) for one in (Budget(), Budget())]
    assert all(27 <= one <= 54 for one in sent)


def test_one_wards_budget_is_no_others() -> None:
    budget = Budget()
    all_that_goes(budget, NOW)
    assert budget.allows("Birch", NOW)


def test_what_is_given_back_can_be_sent_again_in_its_own_stretch_alone() -> None:
    budget = Budget(draw=lambda _low, _high: 5)
    assert all_that_goes(budget, NOW) == 5
    budget.give_back("Alder", NOW)
    assert all_that_goes(budget, NOW + timedelta(minutes=9)) == 1
    tomorrow = NOW + timedelta(days=1)
    assert all_that_goes(budget, tomorrow) == 5
    budget.give_back("Alder", NOW)
    budget.give_back("Birch", NOW)
    assert not budget.allows("Alder", tomorrow)


def test_each_stretch_draws_anew_and_begins_by_the_clock_whenever_anybody_wrote() -> None:
    limits = iter([5, 40, 7, 4])
    budget = Budget(draw=lambda _low, _high: next(limits))
    assert all_that_goes(budget, NOW + timedelta(minutes=3)) == 5
    assert not budget.allows("Alder", NOW + timedelta(minutes=9, seconds=59))
    assert all_that_goes(budget, NOW + timedelta(minutes=10)) == 7
    assert all_that_goes(budget, NOW + timedelta(minutes=20)) == 4


def test_the_limit_is_not_to_be_known_from_outside() -> None:
    """Whoever fills it up finds as much as before in one of two cases, though somebody else has written."""
    alone, not_alone = [], []
    for _ in range(300):
        alone.append(all_that_goes(Budget(), NOW))
        budget = Budget()
        budget.allows("Alder", NOW)
        not_alone.append(all_that_goes(budget, NOW))
    assert set(alone) & set(not_alone) == {4, 5, 6, 7}


@pytest.mark.parametrize(("processes", "band"), [(1, (4, 8)), (2, (2, 4)), (4, (2, 4)), (20, (2, 4))])
def test_processes_share_the_allowance_and_none_refuses_the_first(processes: int, band: tuple[int, int]) -> None:
    drawn: list[tuple[int, int]] = []
    Budget(processes, draw=lambda low, high: drawn.append((low, high)) or high).allows("Alder", NOW)
    assert drawn == [band, (max(2, 27 // processes), 2 * max(2, 27 // processes))]
