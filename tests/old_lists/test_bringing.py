"""Old lists are brought in as a whole or refused line by line, and nothing else on the ward changes."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from tests import builders as a
from tests.core.test_sheets import xlsx
from tests.old_lists import lists
from tests.old_lists.conftest import Bringing
from wardvoice.actions import commands as actions
from wardvoice.actions import queries
from wardvoice.actions.models import Action, Report
from wardvoice.actions.rules import ActionState, Class, Question, Reply
from wardvoice.core.actor import CLOCK, NOBODY, Role
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken
from wardvoice.core.history import Happened
from wardvoice.evidence.queries import figures_of
from wardvoice.evidence.rules.periods import Period
from wardvoice.old_lists import commands, words
from wardvoice.old_lists.commands import BROUGHT_BEFORE, TWICE
from wardvoice.old_lists.commands import NOBODY as NO_OWNER
from wardvoice.proof.verify import verify
from wardvoice.storage.history import HistoryRow, of_things

OPEN, DONE, CANNOT = ActionState.OPEN, ActionState.DONE_SAID, ActionState.CANNOT_SAID
S, P, L = "Sam", "Priya", "Lena"
EXPECTED: dict[str, list[tuple[Any, ...]]] = {
    "plain": [
        ("Mend the dryer", S, OPEN, [date(2026, 1, 19)], date(2026, 1, 5), None, None),
        ("Second kettle", P, DONE, [date(2026, 1, 12)], date(2026, 1, 5), date(2026, 3, 2), None),
        ("Later visiting", S, OPEN, [date(2026, 4, 1)], date(2026, 3, 2), None, None),
    ],
    "titled_and_merged": [
        ("Fix the garden gate", P, OPEN, [date(2026, 1, 19)], date(2026, 1, 5), None, "Ward mgr / Sam"),
        ("New board games", P, OPEN, [date(2026, 1, 31)], date(2026, 1, 5), None, "OT"),
        ("Menu with pictures", S, OPEN, [date(2026, 2, 16), date(2026, 3, 9)], date(2026, 2, 2), None, None),
        ("Old filter line, long done", L, DONE, [date(2026, 2, 23)], date(2026, 2, 2), date(2026, 3, 2), None),
        ("Ask about the smoking shelter", P, OPEN, [date(2026, 3, 15)], date(2026, 2, 16), None, "Sam and Lena"),
    ],
    "years_apart": [
        ("Paint the lounge", S, DONE, [date(2024, 9, 1)], date(2024, 9, 1), date(2026, 3, 2), None),
        ("Lock for the phone room", P, DONE, [date(2025, 5, 1)], date(2025, 5, 1), date(2025, 5, 2), None),
        ("Blinds in the side room", P, OPEN, [date(2025, 6, 1)], date(2025, 6, 1), None, "estates"),
    ],
    "macintosh": [("Shelf for books", S, OPEN, [date(2026, 3, 20)], date(2026, 3, 2), None, None)],
    "semicolons": [
        ("Quiet hour from 3 to 4 – daily", L, OPEN, [date(2026, 3, 9)], date(2026, 3, 2), None, None),
    ],
    "with_mark": [
        ("إصلاح المجفف", S, OPEN, [date(2026, 3, 9)], date(2026, 3, 2), None, None),
        ('=HYPERLINK("http://evil.example","Tea")', P, OPEN, [date(2026, 3, 9)], date(2026, 3, 2), None, "@Lena"),
        ("+1 kettle", P, OPEN, [date(2026, 3, 10)], date(2026, 3, 2), None, "-"),
        ("<script>alert(1)</script>", S, OPEN, [date(2026, 3, 11)], date(2026, 3, 2), None, None),
    ],
}


def stored(bringing: Bringing) -> list[Action]:
    return list(bringing.session.scalars(select(Action).where(Action.imported)))


def line_of(action: Action, names: dict[Any, str]) -> tuple[Any, ...]:
    dates = [each.due for each in action.promises]
    return (action.words, names[action.owner_id], action.state, dates, action.made_on, action.done_on, action.perhaps)


def everything(bringing: Bringing) -> tuple[int, int]:
    count = [bringing.session.scalar(select(func.count()).select_from(table)) or 0 for table in (Action, HistoryRow)]
    return count[0], count[1]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_list_as_wards_keep_them_is_brought_in(bringing: Bringing, name: str) -> None:
    report = bringing.bring(lists.IMPORTED[name]())
    assert report.brought
    assert not report.refused
    names = {account.id: account.name for account in bringing.people.values()}
    found = {one.words: line_of(one, names) for one in stored(bringing)}
    assert [found.pop(line[0]) for line in EXPECTED[name]] == EXPECTED[name]
    assert not found
    assert verify(bringing.session).broken is None


def test_both_databases_hold_a_list_in_one_piece_and_prove_it(on_either: Bringing) -> None:
    before = everything(on_either)
    report = on_either.bring(lists.messy())
    assert len(report.refused) == len(MESSY)
    assert everything(on_either) == before
    data = lists.titled_and_merged()
    on_either.bring(data)
    assert len(stored(on_either)) == 5
    assert verify(on_either.session).broken is None
    with pytest.raises(RuleBroken, match="brought to this ward before"):
        on_either.bring(data)


def test_two_who_bring_the_same_file_at_once_come_one_after_the_other(
    on_either: Bringing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second asks whether it was brought only once it holds the ward's chain."""
    order: list[str] = []
    for name in ("hold", "was_brought"):
        where = commands if name == "hold" else commands.queries
        real = getattr(where, name)
        monkeypatch.setattr(where, name, lambda *told, name=name, real=real: (order.append(name), real(*told))[1])
    on_either.bring(lists.plain())
    assert order == ["hold", "was_brought"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("no_dates", "No column says by when"), ("minutes", "No line of this file names its columns")],
)
def test_a_file_without_the_columns_is_refused_in_one_sentence(bringing: Bringing, name: str, sentence: str) -> None:
    before = everything(bringing)
    with pytest.raises(RuleBroken, match=sentence):
        bringing.bring(lists.REFUSED[name]())
    assert everything(bringing) == before


