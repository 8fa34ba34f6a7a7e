"""Who may do what at the patients' council: nothing that is not named, line by line."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from tests.council.hospital import TwoWards
from tools.print_docs import PEOPLE
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.rules import Answer, ItemKind, ShownAs, Topic
from wardvoice.core.actor import CLOCK, Actor, Door, Role
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken
from wardvoice.core.policy import AT_THE_COUNCIL, POLICY, May, could, may
from wardvoice.meetings import commands as meetings
from wardvoice.meetings.rules import MeetingKind, NotHeldBecause
from wardvoice.wards import commands as of_wards
from wardvoice.wards.rules import WardKind

HELD: dict[May, set[str]] = {
    May.MERGE: {"rep or deputy"},
    May.WRITE_FOR: {"rep or deputy"},
    May.CALL_OFF: {"rep or deputy", "service lead"},
    May.PREPARE: {"rep or deputy", "listener", "the clock"},
    May.RUN_MEETING: {"rep or deputy", "listener"},
    May.ANSWER: {"manager", "service lead"},
    May.READ_RECEIVED: {"rep or deputy", "listener", "manager", "service lead"},
    May.SET_RHYTHM: {"listener", "admin"},
    May.MAKE_PROMISE: {"rep or deputy", "listener", "manager", "service lead"},
    May.CONFIRM: {"rep or deputy"},
}
NOWHERE_THERE = (
    *(May.RAISE_ITEM, May.LOOK_BEHIND, May.EDIT_ITEM, May.ACCEPT_ANSWER, May.SEE_MY_THINGS, May.COME_BACK),
    *(May.CALL_FOR_HELP, May.SEE_ALERTS, May.LISTEN, May.BE_IN_CHARGE, May.WRITE_PRIVATELY, May.READ_PRIVATE),
    *(May.DRAW_CARD, May.TAKE_WARD_NAME, May.GIVE_TERM, May.ENROL_SCREEN, May.KEEP_WARD, May.KEEP_ACCOUNTS),
)


def there(actor: Actor) -> Actor:
    return replace(actor, at_council=True, stands_in=False)


@pytest.mark.parametrize("what", HELD)
def test_who_may_there(what: May) -> None:
    assert {name for name, actor in PEOPLE.items() if may(there(actor), what)} == HELD[what]


@pytest.mark.parametrize("what", NOWHERE_THERE)
def test_what_there_is_not_at_the_council_nobody_may_there(what: May) -> None:
    everything = Actor(Door.TERMINAL, id=UUID(int=1), roles=frozenset(Role), at_council=True, slip="slip")
    assert what in POLICY
    for actor in (everything, replace(everything, door=Door.OWN_DEVICE), replace(CLOCK, at_council=True)):
        assert not may(actor, what)
        assert not could(actor, what)


def test_the_narrower_law_gives_nobody_of_a_ward_what_the_ward_does_not() -> None:
    """But the parts that there are only here: the secretary's, and what the service lead has in a manager's place."""
    only_here = {"listener": {May.PREPARE, May.RUN_MEETING, May.SET_RHYTHM, May.MAKE_PROMISE, May.READ_RECEIVED}}
    only_here["service lead"] = {May.READ_RECEIVED, May.CALL_OFF, May.REPORT, May.MOVE_DATE, May.HAND_OVER}
    for name, actor in PEOPLE.items():
        more = {what for what in AT_THE_COUNCIL if may(there(actor), what) and not may(actor, what)}
        assert more == only_here.get(name, set()), name


# --- and the commands ask it -------------------------------------------------------------------------------------


def test_a_rep_of_any_ward_prepares_and_runs_it(wards: TwoWards) -> None:
    wards.refused()
    wards.tick()
    meeting = wards.agenda(who="rep of Birch")
    wards.does(wards.there("rep of Alder"), meetings.open_meeting, meeting=meeting)
    assert meeting.opened_at is not None


@pytest.mark.parametrize("who", ["patient of Alder", "staff of Alder", "manager of Alder", "advocate", "lead"])
def test_nobody_else_prepares_it(wards: TwoWards, who: str) -> None:
    facts = {"day": wards.clock.today, "at": wards.clock.now().time(), "kind": MeetingKind.COUNCIL}
    with pytest.raises(NotAllowed):
        wards.does(wards.there(who), meetings.plan_meeting, **facts)


def test_the_secretary_prepares_and_writes_and_decides_nothing(wards: TwoWards) -> None:
    items = [wards.refused("One"), wards.refused("Two")]
    wards.tick()
    one, two = (wards.stands_for(item) for item in items)
    secretary = wards.there("listener")
    meeting = wards.agenda(who="listener")
    wards.does(secretary, meetings.open_meeting, meeting=meeting)
    answer = {"item": one, "entry": wards.line(one), "answer": Answer.YES, "words": "Buy one"}
    wards.does(secretary, agenda.answer_item, **answer)
    with pytest.raises(NotAllowed):
        wards.does(secretary, agenda.answer_item, item=two, answer=Answer.YES, words="Of my own")
    with pytest.raises(NotAllowed):
        wards.does(secretary, agenda.merge_items, item=one, into=two)
    with pytest.raises(NotAllowed):
        wards.does(secretary, agenda.call_off, meeting=meeting, because=NotHeldBecause.INCIDENT)


def test_in_the_room_a_manager_or_lead_gives_the_answer_or_the_council_itself(wards: TwoWards) -> None:
    item = wards.refused()
    wards.tick()
    at_council, rep = wards.stands_for(item), wards.there("rep of Birch")
    meeting = wards.agenda()
    wards.does(rep, meetings.open_meeting, meeting=meeting)
    answer = {"item": at_council, "entry": wards.line(at_council), "answer": Answer.YES, "words": "Buy one"}
    with pytest.raises(RuleBroken):
        wards.does(rep, agenda.answer_item, given_by=wards.account("staff of Alder"), **answer)
    for giver in ("manager of Alder", "manager of Birch", "lead"):
        outcome = wards.does(rep, agenda.answer_item, given_by=wards.account(giver), **answer)
        assert outcome.given_by_id == wards.people[giver].id
    assert wards.does(rep, agenda.answer_item, given_by=None, **answer).given_by_id is None


def test_on_a_ward_somebody_must_still_have_given_the_answer(wards: TwoWards) -> None:
    item, rep = wards.item(), wards.people["rep of Alder"]
    meeting = wards.open_on_alder()
    facts = {"item": item, "entry": wards.line(item), "answer": Answer.YES, "words": "Yes"}
    assert meeting.opened_at is not None
    with pytest.raises(RuleBroken):
        wards.does(rep, agenda.answer_item, given_by=None, **facts)


def test_a_manager_answers_outside_the_meeting_and_a_nurse_does_not(wards: TwoWards) -> None:
    item = wards.refused()
    wards.tick()
    facts = {"item": wards.stands_for(item), "answer": Answer.YES, "words": "It is ordered"}
    with pytest.raises(NotAllowed):
        wards.does(wards.there("staff of Alder"), agenda.answer_item, **facts)
    assert wards.does(wards.there("manager of Birch"), agenda.answer_item, **facts).answer is Answer.YES


def test_a_rep_at_the_council_touches_nothing_of_another_ward(wards: TwoWards) -> None:
    item = wards.item(ward=wards.birch)
    for who in (wards.there("rep of Alder"), wards.people["rep of Alder"]):
        with pytest.raises(NotFound):
            wards.does(who, agenda.read_item, item=item)


def test_a_rep_writes_something_of_the_councils_own(wards: TwoWards) -> None:
    facts = {
        "kind": ItemKind.IDEA,
        "topic": Topic.RULES,
        "words": "One rule for all wards",
        "shown_as": ShownAs.PATIENT,
    }
    own = wards.does(wards.there("rep of Alder"), agenda.write_for, **facts)
    assert (own.ward_id, own.origin_id) == (wards.council.id, None)
    with pytest.raises(NotAllowed):
        wards.does(wards.there("patient of Alder"), agenda.write_for, **facts)


# --- the body itself ---------------------------------------------------------------------------------------------


def test_there_is_one_council_and_it_has_no_beds(wards: TwoWards) -> None:
    admin = wards.people["admin"]
    with pytest.raises(RuleBroken):
        wards.does(admin, of_wards.open_ward, name="Another council", kind=WardKind.COUNCIL)
    assert wards.council.beds == 0


@pytest.mark.parametrize("kind", [MeetingKind.WARD, MeetingKind.MUTUAL_HELP])
def test_it_holds_its_own_kind_of_meeting_alone_and_a_ward_never_that(wards: TwoWards, kind: MeetingKind) -> None:
    facts = {"day": wards.clock.today, "at": wards.clock.now().time()}
    with pytest.raises(RuleBroken):
        wards.does(wards.there("rep of Alder"), meetings.plan_meeting, kind=kind, **facts)
    with pytest.raises(RuleBroken):
        wards.does(wards.people["rep of Alder"], meetings.plan_meeting, kind=MeetingKind.COUNCIL, **facts)


def test_it_meets_monthly_without_asking_a_meeting_first_and_a_ward_does_not(wards: TwoWards) -> None:
    facts = {"weekday": 1, "at": wards.clock.now().time(), "every_weeks": 4, "minutes": 90}
    assert wards.does(wards.there("listener"), meetings.set_rhythm, kind=MeetingKind.COUNCIL, **facts).every_weeks == 4
    with pytest.raises(RuleBroken):
        wards.does(wards.people["manager of Alder"], meetings.set_rhythm, kind=MeetingKind.WARD, **facts)
    with pytest.raises(NotAllowed):
        wards.does(wards.there("manager of Alder"), meetings.set_rhythm, kind=MeetingKind.COUNCIL, **facts)
