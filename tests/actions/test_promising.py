"""Making a promise, moving its date, handing it over: who may, what is refused, what is remembered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.actions.world import World
from tests.conftest import PEPPER
from wardvoice.actions import commands, queries
from wardvoice.actions.models import Action
from wardvoice.actions.rules import ActionState, Reply
from wardvoice.core.actor import CLOCK, Role
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.meetings.rules import MeetingState

WEEK = timedelta(days=7)


def test_the_rep_writes_down_a_promise_in_the_meeting(world: World) -> None:
    meeting = world.meeting()
    outcome = world.answered(world.item(world.kestrel))
    work = world.rep_works()
    action = commands.make_promise(
        work, outcome=outcome, words=" Mend the dryer ", owner=world.nurse, due=world.today + WEEK, meeting=meeting
    )
    work.commit()
    assert action.words == "Mend the dryer"
    assert action.owner_id == world.nurse.id
    assert action.item_id == outcome.item_id
    assert action.first_date == action.due == world.today + WEEK
    assert action.times_moved == 0
    assert action.promises[0].made_in_id == meeting.id
    assert action.state is ActionState.OPEN
    told = world.told(action)[-1]
    assert told.what == Happened.PROMISE_MADE
    assert told.fact("due") == (world.today + WEEK).isoformat()
    assert told.fact("owner") == str(world.nurse.id)
    assert told.fact("words") == "Mend the dryer"
    assert told.fact("sure") is None


def test_the_history_holds_the_first_date_as_a_row_of_its_own(world: World) -> None:
    action = world.promise()
    rows = world.told(action)[-1].body["rows"]
    first = rows[action.promises[0].thing]
    assert first["n"] == 0
    assert first["due"] == action.first_date.isoformat()


def test_a_vague_promise_is_asked_once_more_and_the_overruling_is_remembered(world: World) -> None:
    with pytest.raises(RuleBroken) as refused:
        world.promise(words="Look into the dryer")
    assert refused.value.field == "words"
    assert refused.value.params["part"] == "Look into"
    world.session.rollback()
    action = world.promise(words="Look into the dryer", sure=True)
    assert world.told(action)[-1].fact("sure") is True


def test_a_tick_on_a_clear_promise_is_not_remembered_as_an_overruling(world: World) -> None:
    assert world.told(world.promise(sure=True))[-1].fact("sure") is None


def test_a_first_date_far_away_keeps_its_reason(world: World) -> None:
    with pytest.raises(RuleBroken) as refused:
        world.promise(days=40)
    assert refused.value.field == "far_because"
    world.session.rollback()
    assert world.promise(days=40, far_because="The part comes from abroad").far_because == "The part comes from abroad"


def test_a_reason_for_a_near_date_is_not_kept(world: World) -> None:
    assert world.promise(days=3, far_because="no need").far_because is None


@pytest.mark.parametrize(("words", "field"), [("", "words"), ("x" * 4001, "words"), (None, "words")])
def test_no_words_and_too_many_are_refused(world: World, words: str | None, field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        world.promise(words=words)
    assert refused.value.field == field


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "\u200f\u05d0\u05d1", "mend it 🙂", "a\nb"])
def test_odd_words_are_kept_as_they_are(world: World, words: str) -> None:
    assert world.promise(words=words).words == words


def test_a_date_in_the_past_is_refused(world: World) -> None:
    with pytest.raises(RuleBroken) as refused:
        world.promise(days=-1)
    assert refused.value.field == "due"


def test_nobody_as_owner_is_refused(world: World) -> None:
    with pytest.raises(RuleBroken) as refused:
        world.promise(owner=None)
    assert refused.value.field == "owner"


def test_an_owner_who_has_left_is_refused(world: World) -> None:
    gone = world.account("Lee", "agency nurse", ends_on=world.today)
    world.clock.go_on(days=1)
    with pytest.raises(RuleBroken) as refused:
        world.promise(owner=gone)
    assert refused.value.field == "owner"


def test_an_owner_whose_post_ends_before_the_date_is_refused(world: World) -> None:
    agency = world.account("Lee", "agency nurse", ends_on=world.today + timedelta(days=6))
    with pytest.raises(RuleBroken) as refused:
        world.promise(owner=agency, days=7)
    assert refused.value.field == "owner"
    world.session.rollback()
    assert world.promise(owner=agency, days=6).owner_id == agency.id


def test_somebody_of_another_ward_cannot_own_a_promise_here(world: World) -> None:
    from wardvoice.wards.models import Ward

    other = world.stored(Ward(name="Elm", beds=9, opened_on=world.today), Happened.WARD_OPENED)
    stranger = world.account("Sam", "nurse", ward=other.id)
    with pytest.raises(RuleBroken):
        world.promise(owner=stranger)


@pytest.mark.parametrize("role", [Role.ADVOCATE, Role.LISTENER, Role.ADMIN, Role.REVIEWER])
def test_who_is_not_of_the_wards_staff_cannot_own_a_promise(world: World, role: Role) -> None:
    with pytest.raises(RuleBroken):
        world.promise(owner=world.account("Kim", "advocate", role))


def test_a_service_lead_for_all_wards_can_own_one(world: World) -> None:
    lead = world.account("Bo", "service lead", Role.LEAD, ward=None)
    assert world.promise(owner=lead).owner_id == lead.id


def test_a_plain_patient_cannot_write_down_a_promise(world: World) -> None:
    work = world.work(world.as_patient(world.kestrel))
    with pytest.raises(NotAllowed):
        commands.make_promise(
            work, outcome=world.answered(world.item()), words="Mend it", owner=world.nurse, due=world.today
        )


def test_a_patient_can_take_on_a_part_and_the_history_does_not_say_who(world: World) -> None:
    action = world.promise(shared_by=world.kestrel, shared_words="paints the sign")
    assert action.shared_by_id == world.kestrel.id
    assert str(world.kestrel.id) not in str(world.told(action)[-1].body)
    with pytest.raises(RuleBroken) as refused:
        world.promise(shared_by=world.kestrel)
    assert refused.value.field == "shared_words"
    with pytest.raises(RuleBroken) as refused:
        world.promise(shared_words="paints the sign")
    assert refused.value.field == "shared_by"


# --- the date moves --------------------------------------------------------------------------------------------------


def move(world: World, action: Action, to: date | None, because: str | None = "part on order", **more: int) -> None:
    work = world.nurse_works()
    commands.move_date(work, action=action, to=to, because=because, **more)
    work.commit()


def test_the_owner_moves_the_date_and_the_first_one_stays(world: World) -> None:
    action = world.promise()
    first = action.first_date
    move(world, action, first + WEEK)
    move(world, action, first + 2 * WEEK, "strike")
    action = world.by_id(Action, action.id)
    assert action.first_date == first
    assert action.due == first + 2 * WEEK
    assert action.times_moved == 2
    told = world.told(action)[-1]
    assert told.what == Happened.DATE_MOVED
    assert told.fact("to") == (first + 2 * WEEK).isoformat()
    assert told.fact("instead_of") == (first + WEEK).isoformat()
    assert told.fact("first_date") == first.isoformat()
    assert told.fact("times") == 2
    assert told.fact("because") == "strike"


@pytest.mark.parametrize(("offset", "because", "field"), [(14, "", "because"), (-1, "late", "to"), (7, "same", "to")])
def test_a_move_without_reason_or_with_no_new_day_is_refused(
    world: World, offset: int, because: str, field: str
) -> None:
    action = world.promise(days=7)
    with pytest.raises(RuleBroken) as refused:
        move(world, action, world.today + timedelta(days=offset), because)
    assert refused.value.field == field


def test_two_people_cannot_both_move_it_from_the_same_page(world: World) -> None:
    action = world.promise()
    seen = action.version
    move(world, action, action.due + WEEK, version=seen)
    with pytest.raises(Stale):
        move(world, action, action.due + WEEK, version=seen)
    assert action.times_moved == 1


def test_two_people_who_move_it_in_the_very_same_moment_do_not_both_succeed(world: World) -> None:
    from sqlalchemy import text

    action = world.promise()
    assert action.due  # it is read, and then somebody else is quicker
    world.session.execute(text("UPDATE actions SET version = version + 1"))
    with pytest.raises(Stale):
        move(world, action, action.due + WEEK)
    world.session.rollback()
    assert action.times_moved == 0


def test_the_same_date_number_cannot_be_taken_twice(world: World) -> None:
    from wardvoice.actions.models import Promise

    action = world.promise()
    again = Promise(action_id=action.id, n=0, due=action.due + WEEK, made_at=world.clock.now())
    work = world.nurse_works()
    world.session.add(again)
    with pytest.raises(Stale):
        commands.report_done(work, action=action, words="New belt put in")
    world.session.rollback()
    assert action.first_date == world.today + WEEK


def test_a_colleague_who_is_not_the_owner_cannot_move_it_and_the_manager_can(world: World) -> None:
    action = world.promise()
    colleague = world.work(world.as_staff(world.account("Jo", "nurse")))
    with pytest.raises(NotAllowed):
        commands.move_date(colleague, action=action, to=action.due + WEEK, because="busy")
    commands.move_date(
        world.work(world.as_staff(world.manager)), action=action, to=action.due + WEEK, because="part on order"
    )
    assert action.times_moved == 1


def test_patients_and_reps_cannot_move_a_date(world: World) -> None:
    action = world.promise()
    for actor in (world.as_patient(world.kestrel), world.as_rep()):
        with pytest.raises(NotAllowed):
            commands.move_date(world.work(actor), action=action, to=action.due + WEEK, because="please")


def test_what_is_said_to_be_done_cannot_be_moved(world: World) -> None:
    action = world.done_promise()
    with pytest.raises(Stale):
        move(world, action, action.due + WEEK)


# --- a new owner -----------------------------------------------------------------------------------------------------


def test_the_owner_hands_a_promise_over_and_both_are_remembered(world: World) -> None:
    action = world.promise()
    jo = world.account("Jo", "nurse")
    world.clock.go_on(days=2)
    work = world.nurse_works()
    commands.hand_over(work, action=action, to=jo, version=action.version)
    work.commit()
    assert action.owner_id == jo.id
    assert action.owner_since == world.today
    told = world.told(action)[-1]
    assert told.what == Happened.OWNER_CHANGED
    assert (told.fact("owner"), told.fact("instead_of")) == (str(jo.id), str(world.nurse.id))


def test_handing_over_to_oneself_or_to_nobody_is_refused(world: World) -> None:
    action = world.promise()
    for to in (world.nurse, None):
        with pytest.raises(RuleBroken) as refused:
            commands.hand_over(world.nurse_works(), action=action, to=to)
        assert refused.value.field == "owner"


def test_handing_over_to_somebody_who_leaves_before_the_date_is_refused(world: World) -> None:
    action = world.promise(days=20)
    agency = world.account("Lee", "agency nurse", ends_on=world.today + WEEK)
    with pytest.raises(RuleBroken):
        commands.hand_over(world.nurse_works(), action=action, to=agency)


def test_an_overdue_promise_can_be_handed_over_to_anybody_in_post(world: World) -> None:
    action = world.promise(days=1)
    world.clock.go_on(days=9)
    agency = world.account("Lee", "agency nurse", ends_on=world.today)
    commands.hand_over(world.nurse_works(), action=action, to=agency)
    assert action.owner_id == agency.id


def test_what_is_settled_stays_with_its_owner(world: World) -> None:
    action = world.done_promise()
    commands.confirm(world.work(world.as_patient(world.kestrel)), action=action, reply=Reply.YES)
    with pytest.raises(Stale):
        commands.hand_over(world.nurse_works(), action=action, to=world.manager)


def test_another_wards_promise_does_not_exist_here(world: World) -> None:
    from uuid import uuid4

    action = world.promise()
    elsewhere = world.work(replace(world.as_staff(world.nurse), ward_id=uuid4()))
    with pytest.raises(NotFound):
        commands.move_date(elsewhere, action=action, to=action.due + WEEK, because="busy")
    with pytest.raises(NotFound):
        commands.report_done(elsewhere, action=action, words="done")
    with pytest.raises(NotFound):
        commands.hand_over(elsewhere, action=action, to=world.manager)


# --- leaving ---------------------------------------------------------------------------------------------------------


def admin(world: World):  # type: ignore[no-untyped-def]
    return world.as_staff(world.account("Max", "admin", Role.ADMIN, ward=None), Role.ADMIN)


def test_an_account_with_open_promises_cannot_be_closed_before_hand_over(world: World) -> None:
    action = world.promise()
    work = world.work(admin(world))
    with pytest.raises(RuleBroken) as refused:
        commands.close_account(work, account=world.nurse)
    assert refused.value.field == "to"
    assert refused.value.params["count"] == 1
    commands.close_account(work, account=world.nurse, to=world.manager)
    work.commit()
    assert world.nurse.closed_on == world.today
    assert action.owner_id == world.manager.id
    assert world.what_happened(action)[-1] == Happened.OWNER_CHANGED


def test_an_account_whose_promises_are_kept_can_be_closed(world: World) -> None:
    world.promise(owner=world.manager)
    work = world.work(admin(world))
    commands.close_account(work, account=world.nurse)
    assert world.nurse.closed_on == world.today


def test_at_the_server_an_account_is_closed_by_its_username_after_hand_over(world: World) -> None:
    action = world.promise()
    with pytest.raises(RuleBroken):
        commands.close_account_named(world.session, world.clock, PEPPER, username=world.nurse.username)
    commands.close_account_named(
        world.session,
        world.clock,
        PEPPER,
        username=world.nurse.username,
        hand_over_to=world.manager.username,
    )
    assert world.nurse.closed_on == world.today
    assert action.owner_id == world.manager.id


def test_a_username_that_nobody_has_is_not_found(world: World) -> None:
    for names in ({"username": "nobody"}, {"username": world.nurse.username, "hand_over_to": "nobody"}):
        with pytest.raises(NotFound):
            commands.close_account_named(world.session, world.clock, PEPPER, **names)


def test_the_clock_of_one_ward_leaves_other_wards_promises_alone(world: World) -> None:
    from uuid import uuid4

    agency = world.account("Lee", "agency nurse", ends_on=world.today + WEEK)
    action = world.promise(owner=agency, days=5)
    world.clock.go_on(days=8)
    assert commands.pass_on_promises(world.work(replace(CLOCK, ward_id=uuid4()))) == []
    assert commands.pass_on_promises(world.work(replace(CLOCK, ward_id=world.ward.id))) == [action]


def test_only_an_admin_closes_accounts(world: World) -> None:
    with pytest.raises(NotAllowed):
        commands.close_account(world.work(world.as_staff(world.manager)), account=world.nurse)


def test_when_a_post_ends_the_promises_fall_to_the_manager_the_same_day(world: World) -> None:
    agency = world.account("Lee", "agency nurse", ends_on=world.today + WEEK)
    action = world.promise(owner=agency, days=5)
    kept = world.promise()
    world.clock.go_on(days=8)
    work = world.work(CLOCK)
    assert commands.pass_on_promises(work) == [action]
    work.commit()
    assert action.owner_id == world.manager.id
    assert action.owner_since == world.today
    assert kept.owner_id == world.nurse.id
    told = world.told(action)[-1]
    assert (told.what, told.body["role"]) == (Happened.OWNER_CHANGED, "clock")
    assert commands.pass_on_promises(world.work(CLOCK)) == []


def test_without_a_manager_in_post_a_promise_stays_where_it_is(world: World) -> None:
    agency = world.account("Lee", "agency nurse", ends_on=world.today + WEEK)
    action = world.promise(owner=agency, days=5)
    work = world.work(admin(world))
    commands.close_account(work, account=world.manager)
    work.commit()
    world.clock.go_on(days=8)
    assert commands.pass_on_promises(world.work(CLOCK)) == []
    assert action.owner_id == agency.id


def test_without_a_manager_the_service_lead_gets_them(world: World) -> None:
    lead = world.account("Femi", "service lead", Role.LEAD, ward=None)
    agency = world.account("Lee", "agency nurse", ends_on=world.today + WEEK)
    action = world.promise(owner=agency, days=5)
    work = world.work(admin(world))
    commands.close_account(work, account=world.manager)
    work.commit()
    world.clock.go_on(days=8)
    assert queries.card(world.session, world.ward.id, action, world.today).heir == "Femi (service lead)"
    assert commands.pass_on_promises(world.work(CLOCK)) == [action]
    assert action.owner_id == lead.id


def test_a_manager_without_a_last_day_comes_before_one_with(world: World) -> None:
    agency = world.account("Lee", "agency nurse", ends_on=world.today + WEEK)
    world.account("Aaron", "ward manager", Role.MANAGER, ends_on=world.today + 3 * WEEK)
    action = world.promise(owner=agency, days=5)
    world.clock.go_on(days=8)
    assert queries.card(world.session, world.ward.id, action, world.today).heir == "Ann (ward manager)"
    commands.pass_on_promises(world.work(CLOCK))
    assert action.owner_id == world.manager.id


def test_only_the_clock_passes_promises_on(world: World) -> None:
    with pytest.raises(NotAllowed):
        commands.pass_on_promises(world.work(world.as_staff(world.manager)), account=world.nurse)


def test_the_clock_leaves_the_promises_of_people_in_post_alone(world: World) -> None:
    world.promise()
    assert commands.pass_on_promises(world.work(CLOCK), account=world.nurse) == []


def test_a_promise_may_be_made_in_a_meeting_of_any_state(world: World) -> None:
    """Staff may also write one down before or after; who may run the meeting is asked all the same."""
    for state in (MeetingState.PUBLISHED, MeetingState.OPEN):
        world.clock.go_on(days=7)
        assert world.promise(meeting=world.meeting(state))
