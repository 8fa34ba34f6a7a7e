"""The second count on lines made by hand: each figure is worked out beside it, from docs/measures.md alone."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.evidence import recount as second
from tests.evidence.recount import Counted, recount

TODAY = date(2026, 7, 1)
QUARTER = (date(2026, 4, 1), date(2026, 6, 30))
NUMBERS = count(1)


class Told:
    """Lines of a ward with ten beds that opened in 2025; `row` tells of one row, `figures` counts what was told."""

    def __init__(self) -> None:
        self.lines: list[dict[str, Any]] = []
        self.row("wards", beds=10, opened_on="2025-01-01", kind="ward")

    def line(self, rows: Mapping[str, Any], **more: Any) -> None:
        told = {"what": "told", "thing": "", "day": "2026-04-01", "at": None, "part_of_day": None, "role": "staff"}
        told |= {"voice": None, "facts": {}, "ward_staff": True}
        self.lines.append({**told, "seq": len(self.lines) + 1, "rows": rows, **more})

    def row(self, table: str, **columns: Any) -> str:
        row_id = columns.setdefault("id", f"{table}-{next(NUMBERS)}")
        self.line({f"{table}:{row_id}": columns})
        return str(row_id)

    def item(self, received_on: str = "2026-04-10", kind: str = "problem", state: str = "answered", **more: Any) -> str:
        return self.row("items", received_on=received_on, kind=kind, state=state, **more)

    def answer(self, item: str, answer: str | None, on: str = "2026-04-12", **more: Any) -> str:
        return self.row("outcomes", item_id=item, answer=answer, day=on, at=f"{on}T10:00:00+00:00", **more)

    def action(self, *dates: str, made_on: str = "2026-04-12", state: str = "open", **more: Any) -> str:
        usual = {"imported": False, "reopened": False, "reopens": 0, "round": 0}
        action = self.row("actions", made_on=made_on, state=state, **{**usual, **more})
        for n, due in enumerate(dates):
            self.row("promises", action_id=action, n=n, due=due)
        return action

    def meeting(self, on: str, state: str = "closed", kind: str = "ward", **more: Any) -> str:
        return self.row("meetings", day=on, at="10:30:00", kind=kind, state=state, **more)

    def weekly(
        self, since: str = "2026-04-01", weekday: int = 2, every_weeks: int = 1, until: str | None = None
    ) -> str:
        return self.row(
            "rhythms", kind="ward", weekday=weekday, every_weeks=every_weeks, since=since, **_known(until=until)
        )

    def figures(self, today: date = TODAY, period: tuple[date, date] = QUARTER) -> dict[str, Counted]:
        return recount(self.lines, today, "Europe/London", period)

    def parts(self, key: str, **more: Any) -> tuple[Any, Any]:
        """The numerator and the denominator of one figure."""
        return self.figures(**more)[key][:2]


def _known(**columns: Any) -> dict[str, Any]:
    return {name: value for name, value in columns.items() if value is not None}


@pytest.fixture
def told() -> Told:
    return Told()


def test_it_shares_no_line_with_the_application() -> None:
    """It imports the standard library and nothing else, so an inspector can run it with an export alone."""
    tree = ast.parse(Path(second.__file__).read_text(encoding="utf-8"))
    imports = [one for one in ast.walk(tree) if isinstance(one, ast.Import)]
    named = {alias.name for one in imports for alias in one.names}
    named |= {one.module or "" for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)}
    assert {one.partition(".")[0] for one in named} <= set(sys.stdlib_module_names)


def test_a_ward_of_which_nothing_is_told_has_no_shares(told: Told) -> None:
    figures = told.figures()
    assert {key for key, (_, _, value) in figures.items() if value is not None} == {
        "3", "3-names", "21-days", "21-staff", "22", "thanks", "keep-this", "withdrawn", "merged", "by-staff"
    }  # fmt: skip
    assert figures["22"] == (91, 91, 91)


def test_a_row_is_what_was_told_of_it_last(told: Told) -> None:
    item = told.item(state="received")
    told.line({f"items:{item}": {"state": "withdrawn"}})
    figures = told.figures()
    assert figures["withdrawn"] == (1, None, 1)
    assert figures["12"] == (0, 0, None)


def test_the_first_and_the_last_day_belong_to_the_period(told: Told) -> None:
    for on in ("2026-03-31", "2026-04-01", "2026-06-30", "2026-07-01"):
        told.item(on)
        told.meeting(on)
        told.action(on, made_on=on)
    figures = told.figures(today=date(2026, 8, 1))
    assert [figures[key][1] for key in ("12", "17-agenda", "8-once", "7", "7-far")] == [2, 2, 2, 2, 2]


def test_an_item_is_old_enough_on_its_fourteenth_day(told: Told) -> None:
    told.item("2026-04-10")
    assert told.parts("5", today=date(2026, 4, 23)) == (0, 0)
    assert told.parts("5", today=date(2026, 4, 24)) == (0, 1)


# --- 1, 2, 4, 17, 19: meetings ----------------------------------------------------------------------------------------


def test_a_meeting_on_another_day_of_the_week_answers_for_it_once(told: Told) -> None:
    told.weekly(until="2026-04-22")  # the Wednesdays 1, 8 and 15 April
    told.meeting("2026-04-02")
    told.meeting("2026-04-03")
    told.meeting("2026-04-08", kind="mutual-help")
    told.meeting("2026-04-07", state="not-held", not_held_because="incident")
    told.meeting("2026-04-08", state="not-held", not_held_because="no-chair")
    figures = told.figures()
    assert figures["1"] == (1, 3, Fraction(1, 3))
    assert figures["1-incident"][:2] == (1, 2)
    assert figures["1-nobody-said"][:2] == (1, 2)
    assert figures["1-no-chair"] == (0, 2, 0)


def test_every_two_weeks_either_week_will_do_and_today_is_not_expected_yet(told: Told) -> None:
    told.weekly(every_weeks=2)
    told.meeting("2026-04-09")
    assert told.parts("1", today=date(2026, 4, 15)) == (1, 1)
    assert told.parts("1", today=date(2026, 4, 16)) == (1, 2)


def test_two_rhythms_in_one_week_need_two_meetings(told: Told) -> None:
    told.weekly(weekday=0, since="2026-04-06", until="2026-04-08")
    told.weekly(weekday=3, since="2026-04-08", until="2026-04-13")
    told.meeting("2026-04-09")
    assert told.parts("1") == (1, 2)


def test_a_meeting_just_outside_the_period_answers_for_a_day_in_it(told: Told) -> None:
    told.weekly(since="2026-04-01", until="2026-04-02")
    told.meeting("2026-03-31")
    assert told.parts("1") == (1, 1)


def test_heads_are_counted_over_all_held_meetings(told: Told) -> None:
    for day, patients, on_the_ward, staff, chaired in (
        ("2026-04-01", 3, 12, {"ward-staff": 1, "manager": 1}, True),
        ("2026-04-08", 6, 12, {"other-staff": 1, "advocate": 9, "visitors": 9}, None),
        ("2026-04-15", 5, 0, {}, False),
    ):
        one = told.meeting(day, patients_on_ward=on_the_ward, **_known(chaired_by_patient=chaired))
        for who, heads in {"patients": patients, **staff}.items():
            told.row("attendance", meeting_id=one, who=who, count=heads)
    figures = told.figures()
    assert figures["2"] == (None, 2, Fraction(3, 8))
    assert figures["4"] == (14, 3, Fraction(14, 3))
    assert figures["4-chaired"][:2] == (1, 2)


def test_an_agenda_is_in_time_up_to_the_very_minute(told: Told) -> None:
    told.meeting("2026-04-01", published_at="2026-03-31T09:30:00+00:00")  # 10:30 in London in summer
    told.meeting("2026-04-08", published_at="2026-04-07T09:31:00+00:00")
    assert told.parts("17-agenda") == (1, 2)


def test_an_hour_that_is_lost_in_spring_is_no_excuse(told: Told) -> None:
    told.meeting(
        "2026-03-29", published_at="2026-03-28T10:30:00+00:00"
    )  # by the clock on the wall a day, really 23 hours
    told.meeting("2026-03-22", published_at="2026-03-21T10:30:00+00:00")
    assert told.parts("17-agenda", period=(date(2026, 1, 1), date(2026, 3, 31))) == (1, 2)


def test_minutes_are_due_three_days_after(told: Told) -> None:
    for on, patients, staff in (
        ("2026-04-01", "2026-04-04T22:59:00+00:00", "2026-04-02T08:00:00+00:00"),  # one minute to midnight in London
        ("2026-04-08", "2026-04-11T23:00:00+00:00", "2026-04-09T08:00:00+00:00"),  # midnight
        ("2026-04-15", "2026-04-16T08:00:00+00:00", None),
        ("2026-06-29", None, None),
    ):
        told.row("minutes", meeting_id=told.meeting(on), patients_at=patients, staff_at=staff)
    told.meeting("2026-06-01")
    assert told.parts("17-minutes", today=date(2026, 7, 2)) == (1, 3)
    assert told.parts("17-minutes", today=date(2026, 7, 3)) == (1, 4)


def test_who_can_decide_was_there_or_not(told: Told) -> None:
    one = told.meeting("2026-04-01", kind="coproduction", state="open")
    for present in (True, False, None):
        told.row("deciders_at", meeting_id=one, **_known(present=present))
    told.row("deciders_at", meeting_id=told.meeting("2026-07-01"), present=True)
    assert told.parts("19") == (1, 2)


# --- 3: reach ---------------------------------------------------------------------------------------------------------


def test_everybody_is_heard_once_on_one_thing_within_28_days(told: Told) -> None:
    """The days are 3 to 30 June: two items, a support, two voices on promises, one on an answer, one on a question."""
    told.item("2026-06-02")
    told.item("2026-06-03", kind="thanks", state="withdrawn")
    told.item("2026-06-30", written_by="staff")
    for stands in (True, False):
        told.row("supports", stands=stands, day="2026-06-10")
    for action, voice in (("a", "v"), ("a", "v"), ("b", "v"), ("b", None)):
        told.row("confirmations", action_id=action, voice=voice, day="2026-06-10", round=1, question="happened")
    for source, voice in (("raiser", "v"), ("raiser", "v"), ("raiser", None), ("room", None)):
        told.row("answer_replies", outcome_id="o", source=source, voice=voice, day="2026-06-10", yes=1, no=0, n=0)
    told.row("question_answers", voice="v", day="2026-06-10")
    assert told.parts("3") == (7, 10)
    for on_the_ward in (13, 14, 0, None):
        told.meeting(f"2026-06-{10 + (on_the_ward or 1)}", **_known(patients_on_ward=on_the_ward))
    assert told.parts("3") == (7, 13)


@pytest.mark.parametrize("on", ["2026-06-03", "2026-06-30"])
def test_patients_are_counted_in_the_meetings_of_the_28_days(told: Told, on: str) -> None:
    told.meeting("2026-06-02", patients_on_ward=20)
    told.meeting("2026-07-01", patients_on_ward=20)
    told.meeting(on, patients_on_ward=14)
    assert told.parts("3", today=date(2026, 8, 1)) == (0, 14)


def test_ward_names_are_in_use_on_the_last_day(told: Told) -> None:
    for first_used, rests_since in (("2026-06-30", None), ("2026-07-01", None), ("2026-01-01", "2026-06-30"),
                                    ("2026-01-01", "2026-07-01")):  # fmt: skip
        told.row("ward_names", first_used=first_used, **_known(rests_since=rests_since))
    assert told.parts("3-names") == (2, 10)


# --- 5, 6: answers ----------------------------------------------------------------------------------------------------


def test_five_counts_answers_within_14_days_that_hold(told: Told) -> None:
    told.answer(told.item(), "yes", "2026-04-24")
    told.answer(told.item(), "yes", "2026-04-25")
    told.answer(told.item(), "no", review_on="2026-07-01")
    told.answer(told.item(), "no", review_on="2026-06-30")
    told.answer(told.item(), None)
    passed = told.item()
    told.answer(passed, "passed-to", "2026-04-24", check_on="2026-05-01")
    told.item("2026-06-18", state="received")
    told.answer(told.item(written_by="staff"), "yes")
    figures = told.figures()
    assert figures["5"][:2] == (2, 6)
    assert figures["5-passed"][:2] == (1, 6)
    assert figures["5-apart"][:2] == (1, 1)
    told.answer(passed, "yes", "2026-06-01")
    assert told.parts("5-passed") == (1, 6)
    assert told.parts("5") == (2, 6)


def test_what_was_answered_before_columns_had_a_day_has_that_of_utc(told: Told) -> None:
    item = told.item()
    told.row("outcomes", item_id=item, answer="yes", at="2026-04-24T23:30:00+00:00")
    assert told.parts("5") == (1, 1)


def test_what_was_passed_on_since_has_to_hold_and_renews_nothing(told: Told) -> None:
    item = told.item()
    told.answer(item, "no", "2026-04-12", review_on="2026-06-20")
    told.answer(item, "passed-to", "2026-05-01", check_on="2026-06-10")
    assert told.parts("5", today=date(2026, 6, 10)) == (1, 1)
    assert told.parts("5", today=date(2026, 6, 11)) == (0, 1)
    told.answer(item, "passed-to", "2026-06-11", check_on="2027-06-10")
    assert told.parts("5", today=date(2026, 6, 20)) == (1, 1)
    assert told.parts("5", today=date(2026, 6, 21)) == (0, 1)
    told.answer(item, "partly", "2026-06-22")
    assert told.parts("5", today=date(2027, 6, 21)) == (1, 1)


def test_what_was_passed_on_waits_at_each_meeting_and_is_open(told: Told) -> None:
    item = told.item()
    told.row("agenda_entries", item_id=item, state="answered")
    told.answer(item, "passed-to", "2026-04-12", check_on="2026-12-31")
    for on, state in (("2026-04-12", "closed"), ("2026-04-19", "closed"), ("2026-04-26", "planned")):
        told.meeting(on, state=state)
    assert told.parts("9-agendas") == (0, 1)
    told.meeting("2026-05-03", state="not-held")
    assert told.parts("9-agendas") == (1, 1)
    assert told.parts("10-open-84") == (1, 1)


def test_good_things_and_what_is_gone_are_not_asked(told: Told) -> None:
    for kind, state in (("thanks", "answered"), ("keep-this", "withdrawn"), ("idea", "withdrawn"), ("idea", "merged")):
        told.item(kind=kind, state=state)
    told.item(written_by="rep")
    told.item(written_by="staff", kind="thanks")
    figures = told.figures()
    assert figures["12"][:2] == (0, 1)
    assert [figures[key][0] for key in ("thanks", "keep-this", "withdrawn", "merged", "by-staff")] == [2, 0, 2, 1, 0]


def test_the_last_word_of_each_raiser_decides_else_the_room(told: Told) -> None:
    said = (
        (("raiser", 1, 0, "a"), ("raiser", 0, 1, "b"), ("room", 9, 0, None)),  # refused
        (("raiser", 0, 1, "a"), ("raiser", 1, 0, "a"), ("room", 0, 9, None)),  # accepted
        (("room", 1, 2, None), ("room", 0, 0, None)),  # refused: the last count said neither
        (("room", 1, 2, None), ("room", 2, 2, None)),  # accepted
    )
    for replies in said:
        outcome = told.answer(told.item(), "partly")
        for n, (source, yes, no, voice) in enumerate(replies):
            told.row("answer_replies", outcome_id=outcome, source=source, yes=yes, no=no, n=n, day="2026-04-13",
                     voice=voice)  # fmt: skip
    figures = told.figures()
    assert figures["6-not-accepted"][:2] == (2, 4)
    assert figures["6-partly"][:2] == (4, 4)
    assert figures["6-yes"][:2] == (0, 4)


# --- 9, 10, 12 --------------------------------------------------------------------------------------------------------


def test_every_agenda_counts_but_one_it_was_taken_off(told: Told) -> None:
    for states in (("put-off", "not-held", "on"), ("taken-off", "carried", "answered")):
        item = told.item()
        for state in states:
            told.row("agenda_entries", item_id=item, state=state)
    assert told.parts("9-agendas") == (1, 2)


def test_a_link_that_was_taken_back_raises_nothing(told: Told) -> None:
    for taken_back in ((None, None), (None, "2026-05-01")):
        item = told.item()
        for on in taken_back:
            told.row("item_links", item_id=item, **_known(taken_back_on=on))
    assert told.parts("9-raised") == (1, 2)


def test_days_to_change_run_to_the_last_confirmation(told: Told) -> None:
    for on in ("2026-04-20", "2026-04-30", "2026-05-10"):
        item = told.item()
        told.answer(item, "yes")
        told.action("2026-05-01", state="confirmed", item_id=item, done_on="2026-04-15", confirmed_on=on)
        told.action("2026-05-01", state="let-off", item_id=item)
    only_imported = told.item()
    told.answer(only_imported, "yes")
    told.action(
        "2026-05-01",
        state="confirmed",
        item_id=only_imported,
        done_on="2026-04-15",
        confirmed_on="2026-04-16",
        imported=True,
    )
    figures = told.figures()
    assert figures["10-median"] == (None, 3, 20)
    assert figures["10-nine-in-ten"] == (None, 3, 30)
    assert figures["12"][:2] == (3, 4)
    assert figures["10-open-14"][:2] == (0, 4)


def test_open_items_stand_in_one_band_each(told: Told) -> None:
    for age in (0, 14, 15, 28, 29, 84, 85):
        item = told.item((TODAY - timedelta(days=age)).isoformat())
        if age == 28:  # answered, and something of it is still to be done
            told.answer(item, "yes", "2026-06-04")
            told.action("2026-07-20", item_id=item)
    told.answer(told.item(), "no", review_on="2026-08-01")
    figures = told.figures(period=(date(2026, 1, 1), date(2026, 12, 31)))
    assert [figures[f"10-open-{band}"][0] for band in ("14", "28", "84", "longer")] == [2, 2, 2, 1]


# --- 7, 8, 11, the classes --------------------------------------------------------------------------------------------


def test_on_time_is_told_against_the_first_date(told: Told) -> None:
    told.action("2026-04-20", "2026-05-20", state="confirmed", done_on="2026-04-21", confirmed_on="2026-04-22")
    told.action("2026-04-20", state="confirmed", done_on="2026-04-20", confirmed_on="2026-06-22")
    told.action("2026-06-30")
    told.action("2026-04-20", imported=True, state="confirmed", done_on="2026-04-20", confirmed_on="2026-04-22")
    told.action("2026-04-20", item_id=told.item(kind="thanks"))
    told.action("2026-04-20", item_id=told.item(kind="thanks"), imported=True)
    told.action("2026-04-20", item_id=told.item(kind="keep-this", written_by="staff"))
    told.action("2026-04-20", item_id=told.item(written_by="staff"))
    figures = told.figures(today=date(2026, 6, 30))
    assert figures["7"][:2] == (1, 2)
    assert figures["7-apart"][:2] == (1, 2)
    assert figures["8-once"][:2] == (1, 3)
    assert figures["8-twice"][:2] == (0, 3)
    assert figures["class-on-the-way"][:2] == (1, 3)


def test_a_far_first_date_shows_in_the_period_in_which_it_was_given(told: Told) -> None:
    told.action("2026-05-10", made_on="2026-04-12")  # 28 days
    told.action("2026-05-11", made_on="2026-04-12")  # 29
    told.action("2027-04-12", made_on="2026-04-12")
    told.action("2026-04-05", made_on="2026-03-31")
    figures = told.figures()
    assert figures["7-median-days"] == (None, 3, 29)
    assert figures["7-far"][:2] == (2, 3)
    assert figures["7"][:2] == (0, 3)


@pytest.mark.parametrize(
    ("expected", "dates", "columns"),
    [
        (
            "kept-on-time",
            ("2026-06-01",),
            {"state": "confirmed", "done_on": "2026-06-01", "confirmed_on": "2026-06-02"},
        ),
        ("kept-late", ("2026-06-01",), {"state": "confirmed", "done_on": "2026-06-02", "confirmed_on": "2026-06-02"}),
        ("agreed-not-to", ("2026-06-01",), {"state": "let-off"}),
        ("asked-to-be-let-off", ("2026-06-01",), {"state": "cannot-said"}),
        ("staff-say-done", ("2026-06-01",), {"state": "done-said", "done_on": "2026-06-16"}),
        ("waiting-for-patients", ("2026-06-01",), {"state": "done-said", "done_on": "2026-06-18"}),
        ("disputed", ("2026-06-01",), {"reopened": True, "done_on": "2026-05-30"}),
        ("not-kept", ("2026-06-01", "2026-06-30"), {}),
        ("moved", ("2026-06-01", "2026-07-01"), {}),
        ("on-the-way", ("2026-06-30",), {}),
    ],
)
def test_each_class(told: Told, expected: str, dates: tuple[str, ...], columns: dict[str, Any]) -> None:
    told.weekly()
    told.action(*dates, **columns)
    today = TODAY if expected != "on-the-way" else date(2026, 6, 30)
    classes = {key: counted[0] for key, counted in told.figures(today=today).items() if key.startswith("class-")}
    assert classes.pop(f"class-{expected}") == 1
    assert set(classes.values()) == {0}


def test_a_done_waits_for_two_meeting_days_as_well(told: Told) -> None:
    told.weekly(every_weeks=4, since="2026-06-03")  # 3 June, 1 and 29 July
    told.action("2026-06-01", state="done-said", done_on="2026-06-03")
    assert told.parts("class-waiting-for-patients", today=date(2026, 7, 28)) == (1, 1)
    assert told.parts("class-staff-say-done", today=date(2026, 7, 29)) == (1, 1)


def test_what_patients_confirm_stands_beside_what_staff_say(told: Told) -> None:
    told.weekly()
    kept = told.action(
        "2026-05-01", state="confirmed", done_on="2026-05-05", confirmed_on="2026-05-06", round=2, reopens=1
    )
    fixed_once = told.action("2026-05-01", state="open", done_on="2026-04-25", round=1, reopened=True, reopens=1)
    told.action("2026-05-01", state="done-said", done_on="2026-05-05", round=1)
    told.action("2026-05-01", state="let-off", round=1)
    for action, round_ in ((kept, 1), (kept, 2), (fixed_once, 1)):
        told.row("confirmations", action_id=action, round=round_, question="still-fixed", day="2026-06-20")
    figures = told.figures()
    assert figures["11"][:2] == (1, 3)
    assert figures["11-staff"][:2] == (1, 3)
    assert figures["11-reopened"][:2] == (2, 3)
    assert figures["11-still-fixed"][:2] == (1, 2)


# --- 21, 22 -----------------------------------------------------------------------------------------------------------


def test_reps_are_in_post_while_they_do_not_rest(told: Told) -> None:
    """The rep till 8 April, who rests on 3 and 4; on 4 and 5 the deputy; nobody from 9 on."""
    term = told.row(
        "terms", role="rep", ward_name_id="n", starts_on="2026-03-01", ends_on="2026-06-01", ended_on="2026-04-09"
    )
    told.row("terms", role="deputy", ward_name_id="m", starts_on="2026-04-04", ends_on="2026-04-06")
    told.row("terms", role="peer", ward_name_id="o", starts_on="2026-04-01", ends_on="2026-06-01")
    told.row("pauses", term_id=term, starts_on="2026-04-03", until="2026-04-05")
    assert told.parts("21-days", period=(date(2026, 4, 1), date(2026, 4, 10))) == (7, 10)


def test_a_pause_of_one_term_lets_the_name_rest_in_each(told: Told) -> None:
    earlier = told.row("terms", role="peer", ward_name_id="n", starts_on="2026-03-01", ends_on="2026-04-02")
    told.row("terms", role="rep", ward_name_id="n", starts_on="2026-04-01", ends_on="2026-06-01")
    told.row("pauses", term_id=earlier, starts_on="2026-04-01", until="2026-04-03")
    assert told.parts("21-days", period=(date(2026, 4, 1), date(2026, 4, 10))) == (8, 10)


def test_days_on_which_staff_did_the_reps_work_are_counted_once(told: Told) -> None:
    for on, what, role, staff in (
        ("2026-04-02", "item-placed", "stand-in", True),
        ("2026-04-02", "agenda-published", "stand-in", True),
        ("2026-04-03", "promise-made", "stand-in", True),
        ("2026-04-04", "item-placed", "stand-in", False),
        ("2026-04-05", "item-placed", "rep", False),
    ):
        told.line({}, day=on, what=what, role=role, ward_staff=staff)
    assert told.parts("21-staff") == (1, 91)


def test_silence_is_broken_by_whoever_is_not_staff(told: Told) -> None:
    told.item("2026-04-11", kind="thanks", state="withdrawn")
    told.item("2026-05-20", written_by="staff")
    told.item("2026-05-01", written_by="advocate")
    assert told.figures()["22"] == (60, 91, 60)
    assert told.figures(today=date(2026, 4, 20))["22"] == (10, 20, 10)


def test_the_days_begin_with_the_ward(told: Told) -> None:
    told.row("wards", id=next(iter(told.lines[0]["rows"])).partition(":")[2], opened_on="2026-06-29")
    figures = told.figures()
    assert figures["22"] == (2, 2, 2)
    assert told.figures(period=(date(2026, 1, 1), date(2026, 3, 31)))["21-days"] == (0, 0, None)


def test_anybody_counts_again_with_an_export_and_this_one_file(told: Told, tmp_path: Path) -> None:
    told.item(kind="thanks")
    header = {"beds": 12, "opened_on": "2026-06-01", "today": "2026-07-01", "zone": "Europe/London"}
    (tmp_path / "header.json").write_text(json.dumps(header), encoding="utf-8")
    (tmp_path / "history.jsonl").write_text("\n".join(map(json.dumps, told.lines[1:])), encoding="utf-8")
    command = [sys.executable, second.__file__, str(tmp_path), "2026-04-01", "2026-06-30"]
    printed = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.splitlines()
    assert {"thanks\t1\t–\t1", "12\t0\t0\t–", "3-names\t0\t12\t0", "22\t30\t30\t30"} <= set(printed)
