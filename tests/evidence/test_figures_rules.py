"""How items, promises, meetings and posts are counted: each rule of docs/measures.md at its edges."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from wardvoice.actions.rules import Class
from wardvoice.agenda.rules import Answer
from wardvoice.evidence.rules.facts import (
    ANSWERS,
    CLASSES,
    Decided,
    Expected,
    Held,
    ItemFacts,
    MeetingFacts,
    PromiseFacts,
    Voice,
    WardFacts,
)
from wardvoice.evidence.rules.figures import Figure
from wardvoice.evidence.rules.held import REASONS
from wardvoice.evidence.rules.measures import figures, has_something, says_something
from wardvoice.evidence.rules.periods import Period
from wardvoice.meetings.rules import NotHeldBecause

TODAY = date(2026, 6, 15)
PERIOD = Period(date(2026, 4, 1), date(2026, 6, 30))
MAY = date(2026, 5, 6)


def day(days: int) -> date:
    return MAY + timedelta(days=days)


def item(**facts: Any) -> ItemFacts:
    return ItemFacts(**{"id": uuid4(), "topic": "food", "kind": "problem", "received_on": MAY, **facts})


def answered(days: int, **facts: Any) -> ItemFacts:
    return item(**{"answer": "yes", "answered_on": day(days), "holds": True, "said": True, **facts})


def promise(kind: str = "on-the-way", **facts: Any) -> PromiseFacts:
    return PromiseFacts(
        **{"id": uuid4(), "item_id": None, "made_on": MAY, "first_date": day(10), "kind": kind, **facts}
    )


def meeting(on: date = MAY, **facts: Any) -> MeetingFacts:
    return MeetingFacts(**{"id": uuid4(), "day": on, "held": True, **facts})


def week(of: date) -> Expected:
    monday = of - timedelta(days=of.weekday())
    return Expected(of, monday, monday + timedelta(days=6))


def ward(**facts: Any) -> WardFacts:
    return WardFacts(**{"ward_id": UUID(int=1), "beds": 12, "opened_on": date(2020, 1, 1), **facts})


def counted(key: str, **facts: Any) -> tuple[int | None, int | None]:
    found = told(key, **facts)
    return found.numerator, found.denominator


def told(key: str, period: Period = PERIOD, today: date = TODAY, **facts: Any) -> Figure:
    return figures(ward(**facts), period, today)[key]


def test_the_words_of_other_rooms_are_those_that_they_use() -> None:
    assert tuple(kind.value for kind in Class) == CLASSES
    assert tuple(answer.value for answer in Answer) == ANSWERS
    assert {*REASONS} == {reason.value for reason in NotHeldBecause} | {"nobody-said"}


# --- what was asked --------------------------------------------------------------------------------------------------


def test_answered_within_fourteen_days_and_not_on_the_fifteenth() -> None:
    assert counted("5", items=[answered(14), answered(15)]) == (1, 2)


def test_an_item_counts_once_its_fourteen_days_are_over() -> None:
    young = [answered(0, received_on=TODAY - timedelta(days=13)), answered(0, received_on=TODAY - timedelta(days=14))]
    assert counted("5", items=young)[1] == 1


@pytest.mark.parametrize("lost", [{"holds": False}, {"said": False}])
def test_an_answer_that_no_longer_holds_is_none(lost: dict[str, bool]) -> None:
    assert counted("5", items=[answered(3, **lost)]) == (0, 1)


def test_passing_on_is_no_answer_and_stands_beside() -> None:
    passed = item(answer="passed-to", passed_on=day(2), holds=True)
    assert counted("5", items=[passed]) == (0, 1)
    assert counted("5-passed", items=[passed]) == (1, 1)
    assert counted("5-passed", items=[answered(3, passed_on=day(1))]) == (0, 1), "answered after all, and in time"


@pytest.mark.parametrize("gone", ["good", "withdrawn", "merged", "by_staff"])
def test_what_is_no_question_of_patients_enters_no_rate(gone: str) -> None:
    items = [answered(1, **{gone: True}), item()]
    for key in ("5", "9-agendas", "12", "6-yes", "10-open-84"):
        assert told(key, items=items).denominator == (0 if key == "6-yes" else 1), key


def test_what_staff_wrote_down_is_counted_apart() -> None:
    items = [answered(1, by_staff=True), answered(1, by_staff=True, good=True)]
    assert counted("5-apart", items=items) == (1, 1)
    assert counted("by-staff", items=items) == (1, None)


def test_three_agendas_and_three_times_are_many() -> None:
    items = [item(agendas=3, raised=3), item(agendas=2, raised=2)]
    assert counted("9-agendas", items=items) == counted("9-raised", items=items) == (1, 2)


def test_the_days_run_to_the_last_confirmation_of_what_is_settled() -> None:
    kept = (promise("kept-on-time", confirmed_on=day(10)), promise("kept-late", confirmed_on=day(20)))
    off = promise("agreed-not-to")
    items = [answered(1, promises=(*kept, off)), answered(1, promises=(*kept, promise("not-kept"))), answered(1)]
    assert told("10-median", items=items).value == 20
    assert told("10-median", items=items).denominator == 1


def test_what_was_only_kept_on_an_old_list_led_to_nothing_here() -> None:
    imported = promise("kept-on-time", confirmed_on=day(9), imported=True)
    items = [answered(1, promises=(imported,)), answered(1, promises=(promise("kept-late", confirmed_on=day(9)),))]
    assert counted("12", items=items) == (1, 2)
    assert told("10-median", items=items).denominator == 1


def test_nine_in_ten_is_the_day_by_which_so_many_were_done() -> None:
    def one(days: int) -> ItemFacts:
        return answered(1, promises=(promise("kept-late", confirmed_on=day(days)),))

    assert told("10-nine-in-ten", items=[one(days) for days in range(1, 11)]).value == 9
    assert told("10-nine-in-ten", items=[one(days) for days in range(1, 12)]).value == 10


@pytest.mark.parametrize(("age", "band"), [(0, "14"), (14, "14"), (15, "28"), (28, "28"), (29, "84"), (75, "84")])
def test_what_is_open_stands_in_one_band_of_age(age: int, band: str) -> None:
    bands = ("14", "28", "84", "longer")
    open_one = [item(received_on=TODAY - timedelta(days=age))]
    assert [one for one in bands if told(f"10-open-{one}", items=open_one).numerator] == [band]


def test_what_is_open_for_longer_than_twelve_weeks() -> None:
    old = item(received_on=date(2026, 4, 1))
    assert counted("10-open-longer", items=[old], today=date(2026, 6, 25)) == (1, 1)


def test_passed_on_is_still_open() -> None:
    passed = item(received_on=TODAY, answer="passed-to", passed_on=TODAY, holds=True)
    assert counted("10-open-14", items=[passed]) == (1, 1)


# --- what was promised -----------------------------------------------------------------------------------------------


def test_on_time_counts_first_dates_of_the_period_that_have_passed() -> None:
    due = [promise("kept-on-time"), promise("not-kept", first_date=TODAY), promise(first_date=date(2026, 7, 1))]
    assert counted("7", promises=due) == (1, 1)


@pytest.mark.parametrize("apart", ["imported", "for_staff"])
def test_what_is_counted_apart_enters_no_rate_of_promises(apart: str) -> None:
    promises = [promise("kept-on-time", **{apart: True})]
    assert [counted(key, promises=promises) for key in ("7", "11", "8-once", "7-far")] == [(0, 0)] * 4
    assert counted("7-apart", promises=promises) == (1, 1)
    assert counted("7-apart", promises=[promise("kept-on-time", for_good=True, imported=True)]) == (0, 0)


def test_a_far_first_date_shows_in_the_period_in_which_it_was_given() -> None:
    far = promise(first_date=MAY + timedelta(days=29))
    later = promise(first_date=date(2027, 1, 1))
    assert counted("7-far", promises=[promise(first_date=MAY + timedelta(days=28)), far, later]) == (2, 3)
    assert told("7-median-days", promises=[far, later, promise()]).value == 29


def test_staff_say_done_and_agreed_not_to_stand_against_what_patients_confirm() -> None:
    promises = [promise(kind) for kind in CLASSES]
    assert counted("11", promises=promises) == (2, 4)
    assert counted("11-staff", promises=promises) == (1, 4)
    assert sum(told(f"class-{kind}", promises=promises).numerator or 0 for kind in CLASSES) == len(CLASSES)


def test_reopened_and_still_fixed() -> None:
    promises = [
        promise("kept-late", said_done=True, reopens=1, asked_still=True, still_fixed=True),
        promise("disputed", said_done=True, asked_still=True),
        promise(),
    ]
    assert counted("11-reopened", promises=promises) == (1, 2)
    assert counted("11-still-fixed", promises=promises) == (1, 2)


def test_moved_once_and_twice() -> None:
    promises = [promise(times_moved=n) for n in range(3)]
    assert (counted("8-once", promises=promises), counted("8-twice", promises=promises)) == ((2, 3), (1, 3))


# --- the meetings ----------------------------------------------------------------------------------------------------


def test_a_meeting_on_another_day_of_its_week_answers_for_it_and_for_no_other() -> None:
    expected = [week(MAY), week(day(7)), week(day(14))]
    held = [meeting(day(1)), meeting(day(2)), meeting(day(14))]
    assert counted("1", expected=expected, meetings=held) == (2, 3)


def test_one_meeting_answers_for_one_of_two_days_in_a_week() -> None:
    assert counted("1", expected=[week(MAY), week(day(1))], meetings=[meeting(MAY)]) == (1, 2)


def test_today_is_not_expected_yet() -> None:
    assert counted("1", expected=[week(TODAY)]) == (0, 0)


def test_a_meeting_that_was_called_off_was_missed_for_its_reason_and_another_for_none() -> None:
    off = meeting(MAY, held=False, because="no-chair")
    facts = {"expected": [week(MAY), week(day(7))], "meetings": [off]}
    assert counted("1", **facts) == (0, 2)
    assert counted("1-no-chair", **facts) == counted("1-nobody-said", **facts) == (1, 2)


def test_heads_in_the_room() -> None:
    meetings = [meeting(patients=3, staff=2, on_ward=12), meeting(patients=6, staff=1, on_ward=12), meeting(patients=9)]
    assert told("2", meetings=meetings).value == pytest.approx(0.375)
    assert told("2", meetings=meetings).denominator == 2
    assert counted("4", meetings=meetings) == (18, 3)


def test_of_the_chair_only_what_is_known_counts() -> None:
    meetings = [meeting(chaired_by_patient=chair) for chair in (True, False, None)]
    assert counted("4-chaired", meetings=meetings) == (1, 2)


def test_minutes_on_time_until_the_third_day_and_not_asked_before() -> None:
    meetings = [
        meeting(has_minutes=True, minutes_on=day(3), early=True),
        meeting(has_minutes=True, minutes_on=day(4)),
        meeting(has_minutes=True),
        meeting(TODAY - timedelta(days=3), has_minutes=True),
        meeting(),
    ]
    assert counted("17-minutes", meetings=meetings) == (1, 3)
    assert counted("17-agenda", meetings=meetings) == (1, 5)


def test_deciders_there_and_needed() -> None:
    decided = [Decided(UUID(int=1), MAY, True), Decided(UUID(int=1), MAY, False), Decided(UUID(int=2), day(99), True)]
    assert counted("19", decided=decided) == (1, 2)


# --- who is heard, and who speaks ------------------------------------------------------------------------------------


def test_one_voice_on_one_thing_counts_once_in_four_weeks() -> None:
    last = TODAY - timedelta(days=27)
    voices = [Voice(TODAY, ("reply", "a", "x")), Voice(last, ("reply", "a", "x")), Voice(last, ("reply", "a", "y"))]
    old = Voice(last - timedelta(days=1), ("reply", "b", "x"))
    assert counted("3", voices=[*voices, old]) == (2, 12)


def test_patients_on_the_ward_are_those_that_its_meetings_counted_lately() -> None:
    meetings = [meeting(TODAY, on_ward=7), meeting(TODAY, on_ward=10), meeting(MAY, on_ward=2)]
    assert counted("3", meetings=meetings) == (0, 8), "the middle one, a half rounded down"


def test_a_rep_who_rests_is_not_at_work() -> None:
    who = uuid4()
    facts = {
        "reps": [Held(who, date(2026, 1, 1), date(2026, 4, 11))],
        "rests": [Held(who, date(2026, 4, 3), date(2026, 4, 5))],
    }
    assert counted("21-days", period=Period(date(2026, 4, 1), date(2026, 4, 30)), **facts) == (8, 30)


def test_days_before_the_ward_opened_are_nobodys() -> None:
    assert counted("21-days", opened_on=date(2026, 6, 6)) == (0, 10)
    assert told("22", opened_on=TODAY + timedelta(days=1)).value is None


def test_the_longest_quiet_time_is_broken_by_patients_alone() -> None:
    items = [item(received_on=date(2026, 4, 11)), item(received_on=date(2026, 5, 1), by_staff=True)]
    assert told("22", items=items).value == (TODAY - date(2026, 4, 11)).days


def test_ward_names_in_use_on_the_last_day() -> None:
    names = [Held(None, MAY, None), Held(None, MAY, TODAY), Held(None, TODAY, None), Held(None, day(99), None)]
    assert counted("3-names", names=names) == (2, 12)


# --- the whole -------------------------------------------------------------------------------------------------------


def test_the_things_behind_a_share_are_its_numbers() -> None:
    found = figures(ward(items=[answered(1), item()], promises=[promise("kept-on-time")]), PERIOD, TODAY)
    for key in ("5", "7", "9-agendas", "12", "11"):
        assert (len(found[key].counted), len(found[key].of)) == (found[key].numerator, found[key].denominator)


def test_an_empty_ward_has_something_to_tell_of_nothing() -> None:
    found = figures(ward(), PERIOD, TODAY)
    assert found["5"].value is found["7"].value is found["1"].value is None
    assert not has_something([found["7"], found["7-far"]])
    assert has_something([found["22"]])
    assert not says_something(found["1-no-chair"])


def test_a_figure_belongs_to_its_measure() -> None:
    found = figures(ward(), PERIOD, TODAY)
    assert found["10-open-14"].measure == "10"
    assert found["class-moved"].measure == "class-moved"
