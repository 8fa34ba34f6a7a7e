"""In the meeting room: hands, notes, answers with their promise, and the two ways in which a meeting ends."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.actions.world import World
from wardvoice.actions import commands as actions
from wardvoice.actions import queries as of_actions
from wardvoice.agenda.models import AgendaEntry, Item, Outcome
from wardvoice.agenda.rules import Answer, CarriedBecause, EntryState, ItemState
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.meetings.models import Hands, Meeting
from wardvoice.meetings.rules import Decides, MeetingState
from wardvoice.minutes import commands, queries
from wardvoice.minutes.commands import Given, Promised

WEEK = timedelta(days=7)


@pytest.fixture
def meeting(world: World) -> Meeting:
    return world.meeting()


@pytest.fixture
def item(world: World) -> Item:
    return world.item(world.kestrel)


@pytest.fixture
def entry(world: World, meeting: Meeting, item: Item) -> AgendaEntry:
    return world.line(meeting, item)


def answer(world: World, entry: AgendaEntry, promised: Promised | None = None, **given: Any) -> Outcome:
    work = world.rep_works()
    meeting = world.session.get_one(Meeting, entry.meeting_id)
    facts = {"answer": Answer.YES, "given_by": world.nurse, "words": "We will mend it", "something_to_do": True}
    outcome, _ = commands.record_answer(
        work, meeting=meeting, entry=entry, given=Given(**(facts | given)), promised=promised, version=None
    )
    work.commit()
    return outcome


def a_promise(world: World, **more: Any) -> Promised:
    return Promised(**({"words": "Mend the dryer", "owner": world.nurse, "due": world.today + WEEK} | more))


# --- hands -----------------------------------------------------------------------------------------------------------


def count(world: World, entry: AgendaEntry, **hands: Any) -> Hands:
    work = world.rep_works()
    meeting = hands.pop("meeting", None) or world.session.get_one(Meeting, entry.meeting_id)
    given = {"decides": Decides.WE_WILL_DO, "question": "Chairs outside?", "patients_for": 6, "staff_against": 2}
    counted = commands.count_hands(work, meeting=meeting, entry=entry, **(given | hands))
    work.commit()
    return counted


def test_hands_are_counted_with_what_they_decide_patients_and_staff_apart(
    world: World, entry: AgendaEntry, item: Item
) -> None:
    hands = count(world, entry)
    assert (hands.patients_for, hands.staff_for, hands.staff_against) == (6, 0, 2)
    assert hands.decides is Decides.WE_WILL_DO
    told = world.told(item)[-1]
    assert told.what == Happened.HANDS_COUNTED
    assert (told.fact("patients_for"), told.fact("staff_against")) == (6, 2)
    assert told.fact("question") == "Chairs outside?"
    assert told.fact("decides") == "we-will-do"


def test_hands_on_a_standing_item_stand_in_the_meetings_history(world: World, meeting: Meeting) -> None:
    count(world, world.line(meeting, title="Any other business"))
    assert world.what_happened(meeting)[-1] == Happened.HANDS_COUNTED


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"patients_for": -1}, "patients_for"),
        ({"staff_unsure": 201}, "staff_unsure"),
        ({"question": " "}, "question"),
        ({"question": "x" * 5000}, "question"),
        ({"patients_for": 0, "staff_against": 0}, "patients_for"),
    ],
)
def test_impossible_hands_are_refused(world: World, entry: AgendaEntry, bad: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        count(world, entry, **bad)
    assert refused.value.field == field
    world.session.rollback()
    assert world.session.query(Hands).count() == 0


def test_hands_on_a_line_of_another_meeting_are_refused(world: World, entry: AgendaEntry) -> None:
    with pytest.raises(NotFound):
        count(world, entry, meeting=world.meeting(day=world.today + WEEK))


@pytest.mark.parametrize("state", [MeetingState.PUBLISHED, MeetingState.CLOSED])
def test_hands_are_counted_while_the_meeting_is_open(world: World, state: MeetingState) -> None:
    with pytest.raises(Stale):
        count(world, world.line(world.meeting(state), world.item()))


def test_staff_and_plain_patients_do_not_write_in_the_room(world: World, meeting: Meeting, entry: AgendaEntry) -> None:
    for actor in (world.as_staff(world.manager), world.as_patient(world.kestrel)):
        with pytest.raises(NotAllowed):
            commands.count_hands(
                world.work(actor),
                meeting=meeting,
                entry=entry,
                decides=Decides.WE_WILL_DO,
                question="Chairs?",
                patients_for=9,
            )
        with pytest.raises(NotAllowed):
            commands.note_said(world.work(actor), entry=entry, words="hello")
        with pytest.raises(NotAllowed):
            commands.close_meeting(world.work(actor), meeting=meeting)
        with pytest.raises(NotAllowed):
            commands.stop_early(world.work(actor), meeting=meeting, because="tired")


def test_the_scribe_writes_for_this_meeting_only(world: World) -> None:
    meeting = world.meeting(scribe_id=world.kestrel.id)
    entry = world.line(meeting, title="Welcome")
    commands.note_said(world.work(world.as_patient(world.kestrel)), entry=entry, words="Ground rules read")
    elsewhere = world.line(world.meeting(day=world.today + WEEK), title="Welcome")
    with pytest.raises(NotAllowed):
        commands.note_said(world.work(world.as_patient(world.kestrel)), entry=elsewhere, words="hello")


# --- notes -----------------------------------------------------------------------------------------------------------


def test_what_is_said_on_a_standing_item_is_noted(world: World, meeting: Meeting) -> None:
    entry = world.line(meeting, title="E-cigarette update")
    work = world.rep_works()
    commands.note_said(work, entry=entry, words=" New flavours from Monday ", version=entry.version)
    work.commit()
    assert entry.said == "New flavours from Monday"
    told = world.told(meeting)[-1]
    assert told.what == Happened.NOTE_ADDED
    assert told.fact("said") == "New flavours from Monday"


def test_two_people_writing_the_same_note_lose_nothing(world: World, meeting: Meeting) -> None:
    entry = world.line(meeting, title="E-cigarette update")
    seen = entry.version
    work = world.rep_works()
    commands.note_said(work, entry=entry, words="first", version=seen)
    work.commit()
    with pytest.raises(Stale):
        commands.note_said(world.rep_works(), entry=entry, words="second", version=seen)
    assert entry.said == "first"


def test_an_empty_note_is_refused(world: World, meeting: Meeting) -> None:
    with pytest.raises(RuleBroken) as refused:
        commands.note_said(world.rep_works(), entry=world.line(meeting, title="x"), words="  ")
    assert refused.value.field == "words"


# --- an answer and its promise ---------------------------------------------------------------------------------------


def test_the_rep_writes_down_an_answer_and_its_promise_at_once(world: World, entry: AgendaEntry, item: Item) -> None:
    outcome = answer(world, entry, a_promise(world))
    assert item.state is ItemState.ANSWERED
    assert entry.state is EntryState.ANSWERED
    assert outcome.given_by_id == world.nurse.id
    (action,) = of_actions.of_outcomes(world.session, world.ward.id, [outcome.id])
    assert action.item_id == item.id
    assert action.promises[0].made_in_id == entry.meeting_id
    assert world.what_happened(item)[-1] == Happened.ITEM_ANSWERED
    assert world.what_happened(action) == [Happened.PROMISE_MADE]


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"words": ""}, "promise"),
        ({"words": "Look into it"}, "promise"),
        ({"owner": None}, "owner"),
        ({"due": None}, "due"),
        ({"words": "Mend it", "far_because": ""}, None),
    ],
)
def test_a_promise_that_makes_no_sense_leaves_no_answer_either(
    world: World, entry: AgendaEntry, item: Item, bad: dict[str, Any], field: str | None
) -> None:
    if field is None:
        bad, field = {**bad, "due": world.today + 9 * WEEK}, "far_because"
    with pytest.raises(RuleBroken) as refused:
        answer(world, entry, a_promise(world, **bad))
    assert refused.value.field == field
    world.session.rollback()
    assert world.session.query(Outcome).count() == 0
    assert item.state is ItemState.PLACED


def test_an_answer_names_who_gave_it(world: World, entry: AgendaEntry) -> None:
    with pytest.raises(RuleBroken) as refused:
        answer(world, entry, given_by=None)
    assert refused.value.field == "given_by"


def test_an_answer_to_a_line_of_another_meeting_is_refused(world: World, entry: AgendaEntry) -> None:
    other = world.meeting(day=world.today + WEEK)
    given = Given(Answer.YES, world.nurse, "yes")
    with pytest.raises(NotFound):
        commands.record_answer(world.rep_works(), meeting=other, entry=entry, given=given, promised=None, version=None)


# --- the end ---------------------------------------------------------------------------------------------------------


def close(world: World, meeting: Meeting, **more: Any) -> None:
    work = world.rep_works()
    commands.close_meeting(work, meeting=meeting, **more)
    work.commit()


def stop(world: World, meeting: Meeting, because: str | None) -> None:
    work = world.rep_works()
    commands.stop_early(work, meeting=meeting, because=because)
    work.commit()


def test_a_meeting_whose_items_all_have_an_outcome_can_be_closed(
    world: World, meeting: Meeting, entry: AgendaEntry
) -> None:
    world.line(meeting, title="Any other business")
    answer(world, entry, a_promise(world))
    close(world, meeting, version=meeting.version)
    assert meeting.state is MeetingState.CLOSED
    assert meeting.closed_at == world.clock.now()
    assert world.what_happened(meeting)[-1] == Happened.MEETING_CLOSED


def test_a_meeting_cannot_be_closed_while_an_item_has_no_outcome(
    world: World, meeting: Meeting, entry: AgendaEntry
) -> None:
    with pytest.raises(RuleBroken) as refused:
        close(world, meeting)
    assert refused.value.params == {"count": 1}
    assert meeting.state is MeetingState.OPEN


def test_a_yes_with_something_to_do_needs_a_promise_before_the_end(
    world: World, meeting: Meeting, entry: AgendaEntry
) -> None:
    outcome = answer(world, entry)
    assert queries.answers_without_promise(world.session, meeting) == [outcome]
    with pytest.raises(RuleBroken):
        close(world, meeting)
    with pytest.raises(RuleBroken):
        stop(world, meeting, "fire alarm")
    world.session.rollback()
    actions.make_promise(
        world.rep_works(), outcome=outcome, words="Mend it", owner=world.nurse, due=world.today, meeting=meeting
    )
    close(world, meeting)


def test_a_yes_that_is_done_already_needs_no_promise(world: World, meeting: Meeting, entry: AgendaEntry) -> None:
    answer(world, entry, something_to_do=False)
    close(world, meeting)


def test_a_second_answer_on_the_same_line_replaces_what_the_first_asked_for(
    world: World, meeting: Meeting, entry: AgendaEntry
) -> None:
    answer(world, entry)
    world.clock.go_on(minutes=5)
    answer(world, entry, answer=Answer.NO, words="No money", review_on=world.today + WEEK)
    assert queries.answers_without_promise(world.session, meeting) == []


def test_stop_early_carries_the_rest_over_with_one_reason(world: World, meeting: Meeting, entry: AgendaEntry) -> None:
    later = [world.item(), world.item()]
    left = [world.line(meeting, one) for one in later]
    answer(world, entry, a_promise(world))
    stop(world, meeting, " fire alarm ")
    assert meeting.state is MeetingState.CLOSED
    assert meeting.stopped_early_because == "fire alarm"
    assert [line.state for line in left] == [EntryState.CARRIED] * 2
    assert [one.state for one in later] == [ItemState.CARRIED_OVER] * 2
    outcomes = world.session.query(Outcome).filter(Outcome.carried_because.is_not(None)).all()
    assert {outcome.carried_because for outcome in outcomes} == {CarriedBecause.STOPPED_EARLY}
    assert {outcome.carried_words for outcome in outcomes} == {"fire alarm"}
    assert world.told(meeting)[-1].fact("stopped_early") == "fire alarm"


@pytest.mark.parametrize("because", [None, "", "   "])
def test_stop_early_needs_its_reason(world: World, meeting: Meeting, entry: AgendaEntry, because: str | None) -> None:
    with pytest.raises(RuleBroken) as refused:
        stop(world, meeting, because)
    assert refused.value.field == "because"
    assert entry.state is EntryState.ON


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.PUBLISHED, MeetingState.CLOSED])
def test_only_an_open_meeting_ends(world: World, state: MeetingState) -> None:
    meeting = world.meeting(state)
    with pytest.raises(Stale):
        close(world, meeting)
    with pytest.raises(Stale):
        stop(world, meeting, "tired")


def test_a_meeting_is_not_closed_from_an_older_page(world: World, meeting: Meeting) -> None:
    with pytest.raises(Stale):
        close(world, meeting, version=meeting.version - 1)


def test_a_line_of_another_meeting_is_not_found(world: World, meeting: Meeting, entry: AgendaEntry) -> None:
    assert queries.entry(world.session, meeting, entry.id) is entry
    with pytest.raises(NotFound):
        queries.entry(world.session, world.meeting(day=world.today + WEEK), entry.id)