MESSY = {
    2: "“ASAP” is no day.",
    3: "There is no such day as “04/25/2026”.",
    4: "“TBC” is no day.",
    6: "of which year?",
    7: "It has no day",
    8: "There is no such day as “31/02/2026”.",
    9: "It says both “Open” and “14/01/2026”.",
    10: "“see minutes” does not say how it stands.",
    11: "and not what is to be done.",
    12: "before it was agreed.",
    13: "2059 letters",
    14: "a day that has not come yet.",
    15: "“12/01/2062” lies before",
    17: "as line 16.",
    18: "A formula in it is broken: “#REF!”.",
}


def test_each_line_that_is_not_understood_is_named_with_its_reason(bringing: Bringing) -> None:
    report = bringing.bring(lists.messy())
    refused = {line.number: line.why for line in report.refused}
    assert set(refused) == set(MESSY)
    for number, part in MESSY.items():
        assert part in refused[number]
    told = list(words.lines_of(report))
    assert [f"Sheet Actions, line {n}:" in line for n, line in zip(range(2, 20), told[1:], strict=True)] == [True] * 18
    assert "REFUSED" not in told[4]
    assert "open, first date 31 March 2026, the job of Lena (nurse)" in told[4]
    assert words.refusal_of(report).startswith("Nothing was brought: 15 lines are not understood.")


def test_a_formula_that_nobody_worked_out_is_refused(bringing: Bringing) -> None:
    (line,) = bringing.bring(lists.unsaved()).refused
    assert "A formula in it has no value" in line.why


def test_a_dry_run_tells_each_line_and_changes_nothing(bringing: Bringing) -> None:
    before = everything(bringing)
    report = bringing.bring(lists.titled_and_merged(), dry_run=True)
    assert not report.brought
    assert everything(bringing) == before
    told = list(words.lines_of(report))
    assert told[1] == (
        "Sheet Actions, line 4: open, first date 19 January 2026, falls to Priya (ward manager), "
        "as “Ward mgr / Sam” is nobody's name here. “Fix the garden gate”"
    )
    assert told[3] == "Sheet Actions, line 6: passed over: a heading. “FEBRUARY”"
    assert "moved to 9 March 2026" in told[4]
    assert told[5].startswith("Sheet Actions, line 8 (hidden): said done, first date 23 February 2026")
    assert words.counts_of(report).startswith("5 promises (4 open, 1 said done, 0 said that it cannot be done); 2 with")
    assert bringing.bring(lists.titled_and_merged()).brought, "a dry run is no first time"


