"""Answers in the room and outside it, corrections, acceptance, and what waits until next time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import SetClock
from wardvoice.agenda import commands, queries
from wardvoice.agenda.models import AgendaEntry, Item
from wardvoice.agenda.rules import Answer, CarriedBecause, EntryState, ItemState
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.meetings.models import Meeting
from wardvoice.people.models import Account
from wardvoice.storage.base import Witnessed
from wardvoice.storage.history import Remembered
from wardvoice.wards.models import Ward

Do = Callable[..., Any]
Told = Callable[[Witnessed], list[str]]


@pytest.fixture
def item(ward: Ward, kestrel: Actor, clock: SetClock) -> Item:
    return builders.an_item(ward, actor=kestrel, clock=clock)


@pytest.fixture
def meeting(ward: Ward, item: Item, rep: Actor, clock: SetClock) -> Meeting:
    return builders.an_open_meeting(ward, items=[item], actor=rep, clock=clock)


@pytest.fixture
def entry(session: Session, meeting: Meeting, item: Item) -> AgendaEntry:
    found = queries.entry_of(session, meeting, item)
    assert found is not None
    return found


@pytest.fixture
def tom(session: Session, nurse: Actor) -> Account:
    found = session.get(Account, nurse.id)
    assert found is not None
    return found


# --- outside the meeting ---


def test_a_nurse_answers_before_the_meeting_in_their_own_name(
    do: Do, nurse: Actor, item: Item, clock: SetClock, remembered: Callable[[Witnessed], list[Remembered]]
) -> None:
    outcome = do(nurse, commands.answer_item, item=item, answer=Answer.YES, words="A part is ordered.")
    assert (outcome.given_by_id, outcome.at, outcome.entry_id) == (nurse.id, clock.now(), None)
    assert item.state is ItemState.ANSWERED
    told = remembered(item)[-1]
    assert (told.what, told.fact("answer"), told.fact("words")) == (Happened.ITEM_ANSWERED, "yes", "A part is ordered.")
    assert told.fact("given_by") == str(nurse.id)


def test_an_answer_given_early_stands_on_the_agenda(
    do: Do, nurse: Actor, rep: Actor, ward: Ward, item: Item, session: Session, clock: SetClock
) -> None:
    meeting = builders.a_published_agenda(ward, items=[item], actor=rep, clock=clock)
    outcome = do(nurse, commands.answer_item, item=item, answer=Answer.YES)
    line = queries.entry_of(session, meeting, item)
    assert line is not None
    assert (line.state, outcome.entry_id) == (EntryState.ANSWERED, line.id)
    assert queries.without_outcome(session, meeting) == []


def test_patients_and_the_rep_answer_nothing_outside_the_meeting(
    do: Do, rep: Actor, kestrel: Actor, somebody: Actor, advocate: Actor, item: Item
) -> None:
    for actor in (rep, kestrel, somebody, advocate):
        with pytest.raises(NotAllowed):
            do(actor, commands.answer_item, item=item, answer=Answer.YES)


@pytest.mark.parametrize(("answer", "field"), [(Answer.NO, "words"), (Answer.PASSED_TO, "passed_to")])
def test_half_an_answer_is_not_stored(do: Do, nurse: Actor, item: Item, answer: Answer, field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        do(nurse, commands.answer_item, item=item, answer=answer)
    assert refused.value.field == field


def test_a_no_keeps_its_review_day_and_passed_to_its_check_day(
    do: Do, nurse: Actor, item: Item, session: Session, clock: SetClock
) -> None:
    soon = clock.today + timedelta(days=28)
    no = do(nurse, commands.answer_item, item=item, answer=Answer.NO, words="No money.", review_on=soon, check_on=soon)
    assert (no.review_on, no.check_on) == (soon, None)
    clock.go_on(hours=1)
    passed = do(nurse, commands.answer_item, item=item, answer=Answer.PASSED_TO, passed_to="Estates", check_on=soon)
    assert (passed.passed_to, passed.check_on, passed.review_on) == ("Estates", soon, None)
    outcomes = queries.outcomes_of(session, [item.id])[item.id]
    assert queries.last_answer(outcomes) is passed
    assert queries.still_answered(session, item, soon)
    assert not queries.still_answered(session, item, soon + timedelta(days=1))


def test_an_answer_to_an_old_page_is_not_stored(do: Do, nurse: Actor, item: Item) -> None:
    with pytest.raises(Stale):
        do(nurse, commands.answer_item, item=item, answer=Answer.YES, version=item.version - 1)


def test_a_withdrawn_item_is_not_answered(do: Do, nurse: Actor, kestrel: Actor, item: Item) -> None:
    do(kestrel, commands.withdraw_item, item=item)
    with pytest.raises(Stale):
        do(nurse, commands.answer_item, item=item, answer=Answer.YES)


# --- in the room ---


def test_the_rep_writes_down_who_gave_the_answer(
    do: Do, rep: Actor, item: Item, entry: AgendaEntry, tom: Account
) -> None:
    outcome = do(
        rep, commands.answer_item, item=item, entry=entry, answer=Answer.PARTLY, given_by=tom, something_to_do=True
    )
    assert (outcome.given_by_id, outcome.entry_id, outcome.something_to_do) == (tom.id, entry.id, True)
    assert (entry.state, item.state) == (EntryState.ANSWERED, ItemState.ANSWERED)


def test_only_staff_in_post_can_be_named(
    do: Do, rep: Actor, advocate: Actor, item: Item, entry: AgendaEntry, session: Session, ward: Ward, clock: SetClock
) -> None:
    left = builders.a_staff_actor(ward, Role.STAFF, name="Gone", clock=clock)
    account = session.get(Account, left.id)
    assert account is not None
    from wardvoice.people.commands import close_account

    do(builders.ADMIN, close_account, account=account)
    for given_by in (None, session.get(Account, advocate.id), account):
        with pytest.raises(RuleBroken) as refused:
            do(rep, commands.answer_item, item=item, entry=entry, answer=Answer.YES, given_by=given_by)
        assert refused.value.field == "given_by"


def test_a_nurse_who_is_not_the_scribe_writes_nothing_in_the_room(
    do: Do, nurse: Actor, item: Item, entry: AgendaEntry, tom: Account
) -> None:
    with pytest.raises(NotAllowed):
        do(nurse, commands.answer_item, item=item, entry=entry, answer=Answer.YES, given_by=tom)


def test_no_answer_lands_on_another_items_line_or_before_the_meeting(
    do: Do, rep: Actor, ward: Ward, entry: AgendaEntry, tom: Account, clock: SetClock, session: Session
) -> None:
    other = builders.an_item(ward, clock=clock)
    with pytest.raises(NotFound):
        do(rep, commands.answer_item, item=other, entry=entry, answer=Answer.YES, given_by=tom)
    later = builders.a_meeting(ward, clock.today + timedelta(days=7), clock=clock)
    line = do(rep, commands.place_item, meeting=later, item=other)
    with pytest.raises(Stale):
        do(rep, commands.answer_item, item=other, entry=line, answer=Answer.YES, given_by=tom)


# --- carried over ---


def test_what_waits_until_next_time_says_why_and_counts(
    do: Do, rep: Actor, item: Item, entry: AgendaEntry, session: Session, told: Told
) -> None:
    with pytest.raises(RuleBroken):
        do(rep, commands.carry_over, entry=entry, because=CarriedBecause.OTHER)
    outcome = do(rep, commands.carry_over, entry=entry, because=CarriedBecause.DECIDER_ABSENT, words="Ann is away.")
    assert (outcome.answer, outcome.carried_words) == (None, "Ann is away.")
    assert (entry.state, item.state) == (EntryState.CARRIED, ItemState.CARRIED_OVER)
    assert told(item)[-1] == Happened.ITEM_CARRIED
    assert queries.times_carried(session, [item.id]) == {item.id: 1}
    with pytest.raises(Stale):
        do(rep, commands.carry_over, entry=entry, because=CarriedBecause.NO_TIME)


def test_nurses_carry_nothing_over(do: Do, nurse: Actor, entry: AgendaEntry) -> None:
    with pytest.raises(NotAllowed):
        do(nurse, commands.carry_over, entry=entry, because=CarriedBecause.NO_TIME)


def test_nothing_is_carried_over_before_the_meeting(
    do: Do, rep: Actor, ward: Ward, item: Item, clock: SetClock
) -> None:
    meeting = builders.a_meeting(ward, clock=clock)
    line = do(rep, commands.place_item, meeting=meeting, item=item)
    with pytest.raises(Stale):
        do(rep, commands.carry_over, entry=line, because=CarriedBecause.NO_TIME)


# --- corrected ---


def test_whoever_gave_the_answer_appends_a_correction_within_two_days(
    do: Do, nurse: Actor, manager: Actor, rep: Actor, item: Item, session: Session, clock: SetClock, told: Told
) -> None:
    outcome = do(nurse, commands.answer_item, item=item, answer=Answer.YES, words="By Friday.")
    do(nurse, commands.correct_answer, outcome=outcome, words="I said by Monday.")
    assert (outcome.words, queries.corrections(session, outcome)[0].words) == ("By Friday.", "I said by Monday.")
    assert told(item)[-1] == Happened.ANSWER_CORRECTED
    for actor in (manager, rep):
        with pytest.raises(NotAllowed):
            do(actor, commands.correct_answer, outcome=outcome, words="x")
    with pytest.raises(RuleBroken):
        do(nurse, commands.correct_answer, outcome=outcome, words=" ")
    clock.go_on(days=3)
    with pytest.raises(RuleBroken):
        do(nurse, commands.correct_answer, outcome=outcome, words="x")


# --- accepted or not ---


def test_the_raiser_says_whether_the_answer_is_good_enough_and_may_change_their_mind(
    do: Do, nurse: Actor, kestrel: Actor, item: Item, session: Session, told: Told
) -> None:
    outcome = do(nurse, commands.answer_item, item=item, answer=Answer.YES)
    do(kestrel, commands.accept_answer, outcome=outcome, accepted=False)
    assert queries.acceptance(session, [outcome.id]) == {outcome.id: False}
    do(kestrel, commands.accept_answer, outcome=outcome, accepted=True)
    assert queries.acceptance(session, [outcome.id]) == {outcome.id: True}
    assert told(item)[-2:] == [Happened.ANSWER_NOT_ACCEPTED, Happened.ANSWER_ACCEPTED]


def test_a_raiser_who_says_the_same_twice_is_written_down_once(
    do: Do, nurse: Actor, kestrel: Actor, item: Item, session: Session, told: Told
) -> None:
    outcome = do(nurse, commands.answer_item, item=item, answer=Answer.YES)
    first, again = (do(kestrel, commands.accept_answer, outcome=outcome, accepted=True) for _ in range(2))
    assert again is first
    assert told(item).count(Happened.ANSWER_ACCEPTED) == 1


def test_a_raiser_whose_item_became_part_of_it_is_asked_too(
    do: Do, nurse: Actor, kestrel: Actor, rep: Actor, item: Item, ward: Ward, session: Session, clock: SetClock
) -> None:
    wren = builders.a_patient_actor(ward, clock=clock)
    part = builders.an_item(ward, actor=wren, clock=clock)
    do(rep, commands.merge_items, item=part, into=item)
    outcome = do(nurse, commands.answer_item, item=item, answer=Answer.YES)
    do(kestrel, commands.accept_answer, outcome=outcome, accepted=True)
    do(wren, commands.accept_answer, outcome=outcome, accepted=False)
    assert queries.acceptance(session, [outcome.id]) == {outcome.id: False}


def test_nobody_else_accepts_for_the_raiser(do: Do, nurse: Actor, rep: Actor, somebody: Actor, item: Item) -> None:
    outcome = do(nurse, commands.answer_item, item=item, answer=Answer.YES)
    for actor in (nurse, rep, somebody):
        with pytest.raises(NotAllowed):
            do(actor, commands.accept_answer, outcome=outcome, accepted=True)


def test_hands_in_the_room_say_whether_it_is_accepted(
    do: Do, rep: Actor, nurse: Actor, item: Item, entry: AgendaEntry, tom: Account, session: Session, told: Told
) -> None:
    outcome = do(rep, commands.answer_item, item=item, entry=entry, answer=Answer.YES, given_by=tom)
    do(rep, commands.count_acceptance, outcome=outcome, yes=2, no=5, unsure=1)
    assert queries.acceptance(session, [outcome.id]) == {outcome.id: False}
    assert told(item)[-1] == Happened.ANSWER_NOT_ACCEPTED
    with pytest.raises(NotAllowed):
        do(nurse, commands.count_acceptance, outcome=outcome, yes=9, no=0)
    with pytest.raises(RuleBroken):
        do(rep, commands.count_acceptance, outcome=outcome, yes=0, no=0)


def test_no_hands_are_counted_outside_the_meeting(do: Do, rep: Actor, nurse: Actor, item: Item) -> None:
    outcome = do(nurse, commands.answer_item, item=item, answer=Answer.YES)
    with pytest.raises(RuleBroken):
        do(rep, commands.count_acceptance, outcome=outcome, yes=1, no=0)


def test_outcomes_and_lines_of_another_ward_are_not_found(
    do: Do, nurse: Actor, item: Item, entry: AgendaEntry, session: Session, clock: SetClock
) -> None:
    outcome = do(nurse, commands.answer_item, item=item, answer=Answer.YES)
    other = builders.a_ward(session, "Beech", clock=clock)
    for find, thing in ((queries.outcome, outcome), (queries.entry, entry)):
        with pytest.raises(NotFound):
            find(session, other.id, thing.id)
