"""How promises read: every state, every event, and never a word that blames."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from tests.actions.world import World
from wardvoice.actions import commands, queries, words
from wardvoice.actions.models import Action
from wardvoice.actions.rules import Class, Reply, ReportKind
from wardvoice.core.actor import CLOCK
from wardvoice.core.history import Happened
from wardvoice.storage.history import Remembered
from wardvoice.web.timeline import Told

WEEK = timedelta(days=7)
BLAMES = re.compile(r"\b(fail|fault|broke|guilty|blame|should have|too late|overdue|refus|complain)", re.IGNORECASE)


@pytest.fixture(autouse=True)
def speaking(app: Flask) -> Iterator[None]:
    """Words are looked up in the catalogue of a request."""
    with app.test_request_context():
        yield


def names(world: World) -> dict[UUID, str]:
    people = queries.owners(world.session, world.ward.id, [world.nurse.id, world.manager.id], world.today)
    return {key: words.who(person) for key, person in people.items()}


def last(world: World, action: Action) -> Told:
    return words.tell(world.told(action), names(world))[-1]


def card(world: World, action: Action) -> queries.ActionCard:
    return queries.card(world.session, world.ward.id, action, world.today)


@pytest.mark.parametrize("kind", Class)
def test_every_class_has_words_a_picture_and_a_colour(kind: Class) -> None:
    shown = words.state(kind)
    assert shown.words
    assert shown.icon
    assert shown.colour
    assert not BLAMES.search(shown.words)
    assert len(shown.words.split()) <= 15


def test_no_two_classes_read_the_same() -> None:
    assert len({words.state(kind).words for kind in Class}) == len(Class)


def test_a_promise_is_told_with_who_what_and_when(world: World) -> None:
    told = last(world, world.promise())
    assert told.when == "Monday 2 March"
    assert told.text == "Tom (nurse) promised this for Monday 9 March."
    assert told.quote == "Mend the dryer"


def test_an_overruled_vague_promise_says_so(world: World) -> None:
    told = last(world, world.promise(words="Look into it", sure=True))
    assert told.text.endswith("It was asked to be said more clearly, and kept.")


def test_a_moved_date_is_told_beside_the_first_one_with_its_reason(world: World) -> None:
    action = world.promise()
    work = world.nurse_works()
    commands.move_date(work, action=action, to=action.due + WEEK, because="part on order")
    commands.move_date(work, action=action, to=action.due + WEEK, because="strike")
    told = last(world, action)
    assert told.text == (
        "Tom (nurse) promised Monday 23 March instead of Monday 16 March. The first date stays: Monday 9 March."
    )
    assert told.quote == "strike"
    assert words.moved_words(card(world, action)) == "moved 2 times to Monday 23 March: strike"


def test_reports_read_as_what_they_are(world: World) -> None:
    action = world.promise()
    work = world.nurse_works()
    commands.report(work, action=action, kind=ReportKind.PROGRESS, words="half done")
    assert last(world, action).text == "Tom (nurse) says how far it is."
    assert words.said_words(card(world, action)) == "Staff say: half done"
    world.clock.go_on(minutes=1)
    commands.report(world.nurse_works(), action=action, kind=ReportKind.NO_CHANGE, words="no part yet")
    assert last(world, action).text == "Tom (nurse) says why nothing has changed yet."
    assert words.said_words(card(world, action)) == "No change, because: no part yet"
    world.clock.go_on(days=9)
    commands.report_done(world.nurse_works(), action=action, words="New belt")
    assert last(world, action).text == "Tom (nurse) says it is done, after the first date."
    assert words.said_words(card(world, action)) == "What was done: New belt"


def test_a_done_in_time_is_just_done(world: World) -> None:
    assert last(world, world.done_promise()).text == "Tom (nurse) says it is done."


def test_cannot_be_done_asks_the_meeting(world: World) -> None:
    action = world.promise()
    commands.report_cannot(world.nurse_works(), action=action, words="No money")
    assert last(world, action).text == "Tom (nurse) says it cannot be done, and asks the meeting."
    assert words.next_step(card(world, action)) == "The next meeting decides if we can leave it."
    assert words.said_words(card(world, action)) == "It cannot be done, because: No money"


def texts(world: World, action: Action) -> list[str]:
    return [told.text for told in words.tell(world.told(action), names(world))]


def test_patients_are_told_by_their_part_and_never_by_their_name(world: World) -> None:
    wren = world.patient("Wren")
    action = world.done_promise()
    commands.confirm(world.work(world.as_patient(wren)), action=action, reply=Reply.NO)
    commands.confirm(world.work(world.as_patient(world.kestrel)), action=action, reply=Reply.PARTLY, words="the lid")
    told = texts(world, action)
    assert "A patient answered “Did it happen?”: no." in told
    assert "Who asked for it answered “Did it happen?”: partly." in told
    assert told[-1] == "Patients say it is not done. The promise is open again."
    assert not [line for line in told if "Wren" in line or "Kestrel" in line]


def test_a_name_that_is_too_new_is_told_as_not_counted(world: World) -> None:
    action = world.done_promise()
    commands.confirm(world.work(world.as_patient(world.patient("Finch"))), action=action, reply=Reply.YES)
    assert texts(world, action)[-1].endswith("The name is newer than the “done”, so it is not counted.")


def test_hands_are_told_as_numbers(world: World) -> None:
    action = world.done_promise()
    meeting = world.meeting()
    commands.count_replies(
        world.rep_works(), action=action, meeting=meeting, yes=4, partly=1, no=0, unsure=2, on_paper=True
    )
    told = texts(world, action)
    assert "Hands in the meeting: yes 4, partly 1, no 0, cannot tell 2. Counted on paper." in told
    assert told[-1] == "Patients confirmed: it happened."


@pytest.mark.parametrize(
    ("hands", "ending"),
    [((5, 1), "The meeting agreed to leave it."), ((1, 5), "The meeting did not agree. The promise is open again.")],
)
def test_being_let_off_or_not_is_told(world: World, hands: tuple[int, int], ending: str) -> None:
    action = world.promise()
    commands.report_cannot(world.nurse_works(), action=action, words="No money")
    given = {"hands_for": hands[0], "hands_against": hands[1]}
    commands.count_let_off(world.rep_works(), action=action, meeting=world.meeting(), **given)
    told = texts(world, action)
    assert told[-2] == f"The meeting was asked if we may leave it: {hands[0]} hands for, {hands[1]} against."
    assert told[-1] == ending


def test_a_new_owner_is_told_with_the_one_before(world: World) -> None:
    action = world.promise()
    world.clock.go_on(days=1)
    commands.hand_over(world.nurse_works(), action=action, to=world.manager)
    assert last(world, action).text == "New owner: Ann (ward manager). Before: Tom (nurse)."
    assert words.owner_words(card(world, action)) == "Ann (ward manager), new owner since Tuesday 3 March"


def test_an_owner_who_left_is_shown_as_such(world: World) -> None:
    agency = world.account("Lee", "agency nurse", ends_on=world.today + WEEK)
    action = world.promise(owner=agency, days=5)
    world.clock.go_on(days=9)
    assert words.owner_words(card(world, action)) == ("Lee (agency nurse) has left. Ann (ward manager) has it now.")
    assert words.next_step(card(world, action)) == "Ann (ward manager) says what comes next."
    commands.pass_on_promises(world.work(CLOCK))
    assert "new owner since" in words.owner_words(card(world, action))


def test_somebody_nobody_knows_any_more_is_somebody(world: World) -> None:
    told = words.tell(world.told(world.promise()), {})
    assert told[-1].text == "Somebody promised this for Monday 9 March."


def test_an_event_that_is_new_to_us_is_told_plainly() -> None:
    row: dict[str, Any] = {"facts": {}, "person": None, "role": "rep", "day": "2026-03-02"}
    strange = Remembered(UUID(int=1), 1, Happened.WARD_CHANGED.value, "actions:x", row, {})
    assert words.sentence(strange, {}) == "Something was written down."
    assert words.people_in([strange]) == set()


def test_words_that_were_removed_leave_their_sentence(world: World) -> None:
    rows = world.told(world.promise())
    emptied = [Remembered(r.chain, r.seq, r.what, r.thing, r.body, dict.fromkeys(r.words)) for r in rows]
    told = words.tell(emptied, names(world))
    assert told[-1].text == "Tom (nurse) promised this for Monday 9 March."
    assert not told[-1].quote


def step(world: World, action: Action) -> str:
    return words.next_step(card(world, action))


def test_what_happens_next_is_said_in_every_state(world: World) -> None:
    action = world.promise()
    assert step(world, action) == "Tom does it by Monday 9 March. Then we ask you."
    world.clock.go_on(days=9)
    assert step(world, action) == "Tom says what comes next."
    world.done(action)
    assert step(world, action) == "Tom says it is done. Patients say if it happened."
    kestrel = world.as_patient(world.kestrel)
    commands.confirm(world.work(kestrel), action=action, reply=Reply.NO)
    assert step(world, action) == "Tom looks at it again and says what comes next."
    world.done(action)
    commands.confirm(world.work(kestrel), action=action, reply=Reply.YES)
    assert step(world, action).startswith("On Wednesday 22 April we ask")
    assert words.question(card(world, action)) == "Did it happen?"
    world.clock.go_on(days=42)
    assert step(world, action) == "It is six weeks now. Patients say if it is still fixed."
    assert words.question(card(world, action)) == "Is it still fixed?"


def test_no_sentence_of_a_long_life_blames_anybody(world: World) -> None:
    action = world.promise()
    work = world.nurse_works()
    commands.move_date(work, action=action, to=action.due + WEEK, because="part on order")
    commands.report(work, action=action, kind=ReportKind.NO_CHANGE, words="no part yet")
    world.clock.go_on(days=20)
    world.done(action)
    commands.confirm(world.work(world.as_patient(world.kestrel)), action=action, reply=Reply.NO)
    for sentence in [*texts(world, action), step(world, action), words.moved_words(card(world, action))]:
        assert not BLAMES.search(sentence), sentence


def test_a_promise_that_was_never_moved_says_nothing_of_moving(world: World) -> None:
    assert words.moved_words(card(world, world.promise())) == ""
    assert words.said_words(card(world, world.promise())) == ""
    assert words.question(card(world, world.promise())) == ""


def test_a_person_without_a_job_is_known_by_name() -> None:
    assert words.who(queries.Owner(UUID(int=1), "Sam", "", in_post=True)) == "Sam"