def test_nothing_is_left_of_an_import_that_breaks_off(on_either: Bringing, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the program is killed between two lines: what was not committed is not there."""
    before, real, seen = everything(on_either), commands.bring_promise, []

    def breaks(*told: Any, **more: Any) -> Any:
        seen.append(1)
        if len(seen) == 3:
            raise KeyboardInterrupt
        return real(*told, **more)

    monkeypatch.setattr(commands, "bring_promise", breaks)
    with pytest.raises(KeyboardInterrupt):
        on_either.bring(lists.titled_and_merged())
    assert len(seen) == 3
    on_either.session.rollback()
    assert everything(on_either) == before
    assert verify(on_either.session).broken is None
    monkeypatch.setattr(commands, "bring_promise", real)
    assert on_either.bring(lists.titled_and_merged()).brought


def test_the_same_lines_in_another_file_are_refused(bringing: Bringing) -> None:
    data = lists.plain()
    bringing.bring(data)
    again = [("Action", "Owner", "Due"), ("Mend the dryer", "Lena", "19/1/26"), ("Something new", "Lena", "19/1/26")]
    (line,) = bringing.bring(lists.saved(lists.filled(again))).refused
    assert (line.number, line.why) == (2, BROUGHT_BEFORE)
    assert len(stored(bringing)) == 3
    with pytest.raises(RuleBroken) as refusal:
        bringing.bring(data)
    assert refusal.value.message == TWICE
    assert bringing.bring(data, ward="Birch", dry_run=True).refused, "Birch has neither Sam nor a manager"


# --- whose it is ------------------------------------------------------------------------------------------------------


def one_line(owner: str, due: str = "9/3/26", status: str = "Open") -> bytes:
    return lists.saved(lists.filled([("Action", "Owner", "Due", "Status"), ("Mend it", owner, due, status)]))


@pytest.mark.parametrize("owner", ["Sam", "sam", " SAM ", "Sam (Occupational Therapist)"])
def test_an_owner_is_matched_by_name_username_or_name_and_job(bringing: Bringing, owner: str) -> None:
    bringing.bring(one_line(owner))
    (action,) = stored(bringing)
    assert (action.owner_id, action.perhaps, action.asked_on) == (bringing.people["Sam"].id, None, date(2026, 3, 2))


@pytest.mark.parametrize("owner", ["Tom", "Sam?", "Sam/Lena", "OT", "Samantha", ""])
def test_what_is_not_exactly_one_name_falls_to_the_manager_with_its_words(bringing: Bringing, owner: str) -> None:
    bringing.bring(one_line(owner))
    (action,) = stored(bringing)
    assert (action.owner_id, action.perhaps) == (bringing.people["Priya"].id, owner or None)
    card = queries.card(bringing.session, bringing.ward.id, action, bringing.clock.today)
    assert card.asks_owner
    assert card.imported


def test_nobody_owns_what_is_due_after_their_post_ends(bringing: Bringing) -> None:
    bank = a.an_account(bringing.session, "Bo", ends_on=date(2026, 3, 8))
    a.a_membership(bank, Role.STAFF, bringing.ward)
    bringing.bring(one_line("Bo"))
    (action,) = stored(bringing)
    assert (action.owner_id, action.perhaps) == (bringing.people["Priya"].id, "Bo")


def test_without_a_manager_what_is_nobodys_is_refused(bringing: Bringing) -> None:
    (line,) = bringing.bring(one_line("OT"), ward="Birch", dry_run=True).refused
    assert line.why == NO_OWNER


def test_only_who_keeps_the_server_or_the_hospital_may_bring_a_list(bringing: Bringing) -> None:
    for actor in (a.a_staff_actor(bringing.ward, Role.MANAGER, name="Mo"), CLOCK, NOBODY):
        with pytest.raises(NotAllowed):
            commands.bring_list(a.work(bringing.session, actor, bringing.clock), ward=bringing.ward, data=lists.plain())
    with pytest.raises(NotFound, match="There are: Alder, Birch"):
        bringing.bring(lists.plain(), ward="Elsewhere")


# --- what it is from then on ------------------------------------------------------------------------------------------


def test_it_is_told_in_the_history_with_the_words_of_the_list(bringing: Bringing) -> None:
    bringing.bring(lists.semicolons())
    (row,) = [one for one in a.history_of(bringing.ward) if one.what == Happened.PROMISE_BROUGHT]
    assert '"due":"2026-03-09"' in row.body
    assert '"line":2' in row.body
    (action,) = stored(bringing)
    (remembered,) = of_things(bringing.session, [action.thing])
    assert [remembered.fact(name) for name in ("asked", "whose", "when", "how")] == [
        *("Café too loud; no place to talk", "Lena", "09.03.2026", "Ongoing - room found")
    ]
    assert "J.K." not in str(remembered.words), "who raised it is never read"


def test_patients_are_asked_about_what_a_list_says_is_done(bringing: Bringing) -> None:
    patients = [a.a_patient_actor(bringing.ward) for _ in range(2)]
    bringing.bring(one_line("Sam", "9/2/26", "Completed 8/2/26"))
    (action,) = stored(bringing)
    card = queries.card(bringing.session, bringing.ward.id, action, bringing.clock.today)
    assert (card.question, card.kind) == (Question.HAPPENED, Class.WAITING_FOR_PATIENTS)
    for patient in patients:
        a.done(bringing.session, patient, actions.confirm, bringing.clock, action=action, reply=Reply.NO, words=None)
    assert action.state is OPEN
    assert bringing.session.scalar(select(func.count()).select_from(Report)) == 0


def test_the_meeting_begins_with_what_is_open_and_not_with_what_was_done_years_ago(bringing: Bringing) -> None:
    rows = [
        ("Action", "Owner", "Due", "Completed"),
        ("Open still", "Sam", "1/9/24", None),
        ("Done long ago", "Sam", "1/9/24", "1/9/24"),
        ("Done lately", "Sam", "1/3/26", "1/3/26"),
    ]
    bringing.bring(lists.saved(lists.filled(rows)))
    meeting = a.a_meeting(bringing.ward)
    spoken = queries.spoken_of_in(meeting.id, bringing.clock.today)
    cards = queries.cards_where(bringing.session, bringing.ward.id, bringing.clock.today, spoken)
    assert [card.words for card in cards] == ["Open still", "Done lately"]


def test_no_figure_but_the_one_apart_changes(bringing: Bringing) -> None:
    a.a_done_action(bringing.ward)
    span = Period(bringing.clock.today - timedelta(days=800), bringing.clock.today + timedelta(days=60))
    before = told_figures(bringing, span)
    rows = [("Action", "Owner", "Due", "Date agreed", "Status")]
    rows += [(f"Promise {n}", "Sam", "1/2/26", "1/1/26", ("Open", "Done", "Cancelled")[n % 3]) for n in range(9)]
    bringing.bring(lists.saved(lists.filled(rows)))
    after = told_figures(bringing, span)
    assert {key for key in before if before[key] != after[key]} == {"7-apart"}
    assert after["7-apart"] == (0, 9)
    assert verify(bringing.session).broken is None


def told_figures(bringing: Bringing, span: Period) -> dict[str, tuple[Any, Any]]:
    figures = figures_of(bringing.session, bringing.ward.id, span, bringing.clock)
    return {key: (one.numerator, one.denominator) for key, one in figures.items()}


# --- files that mean harm ---------------------------------------------------------------------------------------------


def locked() -> bytes:
    data = bytearray(xlsx())
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + flag] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", " " * 20_000_000)
    return out.getvalue()


HARMFUL = {
    "empty": (b"", "Choose a file first."),
    "ten megabytes": (b"a,b\n" * 2_500_000, "too big"),
    "a bomb": (bomb(), "too big"),
    "entities": (xlsx(workbook='<!DOCTYPE a [<!ENTITY x "xx">]><a>&x;</a>'), "could not be read"),
    "no zip": (b"PK\x03\x04 nothing", "could not be read"),
    "old, or encrypted": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500,
        "locked with a password, or of an old kind",
    ),
    "a zip with a password": (locked(), "locked with a password"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", "could not be read"),
    "lines without end": (b"Action,Due\n" + b"x,1/1/26\n" * 1_001, "too long"),
}


@pytest.mark.parametrize("kind", HARMFUL)
def test_a_file_that_is_no_list_is_refused_with_one_sentence(bringing: Bringing, kind: str) -> None:
    data, sentence = HARMFUL[kind]
    before = everything(bringing)
    with pytest.raises(RuleBroken, match=sentence):
        bringing.bring(data)
    assert everything(bringing) == before
