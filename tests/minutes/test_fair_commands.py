"""The two yeses to the minutes, what stands beside them, and what the history remembers of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.actions.world import World
from tests.minutes.agreed import a_closed_meeting, as_stand_in, both_agree, does, the_minutes
from wardvoice.agenda.models import AgendaEntry
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.meetings.models import Meeting
from wardvoice.minutes import commands, queries
from wardvoice.minutes.models import Minutes, Remark
from wardvoice.minutes.rules import RemarkKind, Side, SpokeAs
from wardvoice.proof.verify import verify

DAY = timedelta(days=1)


@pytest.fixture
def closed(world: World) -> tuple[Meeting, AgendaEntry]:
    return a_closed_meeting(world)


@pytest.fixture
def kept(world: World, closed: tuple[Meeting, AgendaEntry]) -> Minutes:
    return the_minutes(world, closed[0])


def nurse(world: World) -> Actor:
    return world.as_staff(world.nurse)


def agreement(world: World, meeting: Meeting) -> queries.Agreement:
    """How the minutes of a meeting read."""
    _meeting, found = queries.read(world.session, world.ward.id, meeting.id)
    assert found is not None
    return found


def differs(world: World, actor: Actor, kept: Minutes, **more: Any) -> Remark:
    facts = {"words": "It was Tuesday", **more}
    return does(world, actor, commands.remember_differently, minutes=kept, **facts)


# --- agreed ----------------------------------------------------------------------------------------------------------


def test_closing_a_meeting_begins_its_minutes_as_a_draft(world: World, closed: tuple[Meeting, AgendaEntry]) -> None:
    kept = the_minutes(world, closed[0])
    assert kept.fair.agreed_at is None
    assert world.told(closed[0])[-1].body["rows"][kept.thing]["meeting_id"] == str(closed[0].id)


def test_there_are_no_minutes_of_a_meeting_that_is_open(world: World) -> None:
    with pytest.raises(NotFound):
        the_minutes(world, world.meeting())


def test_minutes_are_agreed_once_both_sides_said_yes_in_either_order(world: World, kept: Minutes) -> None:
    does(world, nurse(world), commands.say_fair, minutes=kept)
    assert kept.fair.agreed_at is None
    world.clock.go_to(world.today + DAY)
    does(world, world.as_rep(), commands.say_fair, minutes=kept)
    assert kept.fair.agreed_at == kept.patients_at == world.clock.now()
    assert (kept.patients_as, kept.staff_by_id) == (SpokeAs.REP, world.nurse.id)
    told = world.told(kept)
    assert [row.what for row in told] == [Happened.MINUTES_SAID_FAIR, Happened.MINUTES_AGREED]
    assert (told[0].fact("side"), told[1].fact("side"), told[1].fact("spoke_as")) == ("staff", "patients", "rep")
    assert (told[0].body["person"], told[1].body["person"]) == (str(world.nurse.id), None)
    assert str(world.rep.id) not in str([row.body for row in told])


def test_a_second_yes_of_the_same_side_is_refused_also_from_somebody_else(world: World, kept: Minutes) -> None:
    does(world, nurse(world), commands.say_fair, minutes=kept)
    for account in (world.nurse, world.manager):
        with pytest.raises(RuleBroken):
            does(world, world.as_staff(account), commands.say_fair, minutes=kept)
        world.session.rollback()
    assert kept.staff_by_id == world.nurse.id


def test_nobody_says_yes_to_what_is_agreed(world: World, kept: Minutes) -> None:
    both_agree(world, kept)
    with pytest.raises(Stale):
        does(world, world.as_rep(), commands.say_fair, minutes=kept)


def test_without_a_rep_advocate_and_staff_agree_but_never_one_person_for_both(world: World, kept: Minutes) -> None:
    joan = as_stand_in(world)
    does(world, joan, commands.say_fair, minutes=kept)
    assert kept.patients_as is SpokeAs.ADVOCATE
    now_a_nurse = replace(joan, roles=frozenset({Role.STAFF}), stands_in=False)
    with pytest.raises(RuleBroken, match="Somebody else must say it"):
        does(world, now_a_nurse, commands.say_fair, minutes=kept)
    world.session.rollback()
    does(world, nurse(world), commands.say_fair, minutes=kept)
    assert kept.fair.agreed_at


def test_staff_alone_never_agree_also_while_they_stand_in_for_a_rep(world: World, kept: Minutes) -> None:
    does(world, nurse(world), commands.say_fair, minutes=kept)
    stand_in = world.as_staff(world.manager, stands_in=True)
    with pytest.raises(RuleBroken):
        does(world, stand_in, commands.say_fair, minutes=kept)


@pytest.mark.parametrize("role", [Role.DEPUTY, Role.PEER])
def test_deputy_and_peer_supporter_speak_for_the_patients(world: World, kept: Minutes, role: Role) -> None:
    does(world, world.as_patient(world.kestrel, role), commands.say_fair, minutes=kept)
    assert kept.patients_as == role.value


def test_whoever_has_no_part_in_it_says_nothing_for_a_side(world: World, kept: Minutes) -> None:
    joan = world.as_staff(world.account("Joan", "advocate", Role.ADVOCATE))
    for actor in (world.as_patient(world.kestrel), joan):
        for command in (commands.say_fair, commands.take_back):
            with pytest.raises(NotAllowed):
                command(world.work(actor), minutes=kept)
        with pytest.raises(NotAllowed):
            commands.put_right(world.work(actor), minutes=kept, words="No")
    with pytest.raises(NotAllowed):
        commands.remember_differently(world.work(joan), minutes=kept, words="No")


def test_a_yes_is_taken_back_by_the_side_that_gave_it_until_the_other_has(world: World, kept: Minutes) -> None:
    does(world, nurse(world), commands.say_fair, minutes=kept)
    with pytest.raises(Stale):
        does(world, world.as_rep(), commands.take_back, minutes=kept)
    world.session.rollback()
    does(world, world.as_staff(world.manager), commands.take_back, minutes=kept)
    assert (kept.staff_at, kept.staff_by_id) == (None, None)
    assert world.what_happened(kept)[-1] == Happened.MINUTES_TAKEN_BACK
    both_agree(world, kept)
    with pytest.raises(Stale):
        does(world, nurse(world), commands.take_back, minutes=kept)


def test_a_yes_is_given_to_what_was_read(world: World, kept: Minutes) -> None:
    shown = queries.version_of(world.session, kept)
    differs(world, world.as_patient(world.kestrel), kept)
    with pytest.raises(Stale):
        does(world, nurse(world), commands.say_fair, minutes=kept, version=shown)
    world.session.rollback()
    does(world, nurse(world), commands.say_fair, minutes=kept, version=shown + 1)
    with pytest.raises(Stale):
        does(world, nurse(world), commands.take_back, minutes=kept, version=shown + 1)


def test_minutes_of_another_ward_do_not_exist(world: World, kept: Minutes) -> None:
    elsewhere = replace(nurse(world), ward_id=world.nurse.id)
    for command in (commands.say_fair, commands.take_back):
        with pytest.raises(NotFound):
            command(world.work(elsewhere), minutes=kept)


# --- beside ----------------------------------------------------------------------------------------------------------


def test_a_patient_remembers_it_differently_without_a_name_and_keeps_nobody_from_agreeing(
    world: World, kept: Minutes, closed: tuple[Meeting, AgendaEntry]
) -> None:
    said = differs(world, world.as_patient(world.kestrel), kept, entry=closed[1])
    assert (said.kind, said.side, said.author_id, said.n) == (RemarkKind.DIFFERENTLY, Side.PATIENTS, None, 1)
    (told,) = world.told(said)
    assert (told.what, told.fact("words")) == (Happened.MINUTES_REMEMBERED_DIFFERENTLY, "It was Tuesday")
    both_agree(world, kept)
    (beside,) = agreement(world, closed[0]).beside_line(closed[1].id)
    assert (beside.remark.words, beside.name) == ("It was Tuesday", None)


def test_a_ward_name_stands_there_only_for_whoever_chose_it_and_never_in_the_history(
    world: World, kept: Minutes, closed: tuple[Meeting, AgendaEntry]
) -> None:
    named = differs(world, world.as_patient(world.kestrel), kept, named=True)
    staff = differs(world, nurse(world), kept, named=True)
    assert (named.author_id, staff.author_id, staff.side) == (world.kestrel.id, None, Side.STAFF)
    first, second = agreement(world, closed[0]).beside
    assert (first.name, second.name) == ("Kestrel", None)
    assert str(world.kestrel.id) not in str([row.body for row in world.told(named)])
    assert world.told(staff)[0].body["person"] == str(world.nurse.id)


def test_two_weeks_after_agreement_it_is_too_late_to_remember_differently(world: World, kept: Minutes) -> None:
    both_agree(world, kept)
    world.clock.go_to(world.today + 14 * DAY)
    differs(world, nurse(world), kept)
    world.clock.go_to(world.today + DAY)
    with pytest.raises(RuleBroken):
        differs(world, nurse(world), kept)


def test_a_correction_is_appended_after_agreement_and_the_other_side_sees_it(world: World, kept: Minutes) -> None:
    with pytest.raises(RuleBroken):
        does(world, world.as_rep(), commands.put_right, minutes=kept, words="On Wednesday")
    world.session.rollback()
    both_agree(world, kept)
    added = does(world, world.as_rep(), commands.put_right, minutes=kept, words="On Wednesday")
    assert (added.kind, added.side, added.seen_by_patients_on) == (RemarkKind.CORRECTION, Side.PATIENTS, world.today)
    world.clock.go_to(world.today + DAY)
    does(world, nurse(world), commands.see, minutes=kept, remark=added)
    assert added.seen_by_staff_on == world.today
    assert world.what_happened(added) == [Happened.MINUTES_CORRECTED, Happened.MINUTES_REMARK_SEEN]
    for actor in (nurse(world), world.as_rep()):
        with pytest.raises(RuleBroken):
            does(world, actor, commands.see, minutes=kept, remark=added)
        world.session.rollback()


def test_what_is_remembered_differently_waits_for_nobodys_look(world: World, kept: Minutes) -> None:
    said = differs(world, world.as_rep(), kept)
    with pytest.raises(NotFound):
        does(world, nurse(world), commands.see, minutes=kept, remark=said)


@pytest.mark.parametrize("words", ["", "  ", "x" * 5000])
def test_nothing_and_far_too_much_are_refused(world: World, kept: Minutes, words: str) -> None:
    with pytest.raises(RuleBroken):
        differs(world, world.as_rep(), kept, words=words)


def test_a_line_of_another_meeting_has_no_place_beside_these_minutes(world: World, kept: Minutes) -> None:
    other = world.line(world.meeting(day=world.today + DAY), title="Any other business")
    with pytest.raises(NotFound):
        differs(world, world.as_rep(), kept, entry=other)


def test_the_replay_of_the_history_gives_the_same_minutes(world: World, kept: Minutes) -> None:
    does(world, nurse(world), commands.say_fair, minutes=kept)
    does(world, nurse(world), commands.take_back, minutes=kept)
    both_agree(world, kept)
    differs(world, world.as_patient(world.kestrel), kept, named=True)
    added = does(world, world.as_rep(), commands.put_right, minutes=kept, words="On Wednesday")
    does(world, nurse(world), commands.see, minutes=kept, remark=added)
    assert verify(world.session).whole
    for row, column in ((kept, "staff_at"), (added, "seen_by_staff_on")):
        before = getattr(row, column)
        _by_hand(world, row, column, None)
        assert not verify(world.session).whole
        _by_hand(world, row, column, before)


def _by_hand(world: World, row: Any, column: str, value: Any) -> None:
    """Change a row past the door for change."""
    model = type(row)
    world.session.query(model).filter_by(id=row.id).update({column: value})
    world.session.commit()
