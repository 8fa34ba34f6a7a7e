"""What goes from a ward to the council by itself, once for each reason and turn (F7, F11, I8)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from tests.council.hospital import TwoWards
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.models import Escalation
from wardvoice.agenda.rules import Answer, EscalatedBecause, ItemKind, ItemState
from wardvoice.core.errors import NotAllowed
from wardvoice.core.history import Happened
from wardvoice.meetings.rules import NotHeldBecause
from wardvoice.proof.verify import verify
from wardvoice.storage.history import HistoryWords

CARRIED, RAISED, NOT_ACCEPTED = EscalatedBecause


def reasons(wards: TwoWards) -> list[EscalatedBecause]:
    return [one.reason for one in wards.tick()]


def test_what_was_carried_over_three_times_goes_there_a_meeting_not_held_included(wards: TwoWards) -> None:
    item = wards.item()
    wards.in_vain()
    wards.in_vain(called_off=True)
    assert wards.tick() == []
    third = wards.in_vain()
    (one,) = wards.tick()
    assert (one.reason, one.since, one.origin_id) == (CARRIED, third.day, item.id)
    assert one.ward_id == wards.council.id
    at_council = wards.stands_for(item)
    assert (at_council.words, at_council.topic, at_council.author_id) == (None, item.topic, None)
    assert wards.tick() == []


def test_putting_off_counts(wards: TwoWards) -> None:
    item = wards.item()
    rep = wards.people["rep of Alder"]
    for _ in range(3):
        meeting = a.a_meeting(wards.alder, wards.clock.today, actor=rep, clock=wards.clock)
        wards.does(rep, agenda.put_off, meeting=meeting, item=item, because="The band plays")
        wards.does(rep, agenda.publish, meeting=meeting)
        wards.does(rep, agenda.call_off, meeting=meeting, because=NotHeldBecause.INCIDENT)
        wards.clock.go_on(days=7)
    assert reasons(wards) == [CARRIED]


def test_nothing_is_lost_that_was_reached_between_two_runs(wards: TwoWards) -> None:
    """Answered in the minute before the tick, it goes there all the same."""
    item = wards.item()
    for _ in range(3):
        wards.in_vain()
    wards.answered(item)
    assert reasons(wards) == [CARRIED]


def test_what_was_raised_four_times_is_told_and_its_day_is_that_of_the_last_link(wards: TwoWards) -> None:
    item = wards.raised_again()
    (one,) = wards.tick()
    assert (one.reason, one.since, one.origin_id) == (RAISED, wards.clock.today, item.id)
    assert wards.tick() == []


def test_a_refused_answer_goes_there_and_each_new_answer_once_more(wards: TwoWards) -> None:
    item = wards.refused()
    (first,) = wards.tick()
    assert (first.reason, first.turn) == (NOT_ACCEPTED, 0)
    at_council = wards.stands_for(item)
    wards.does(wards.people["patient of Alder"], agenda.accept_answer, outcome=wards.answered(item), accepted=False)
    (second,) = wards.tick()
    assert (second.reason, second.turn, second.item_id) == (NOT_ACCEPTED, 1, at_council.id)
    assert wards.tick() == []


def test_who_thinks_again_before_anybody_heard_of_it_sends_nothing(wards: TwoWards) -> None:
    kestrel, item = wards.people["patient of Alder"], wards.item(actor=wards.people["patient of Alder"])
    outcome = wards.answered(item)
    for accepted in (False, True):
        wards.does(kestrel, agenda.accept_answer, outcome=outcome, accepted=accepted)
    assert wards.tick() == []


def test_once_the_council_has_answered_the_same_comes_as_a_new_item(wards: TwoWards) -> None:
    item = wards.refused()
    wards.tick()
    first = wards.stands_for(item)
    wards.agenda()
    answer = {"item": first, "answer": Answer.YES, "words": "Buy one"}
    wards.does(wards.there("lead"), agenda.answer_item, **answer)
    wards.does(wards.people["patient of Alder"], agenda.accept_answer, outcome=wards.answered(item), accepted=False)
    (again,) = wards.tick()
    assert again.item_id != first.id


def test_part_of_another_it_arrives_as_the_one_that_leads(wards: TwoWards) -> None:
    part, lead = wards.item("My socks stay wet"), wards.item()
    for _ in range(3):
        wards.in_vain()
    wards.does(wards.people["rep of Alder"], agenda.merge_items, item=part, into=lead)
    (one,) = wards.tick()
    assert one.origin_id == lead.id


@pytest.mark.parametrize("kind", [ItemKind.THANKS, ItemKind.KEEP])
def test_good_things_stay_on_their_ward(wards: TwoWards, kind: ItemKind) -> None:
    wards.item("Thank you for the music", kind=kind)
    for _ in range(3):
        wards.in_vain()
    assert wards.tick() == []


def test_what_was_reached_before_the_council_opened_stays_where_it_is(session: Session, clock: SetClock) -> None:
    wards = TwoWards(session, clock, opens_in=21)
    wards.item()
    for _ in range(3):
        wards.in_vain()
    assert wards.tick() == []


def test_a_wards_own_tick_takes_nothing_up_and_nobody_else_may(wards: TwoWards) -> None:
    wards.refused()
    assert wards.does(a.the_clock(wards.alder), agenda.take_up_from_wards) == []
    with pytest.raises(NotAllowed):
        wards.does(wards.there("rep of Alder"), agenda.take_up_from_wards)


def test_on_postgresql_too(wards_on_postgresql: TwoWards) -> None:
    wards = wards_on_postgresql
    item = wards.refused()
    for _ in range(3):
        wards.in_vain()
    wards.item("Fruit")
    for _ in range(3):
        wards.in_vain()
    wards.raised_again("Lamp")
    assert sorted(reasons(wards)) == [CARRIED, NOT_ACCEPTED, RAISED]
    assert wards.tick() == []
    meeting = wards.agenda()
    assert wards.stands_for(item).state is ItemState.PLACED
    assert meeting.published_at is not None
    assert verify(wards.session).whole
    assert meeting.day + timedelta(days=1) > wards.clock.today


def test_the_councils_chain_holds_no_word_of_a_ward_and_shows_what_was_touched(wards: TwoWards) -> None:
    item = wards.refused()
    (escalation,) = wards.tick()
    words = wards.session.scalars(select(HistoryWords.text).where(HistoryWords.chain == wards.council.id))
    assert item.words not in set(words)
    assert verify(wards.session).whole
    later = update(Escalation).where(Escalation.id == escalation.id).values(since=escalation.since + timedelta(days=9))
    wards.session.execute(later.execution_options(synchronize_session=False))
    assert f"escalations:{escalation.id}" in (verify(wards.session).broken or "")


def test_both_chains_tell_of_it_and_of_the_answer(wards: TwoWards) -> None:
    item = wards.refused()
    wards.tick()
    at_council = wards.stands_for(item)
    answer = {"item": at_council, "answer": Answer.YES, "words": "One for each ward"}
    wards.does(wards.there("lead"), agenda.answer_item, **answer)
    told = {ward.name: [row.what for row in a.history_of(ward)] for ward in (wards.alder, wards.council)}
    assert told["Alder"][-2:] == [Happened.SENT_TO_COUNCIL, Happened.COUNCIL_ANSWERED]
    assert told["Patients’ council"][-2:] == [Happened.COUNCIL_RECEIVED, Happened.ITEM_ANSWERED]
    assert verify(wards.session).whole
