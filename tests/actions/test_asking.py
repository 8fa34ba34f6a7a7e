"""Did it happen? Patients answer, the rep counts hands, and nobody confirms their own promise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.actions.world import World
from wardvoice.actions import commands, queries
from wardvoice.actions.models import Action
from wardvoice.actions.rules import ActionState, Question, Reply, Source
from wardvoice.agenda.rules import ItemState, WrittenBy
from wardvoice.core.actor import CLOCK, Actor, Door, Role
from wardvoice.core.errors import NotAllowed, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingState
from wardvoice.people.models import WardName

YES, PARTLY, NO, CANNOT_TELL = Reply.YES, Reply.PARTLY, Reply.NO, Reply.CANNOT_TELL
S = ActionState


def says(world: World, action: Action, who: WardName, reply: Reply, words: str | None = None):  # type: ignore[no-untyped-def]
    work = world.work(world.as_patient(who))
    given = commands.confirm(work, action=action, reply=reply, words=words)
    work.commit()
    return given


def hands(world: World, action: Action, yes: int = 0, partly: int = 0, no: int = 0, **more):  # type: ignore[no-untyped-def]
    work = world.rep_works()
    meeting = more.pop("meeting", None) or open_meeting(world)
    counted = commands.count_replies(work, action=action, meeting=meeting, yes=yes, partly=partly, no=no, **more)
    work.commit()
    return counted


def open_meeting(world: World) -> Meeting:
    from sqlalchemy import select

    return world.session.scalars(select(Meeting).where(Meeting.state == MeetingState.OPEN)).first() or world.meeting()


@pytest.fixture
def others(world: World) -> list[WardName]:
    return [world.patient(word) for word in ("Wren", "Ash", "Tarn", "Elder")]


@pytest.fixture
def action(world: World, others: list[WardName]) -> Action:
    return world.done_promise()


# --- the raiser ------------------------------------------------------------------------------------------------------


def test_the_raisers_yes_confirms_it(world: World, action: Action) -> None:
    given = says(world, action, world.kestrel, YES)
    assert given.source is Source.RAISER
    assert given.counts
    assert action.state is S.CONFIRMED
    assert action.confirmed_on == world.today
    assert world.what_happened(action)[-2:] == [Happened.CONFIRMATION_GIVEN, Happened.ACTION_CONFIRMED]
    told = world.told(action)[-2]
    assert told.fact("reply") == "yes"
    assert told.fact("source") == "raiser"
    assert told.body["person"] is None
    assert told.body["voice"] == given.voice
    assert str(world.kestrel.id) not in str(told.body)


def test_the_raisers_no_opens_it_again_and_is_counted(world: World, action: Action) -> None:
    says(world, action, world.kestrel, NO)
    assert action.state is S.OPEN
    assert action.reopened
    assert action.reopens == 1
    assert world.what_happened(action)[-1] == Happened.ACTION_REOPENED


def test_partly_says_what_is_missing(world: World, action: Action) -> None:
    with pytest.raises(RuleBroken) as refused:
        says(world, action, world.kestrel, PARTLY)
    assert refused.value.field == "words"
    world.session.rollback()
    says(world, action, world.kestrel, PARTLY, "the lid is still loose")
    assert action.state is S.OPEN
    assert world.told(action)[-2].fact("words") == "the lid is still loose"
    assert queries.card(world.session, world.ward.id, action, world.today).missing == ("the lid is still loose",)


def test_cannot_tell_is_kept_and_is_no_answer(world: World, action: Action) -> None:
    says(world, action, world.kestrel, CANNOT_TELL)
    assert action.state is S.DONE_SAID


def test_a_raiser_may_think_again_even_after_confirming(world: World, action: Action) -> None:
    says(world, action, world.kestrel, YES)
    world.clock.go_on(days=30)
    says(world, action, world.kestrel, NO)
    assert action.state is S.OPEN
    assert action.confirmed_on is None
    assert action.reopens == 1


def test_whoever_asked_for_the_same_is_a_raiser_too(world: World, others: list[WardName]) -> None:
    lead = world.item(world.kestrel)
    world.item(others[0], state=ItemState.MERGED, merged_into_id=lead.id)
    action = world.promise(outcome=world.answered(lead))
    world.done(action)
    says(world, action, world.kestrel, YES)
    assert says(world, action, others[0], NO).source is Source.RAISER
    assert action.state is S.OPEN


def test_a_merge_of_a_merge_makes_raisers_of_all(world: World, others: list[WardName]) -> None:
    lead = world.item(world.kestrel)
    middle = world.item(others[0], state=ItemState.MERGED, merged_into_id=lead.id)
    world.item(others[1], state=ItemState.MERGED, merged_into_id=middle.id)
    action = world.promise(outcome=world.answered(lead))
    assert queries.is_raiser(world.session, action, others[1].id)
    assert not queries.is_raiser(world.session, action, others[2].id)


def test_nobody_is_the_raiser_of_what_staff_wrote_down(world: World, others: list[WardName]) -> None:
    item = world.item(world.kestrel, written_by=WrittenBy.STAFF)
    action = world.promise(outcome=world.answered(item))
    assert not queries.is_raiser(world.session, action, world.kestrel.id)


def test_a_promise_without_an_item_has_no_raiser(world: World) -> None:
    action = world.promise()
    action.item_id = None
    assert not queries.is_raiser(world.session, action, world.kestrel.id)


# --- other patients --------------------------------------------------------------------------------------------------


def test_two_patients_confirm_and_one_does_not(world: World, action: Action, others: list[WardName]) -> None:
    says(world, action, others[0], YES)
    assert action.state is S.DONE_SAID
    says(world, action, others[0], YES)
    assert action.state is S.DONE_SAID
    assert says(world, action, others[1], YES).source is Source.PATIENTS
    assert action.state is S.CONFIRMED


def test_two_patients_no_opens_it_again_also_after_two_yes(
    world: World, action: Action, others: list[WardName]
) -> None:
    for who in others[:2]:
        says(world, action, who, YES)
    says(world, action, others[2], NO)
    assert action.state is S.CONFIRMED
    says(world, action, others[3], PARTLY, "the light")
    assert action.state is S.OPEN


def test_after_14_days_two_patients_no_leave_a_confirmed_one_alone(
    world: World, action: Action, others: list[WardName]
) -> None:
    for who in others[:2]:
        says(world, action, who, YES)
    world.clock.go_on(days=15)
    for who in others[2:]:
        says(world, action, who, NO)
    assert action.state is S.CONFIRMED


def test_on_the_14th_day_they_still_open_it(world: World, action: Action, others: list[WardName]) -> None:
    for who in others[:2]:
        says(world, action, who, YES)
    world.clock.go_on(days=14)
    for who in others[2:]:
        says(world, action, who, NO)
    assert action.state is S.OPEN


def test_two_patients_yes_do_not_outweigh_the_raisers_no(world: World, action: Action, others: list[WardName]) -> None:
    says(world, action, world.kestrel, NO)
    assert action.state is S.OPEN
    with pytest.raises(RuleBroken):
        says(world, action, others[0], YES)


def test_two_patients_against_the_raisers_no_change_nothing_after_a_confirmation(
    world: World, action: Action, others: list[WardName]
) -> None:
    for who in others[:2]:
        says(world, action, who, YES)
    says(world, action, world.kestrel, NO)
    assert action.state is S.OPEN
    assert action.reopened


def test_somebody_may_change_their_reply_and_the_last_one_counts(
    world: World, action: Action, others: list[WardName]
) -> None:
    says(world, action, others[0], NO)
    says(world, action, others[0], YES)
    says(world, action, others[1], YES)
    assert action.state is S.CONFIRMED
    assert len(queries.replies(world.session, action, Question.HAPPENED)) == 3


def test_replies_of_an_earlier_round_do_not_count_again(world: World, action: Action, others: list[WardName]) -> None:
    says(world, action, others[0], NO)
    says(world, action, others[1], NO)
    world.done(action)
    assert not action.reopened
    assert action.reopens == 1
    says(world, action, others[2], NO)
    assert action.state is S.DONE_SAID
    says(world, action, others[3], NO)
    assert action.reopens == 2


# --- who does not count ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.STAFF, Role.MANAGER, Role.LEAD, Role.ADVOCATE, Role.ADMIN])
def test_staff_never_say_whether_it_happened(world: World, action: Action, role: Role) -> None:
    account = world.account("Jo", "nurse", role)
    with pytest.raises(NotAllowed):
        commands.confirm(world.work(world.as_staff(account)), action=action, reply=YES)


def test_the_owner_never_says_whether_it_happened(world: World, action: Action) -> None:
    with pytest.raises(NotAllowed):
        commands.confirm(world.nurse_works(), action=action, reply=YES)
    assert action.state is S.DONE_SAID


def test_whoever_shares_the_promise_does_not_either(world: World) -> None:
    action = world.done_promise(shared_by=world.kestrel, shared_words="paints the sign")
    with pytest.raises(NotAllowed):
        commands.confirm(world.work(world.as_patient(world.kestrel)), action=action, reply=YES)


def test_somebody_without_a_ward_name_is_asked_to_sign_in_first(world: World, action: Action) -> None:
    nobody = Actor(door=Door.TERMINAL, ward_id=world.ward.id)
    with pytest.raises(NotAllowed):
        commands.confirm(world.work(nobody), action=action, reply=YES)


def test_the_clock_confirms_nothing(world: World, action: Action) -> None:
    with pytest.raises(NotAllowed):
        commands.confirm(world.work(CLOCK), action=action, reply=YES)


def test_a_ward_name_made_after_the_done_is_kept_and_not_counted(world: World, action: Action) -> None:
    for word in ("Finch", "Heron", "Rook"):
        given = says(world, action, world.patient(word), YES)
        assert not given.counts
        assert world.told(action)[-1].fact("counts") is False
    assert action.state is S.DONE_SAID


def test_the_same_name_counts_once_staff_say_done_again(world: World, action: Action) -> None:
    finch, heron = world.patient("Finch"), world.patient("Heron")
    says(world, action, world.kestrel, NO)
    world.done(action)
    assert says(world, action, finch, YES).counts
    says(world, action, heron, YES)
    assert action.state is S.CONFIRMED


def test_a_name_without_a_place_in_the_history_does_not_count(world: World, action: Action) -> None:
    from uuid import uuid4

    assert not queries.name_came_before(world.session, action, uuid4())


def test_nobody_is_asked_before_staff_say_done(world: World) -> None:
    action = world.promise()
    with pytest.raises(RuleBroken):
        commands.confirm(world.work(world.as_patient(world.kestrel)), action=action, reply=YES)


def test_a_reply_to_an_older_page_is_shown_the_fresh_state(world: World, action: Action) -> None:
    seen = action.version
    says(world, action, world.kestrel, NO)
    world.done(action)
    work = world.work(world.as_patient(world.kestrel))
    with pytest.raises(Stale):
        commands.confirm(work, action=action, reply=YES, version=seen)


# --- hands in the room -----------------------------------------------------------------------------------------------


def test_three_hands_confirm(world: World, action: Action) -> None:
    counted = hands(world, action, yes=3)
    assert counted.source is Source.ROOM
    assert action.state is S.CONFIRMED
    told = world.told(action)[-2]
    assert told.fact("yes") == 3
    assert told.body["role"] == "rep"


@pytest.mark.parametrize("count", [(1, 0, 0), (0, 0, 1), (0, 1, 0), (2, 0, 0), (0, 0, 2), (2, 1, 1), (3, 0, 3)])
def test_one_hand_or_two_or_a_tie_decide_nothing(world: World, action: Action, count: tuple[int, int, int]) -> None:
    hands(world, action, *count)
    assert action.state is S.DONE_SAID


def test_the_room_opens_it_again(world: World, action: Action) -> None:
    hands(world, action, yes=1, partly=1, no=1, words="still cold")
    assert action.state is S.OPEN
    assert action.reopens == 1


def test_counting_again_replaces_the_first_count(world: World, action: Action) -> None:
    hands(world, action, yes=2)
    hands(world, action, yes=2, no=1)
    assert action.state is S.CONFIRMED


def test_paper_instead_of_hands_is_remembered(world: World, action: Action) -> None:
    assert hands(world, action, yes=3, unsure=2, on_paper=True).on_paper
    assert world.told(action)[-2].fact("on_paper") is True
    assert world.told(action)[-2].fact("unsure") == 2


@pytest.mark.parametrize("bad", [{"yes": -1}, {"no": 201}, {"partly": 1000}, {"unsure": -3}])
def test_impossible_numbers_of_hands_are_refused(world: World, action: Action, bad: dict[str, int]) -> None:
    with pytest.raises(RuleBroken) as refused:
        hands(world, action, **bad)
    assert refused.value.field == next(iter(bad))


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.PUBLISHED, MeetingState.CLOSED])
def test_hands_are_counted_in_an_open_meeting_only(world: World, action: Action, state: MeetingState) -> None:
    with pytest.raises(Stale):
        hands(world, action, yes=9, meeting=world.meeting(state))
    assert action.state is S.DONE_SAID


def test_staff_and_plain_patients_cannot_count_hands(world: World, action: Action) -> None:
    meeting = world.meeting()
    for actor in (world.as_staff(world.manager), world.as_patient(world.kestrel), world.as_staff(world.nurse)):
        with pytest.raises(NotAllowed):
            commands.count_replies(world.work(actor), action=action, meeting=meeting, yes=9, partly=0, no=0)


def test_the_owner_cannot_count_the_hands_on_the_own_promise_as_scribe_or_stand_in(
    world: World, action: Action
) -> None:
    meeting = world.meeting(scribe_id=world.nurse.id)
    for actor in (world.as_staff(world.nurse), world.as_staff(world.nurse, stands_in=True)):
        with pytest.raises(NotAllowed):
            commands.count_replies(world.work(actor), action=action, meeting=meeting, yes=9, partly=0, no=0)
        with pytest.raises(NotAllowed):
            commands.count_let_off(world.work(actor), action=action, meeting=meeting, hands_for=9, hands_against=0)


def test_a_rep_who_shares_the_promise_cannot_count_the_hands_on_it(world: World) -> None:
    action = world.done_promise(shared_by=world.rep, shared_words="paints the sign")
    with pytest.raises(NotAllowed):
        hands(world, action, yes=9)


def test_a_colleague_in_the_reps_place_can_count(world: World, action: Action) -> None:
    jo = world.as_staff(world.account("Jo", "nurse"), stands_in=True)
    commands.count_replies(world.work(jo), action=action, meeting=world.meeting(), yes=3, partly=0, no=0)
    assert action.state is S.CONFIRMED
    assert world.told(action)[-1].body["role"] == "stand-in"


def test_the_rooms_no_does_not_undo_what_the_raiser_confirmed(world: World, action: Action) -> None:
    says(world, action, world.kestrel, YES)
    hands(world, action, no=9)
    assert action.state is S.CONFIRMED


# --- is it still fixed? ----------------------------------------------------------------------------------------------


@pytest.fixture
def six_weeks_later(world: World, action: Action) -> Action:
    says(world, action, world.kestrel, YES)
    world.clock.go_on(days=42)
    return action


def test_after_six_weeks_the_raisers_no_opens_it_again_with_its_history(world: World, six_weeks_later: Action) -> None:
    given = says(world, six_weeks_later, world.kestrel, NO)
    assert given.question is Question.STILL_FIXED
    assert six_weeks_later.state is S.OPEN
    assert world.what_happened(six_weeks_later).count(Happened.CONFIRMATION_GIVEN) == 2


def test_the_raisers_old_yes_does_not_answer_the_new_question(
    world: World, six_weeks_later: Action, others: list[WardName]
) -> None:
    says(world, six_weeks_later, others[0], NO)
    assert six_weeks_later.state is S.CONFIRMED
    says(world, six_weeks_later, others[1], NO)
    assert six_weeks_later.state is S.OPEN


def test_a_yes_after_six_weeks_leaves_it_confirmed_since_the_first_day(world: World, six_weeks_later: Action) -> None:
    since = six_weeks_later.confirmed_on
    says(world, six_weeks_later, world.kestrel, YES)
    assert six_weeks_later.state is S.CONFIRMED
    assert six_weeks_later.confirmed_on == since
    assert world.what_happened(six_weeks_later)[-1] == Happened.CONFIRMATION_GIVEN


def test_the_room_can_say_that_it_is_broken_again(world: World, six_weeks_later: Action) -> None:
    hands(world, six_weeks_later, no=2, yes=1)
    assert six_weeks_later.state is S.OPEN


# --- may we leave it? ------------------------------------------------------------------------------------------------


@pytest.fixture
def cannot(world: World) -> Action:
    action = world.promise()
    work = world.nurse_works()
    commands.report_cannot(work, action=action, words="No money this year")
    work.commit()
    return action


def let_off(world: World, action: Action, hands_for: int, hands_against: int, **more):  # type: ignore[no-untyped-def]
    work = world.rep_works()
    meeting = open_meeting(world)
    commands.count_let_off(
        work, action=action, meeting=meeting, hands_for=hands_for, hands_against=hands_against, **more
    )
    work.commit()


@pytest.mark.parametrize(
    ("hands_for", "hands_against", "state", "event"),
    [
        (3, 0, S.LET_OFF, Happened.LET_OFF_ACCEPTED),
        (4, 3, S.LET_OFF, Happened.LET_OFF_ACCEPTED),
        (1, 3, S.OPEN, Happened.LET_OFF_REFUSED),
        (3, 3, S.CANNOT_SAID, Happened.CONFIRMATION_GIVEN),
        (2, 0, S.CANNOT_SAID, Happened.CONFIRMATION_GIVEN),
        (1, 0, S.CANNOT_SAID, Happened.CONFIRMATION_GIVEN),
    ],
)
def test_the_meeting_lets_an_owner_off_or_not(
    world: World, cannot: Action, hands_for: int, hands_against: int, state: ActionState, event: Happened
) -> None:
    let_off(world, cannot, hands_for, hands_against)
    assert cannot.state is state
    assert world.what_happened(cannot)[-1] == event


def test_what_is_not_asked_to_be_let_off_cannot_be(world: World, action: Action) -> None:
    with pytest.raises(Stale):
        let_off(world, action, 9, 0)
    with pytest.raises(Stale):
        let_off(world, world.promise(), 9, 0)


def test_impossible_hands_let_nobody_off(world: World, cannot: Action) -> None:
    with pytest.raises(RuleBroken) as refused:
        let_off(world, cannot, -1, 0)
    assert refused.value.field == "hands_for"


def test_patients_are_not_asked_at_the_terminal_whether_staff_may_leave_it(world: World, cannot: Action) -> None:
    with pytest.raises(RuleBroken):
        says(world, cannot, world.kestrel, YES)


@pytest.mark.parametrize("count", [commands.count_replies, commands.count_let_off])
def test_a_count_from_an_older_page_is_refused(world: World, action: Action, count: Callable[..., object]) -> None:
    given = (
        {"yes": 3, "partly": 0, "no": 0} if count is commands.count_replies else {"hands_for": 3, "hands_against": 0}
    )
    with pytest.raises(Stale):
        count(world.rep_works(), action=action, meeting=world.meeting(), version=action.version - 1, **given)


def test_days_of_patience_are_counted_by_the_wards_rhythm(world: World, action: Action) -> None:
    facts = queries.facts(world.session, world.ward.id, [action], world.today + timedelta(days=15))
    assert facts[action.id].meeting_days == 2
    assert facts[action.id].done_on == action.done_on
