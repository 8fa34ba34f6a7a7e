"""The way through a meeting: which step is due, which are done, and what is still left at the end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.actions.world import World
from wardvoice.actions import commands as actions
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.rules import Answer, CarriedBecause
from wardvoice.core.errors import RuleBroken
from wardvoice.meetings import commands as meetings
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import Present
from wardvoice.minutes import commands, queries
from wardvoice.minutes.commands import Given, Promised
from wardvoice.minutes.queries import Gap, Part, Room
from wardvoice.minutes.rules import Raised, answers_have_promises, hands_make_sense, stopping_makes_sense

WEEK = timedelta(days=7)


def room(world: World, meeting: Meeting, at: str = "") -> Room:
    return queries.room(world.session, meeting, at, world.clock.now(), world.today)


def count_heads(world: World, meeting: Meeting) -> None:
    work = world.rep_works()
    meetings.count_attendance(work, meeting=meeting, counts={Present.PATIENTS: 6}, patients_on_ward=14)
    work.commit()


def answer(world: World, entry: object, **given: object) -> None:
    work = world.rep_works()
    facts = {"answer": Answer.YES, "given_by": world.nurse, "words": "Yes"} | given
    meeting = world.session.get_one(Meeting, entry.meeting_id)  # type: ignore[attr-defined]
    commands.record_answer(work, meeting=meeting, entry=entry, given=Given(**facts), promised=None)  # type: ignore[arg-type]
    work.commit()


@pytest.fixture
def meeting(world: World) -> Meeting:
    return world.meeting(published_at=world.clock.now())


def test_a_meeting_begins_with_who_is_here_and_then_the_promises(world: World, meeting: Meeting) -> None:
    world.line(meeting, world.item())
    world.done_promise()
    assert room(world, meeting).now.part is Part.HERE
    count_heads(world, meeting)
    assert room(world, meeting).now.part is Part.PROMISES


def test_where_no_promise_is_asked_about_the_items_come_next(world: World, meeting: Meeting) -> None:
    entry = world.line(meeting, world.item())
    world.promise()
    count_heads(world, meeting)
    assert room(world, meeting).now.key == str(entry.id)


def test_each_outcome_leads_on_to_the_next_item_and_at_last_to_the_end(world: World, meeting: Meeting) -> None:
    first, second = world.line(meeting, world.item()), world.line(meeting, world.item())
    count_heads(world, meeting)
    answer(world, first)
    assert room(world, meeting).now.key == str(second.id)
    agenda.carry_over(world.rep_works(), entry=second, because=CarriedBecause.NO_TIME)
    shown = room(world, meeting)
    assert shown.now.part is Part.END
    assert shown.left == []
    assert shown.after is None


def test_whoever_watches_follows_a_rep_who_skips_something(world: World, meeting: Meeting) -> None:
    skipped, taken, third = (world.line(meeting, world.item()) for _ in range(3))
    answer(world, taken)
    shown = room(world, meeting)
    assert shown.now.key == str(third.id)
    assert [line.entry.id for line in shown.left] == [skipped.id, third.id]


def test_any_step_can_be_opened_by_its_name_and_a_wrong_name_shows_what_is_due(world: World, meeting: Meeting) -> None:
    entry = world.line(meeting, world.item())
    for step in ("here", "promises", str(entry.id), "end"):
        assert room(world, meeting, step).now.key == step
    assert room(world, meeting, "nonsense").now.part is Part.HERE


def test_steps_lead_forward_and_back(world: World, meeting: Meeting) -> None:
    entry = world.line(meeting, world.item())
    shown = room(world, meeting, str(entry.id))
    assert shown.before is not None
    assert shown.after is not None
    assert (shown.before.part, shown.after.part) == (Part.PROMISES, Part.END)
    assert room(world, meeting, "here").before is None


def test_a_standing_item_is_done_once_noted_or_left_behind(world: World, meeting: Meeting) -> None:
    welcome, item = world.line(meeting, title="Welcome"), world.line(meeting, world.item())
    last = world.line(meeting, title="Any other business")
    done = {step.key: step.done for step in room(world, meeting).steps}
    assert not done[str(welcome.id)]
    answer(world, item)
    done = {step.key: step.done for step in room(world, meeting).steps}
    assert done[str(welcome.id)]
    assert not done[str(last.id)]
    commands.note_said(world.rep_works(), entry=last, words="Thanks all")
    assert {step.key: step.done for step in room(world, meeting).steps}[str(last.id)]


def test_an_answer_whose_promise_is_missing_keeps_its_step_open(world: World, meeting: Meeting) -> None:
    entry = world.line(meeting, world.item())
    answer(world, entry, something_to_do=True)
    shown = room(world, meeting)
    assert [line.entry.id for line in shown.left] == [entry.id]
    outcome = queries.last_answer(world.session, entry)
    promised = Promised("Mend it", world.nurse, world.today + WEEK)
    commands.promise_more(world.rep_works(), meeting=meeting, outcome=outcome, promised=promised)
    shown = room(world, meeting)
    assert shown.left == []
    assert [card.words for line in shown.lines for card in line.cards] == ["Mend it"]


def test_a_promise_made_in_this_meeting_is_no_promise_from_before(world: World, meeting: Meeting) -> None:
    entry = world.line(meeting, world.item())
    before = world.promise(words="From before")
    answer(world, entry, something_to_do=True)
    outcome = queries.last_answer(world.session, entry)
    promised = Promised("From today", world.nurse, world.today + WEEK)
    commands.promise_more(world.rep_works(), meeting=meeting, outcome=outcome, promised=promised)
    assert [card.id for card in room(world, meeting).cards] == [before.id]


def test_what_the_room_has_settled_stays_in_sight_until_the_end(world: World, meeting: Meeting) -> None:
    action = world.done_promise()
    work = world.rep_works()
    actions.count_replies(work, action=action, meeting=meeting, yes=5, partly=0, no=0)
    work.commit()
    shown = room(world, meeting)
    assert [card.id for card in shown.cards] == [action.id]
    assert shown.counted[action.id].yes == 5


def test_the_mark_changes_when_somebody_writes_and_only_then(world: World, meeting: Meeting) -> None:
    entry = world.line(meeting, world.item())
    action = world.done_promise()
    here, promises, line = (room(world, meeting, at).mark for at in ("here", "promises", str(entry.id)))
    assert room(world, meeting, "here").mark == here
    count_heads(world, meeting)
    assert room(world, meeting, "here").mark != here
    actions.count_replies(world.rep_works(), action=action, meeting=meeting, yes=1, partly=0, no=0)
    assert room(world, meeting, "promises").mark != promises
    answer(world, entry)
    assert room(world, meeting, str(entry.id)).mark != line


def test_an_answer_given_before_the_meeting_stands_on_its_line(world: World, meeting: Meeting) -> None:
    item = world.item()
    entry = world.line(meeting, item)
    work = world.nurse_works()
    agenda.answer_item(work, item=item, answer=Answer.YES, words="Done already")
    work.commit()
    (line,) = queries.lines(world.session, meeting, world.clock.now(), world.today)
    assert not line.open
    assert [given.outcome.words for given in line.given] == ["Done already"]
    assert queries.last_answer(world.session, entry).words == "Done already"


def test_words_nobody_has_read_are_a_gap_for_everybody(world: World, meeting: Meeting) -> None:
    world.line(meeting, world.item(words="Secret"))
    (line,) = queries.lines(world.session, meeting, world.clock.now(), world.today)
    assert (line.words, line.gap) == (None, Gap.UNREAD)


# --- rules -----------------------------------------------------------------------------------------------------------


def test_a_show_of_hands_needs_at_least_one_hand() -> None:
    hands_make_sense(Raised(staff_unsure=1))
    with pytest.raises(RuleBroken):
        hands_make_sense(Raised())


@pytest.mark.parametrize("name", Raised.__annotations__)
@pytest.mark.parametrize("count", [-1, 201])
def test_each_number_of_hands_is_from_0_to_200(name: str, count: int) -> None:
    with pytest.raises(RuleBroken) as refused:
        hands_make_sense(Raised(**{"patients_for": 1, name: count}))
    assert refused.value.field == name


def test_an_answer_that_promises_something_has_its_promise() -> None:
    answers_have_promises(0)
    with pytest.raises(RuleBroken) as refused:
        answers_have_promises(2)
    assert refused.value.params == {"count": 2}


@pytest.mark.parametrize("because", [None, "", " \n"])
def test_stopping_early_has_a_reason(because: str | None) -> None:
    assert stopping_makes_sense(" tired ") == "tired"
    with pytest.raises(RuleBroken):
        stopping_makes_sense(because)
