"""Ward names: coming in, an old name under notice, leaving, and going to rest; never more of them than beds."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import PEPPER, SetClock
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken
from wardvoice.core.history import Happened
from wardvoice.people import commands, queries
from wardvoice.people.models import Term, WardName
from wardvoice.storage.work import Work
from wardvoice.wards.models import Ward

As = Callable[[Actor], Work]


@pytest.fixture
def ward(session: Session) -> Ward:
    return a.a_ward(session, beds=2)


def new_name(work_as: As, ward: Ward, word: str, old_word: str = "") -> WardName:
    keeper = Actor(Door.OWN_DEVICE, ward.id, ward.id, "the advocate", frozenset({Role.ADVOCATE}))
    work = work_as(keeper)
    (code,) = commands.draw_cards(work, ward_id=ward.id)
    work.commit()
    card = queries.card_with_code(work.session, ward.id, code, PEPPER)
    assert card is not None
    work = work_as(a.a_terminal_actor(ward))
    name = commands.use_card(work, card=card, word=word, pin_hash="hash of a PIN", old_word=old_word)
    work.commit()
    return name


def come_in(work_as: As, ward: Ward, name: WardName) -> WardName:
    work = work_as(a.a_terminal_actor(ward))
    commands.come_in(work, name=name)
    work.commit()
    return name


def tick(work_as: As, ward: Ward) -> None:
    work = work_as(a.the_clock(ward))
    commands.let_names_rest(work)
    work.commit()


def living(ward: Ward, clock: SetClock) -> int:
    return queries.living_names(a.session_of(ward), ward.id, clock.today)


# --- coming in -------------------------------------------------------------------------------------------------------


def test_coming_in_counts_as_use_and_leaves_no_row_in_the_history(work_as: As, ward: Ward, clock: SetClock) -> None:
    name = new_name(work_as, ward, "Kestrel")
    before = len(a.history_of(ward))
    clock.go_on(days=10)
    come_in(work_as, ward, name)
    assert name.last_used == clock.today
    assert name.first_used == clock.today - timedelta(days=10)
    assert len(a.history_of(ward)) == before


def test_a_name_that_nobody_used_for_a_month_comes_back_where_there_is_a_place(
    work_as: As, ward: Ward, clock: SetClock
) -> None:
    name = new_name(work_as, ward, "Kestrel")
    clock.go_on(days=40)
    assert living(ward, clock) == 0
    come_in(work_as, ward, name)
    assert living(ward, clock) == 1


def test_a_name_that_nobody_used_for_a_month_waits_where_every_bed_has_a_name(
    work_as: As, ward: Ward, clock: SetClock
) -> None:
    name = new_name(work_as, ward, "Kestrel")
    clock.go_on(days=40)
    new_name(work_as, ward, "Heron")
    new_name(work_as, ward, "Oak")
    with pytest.raises(RuleBroken, match="for each bed"):
        come_in(work_as, ward, name)


def test_a_name_at_rest_does_not_come_in(work_as: As, ward: Ward, clock: SetClock) -> None:
    name = new_name(work_as, ward, "Kestrel")
    clock.go_on(days=85)
    tick(work_as, ward)
    with pytest.raises(RuleBroken, match="at rest"):
        come_in(work_as, ward, name)


def test_a_name_of_another_ward_does_not_come_in_here(work_as: As, session: Session, ward: Ward) -> None:
    other = a.a_ward(session, "Birch")
    name = a.a_ward_name(other)
    with pytest.raises(NotFound):
        come_in(work_as, ward, name)
    with pytest.raises(NotFound):
        queries.ward_name(session, ward.id, name.id)


@pytest.mark.parametrize("role", [Role.STAFF, Role.MANAGER, Role.ADMIN, Role.ADVOCATE])
def test_nobody_with_an_account_ever_comes_in_as_a_patient(work_as: As, ward: Ward, role: Role) -> None:
    with pytest.raises(NotAllowed):
        commands.come_in(work_as(a.a_staff_actor(ward, role)), name=a.a_ward_name(ward))


# --- an old name whose PIN was forgotten -----------------------------------------------------------------------------


def test_a_forgotten_name_goes_to_rest_after_a_day(work_as: As, ward: Ward, clock: SetClock) -> None:
    old = new_name(work_as, ward, "Kestrel")
    new_name(work_as, ward, "Heron", old_word="kestrel")
    tick(work_as, ward)
    assert old.rests_since is None, "it has a day"
    clock.go_on(hours=25)
    tick(work_as, ward)
    assert old.rests_since == clock.today
    assert old.pin_hash == ""
    assert a.history_of(ward)[-1].what == Happened.NAME_RESTED


def test_a_forgotten_name_makes_room_at_once_on_a_full_ward(work_as: As, ward: Ward, clock: SetClock) -> None:
    new_name(work_as, ward, "Kestrel")
    new_name(work_as, ward, "Oak")
    new_name(work_as, ward, "Heron", old_word="Kestrel")
    assert living(ward, clock) == 2


def test_whoever_signs_in_with_a_name_under_notice_keeps_it(work_as: As, ward: Ward, clock: SetClock) -> None:
    old = new_name(work_as, ward, "Kestrel")
    new_name(work_as, ward, "Heron", old_word="Kestrel")
    clock.go_on(hours=20)
    come_in(work_as, ward, old)
    clock.go_on(hours=20)
    tick(work_as, ward)
    assert old.rests_since is None
    assert old.notice_until is None


def test_a_name_claimed_by_somebody_else_takes_its_place_back_on_a_full_ward(
    work_as: As, ward: Ward, clock: SetClock
) -> None:
    old = new_name(work_as, ward, "Kestrel")
    new_name(work_as, ward, "Oak")
    usurper = new_name(work_as, ward, "Heron", old_word="Kestrel")
    come_in(work_as, ward, old)
    assert usurper.rests_since == clock.today
    assert (old.rests_since, living(ward, clock)) == (None, 2)


def test_on_a_ward_with_room_both_names_live_on(work_as: As, session: Session, clock: SetClock) -> None:
    ward = a.a_ward(session, beds=5)
    old = new_name(work_as, ward, "Kestrel")
    new = new_name(work_as, ward, "Heron", old_word="Kestrel")
    come_in(work_as, ward, old)
    assert (old.rests_since, new.rests_since, living(ward, clock)) == (None, None, 2)


def test_whoever_pushed_a_name_out_cannot_be_pushed_out_and_come_back_as_well(
    work_as: As, session: Session, clock: SetClock
) -> None:
    ward = a.a_ward(session, beds=1)
    first = new_name(work_as, ward, "Kestrel")
    second = new_name(work_as, ward, "Heron", old_word="Kestrel")
    third = new_name(work_as, ward, "Oak", old_word="Heron")
    come_in(work_as, ward, first)
    assert third.rests_since == clock.today
    with pytest.raises(RuleBroken, match="for each bed"):
        come_in(work_as, ward, second)
    assert living(ward, clock) == 1


def test_an_unknown_old_name_is_passed_over_in_silence(work_as: As, ward: Ward, clock: SetClock) -> None:
    new = new_name(work_as, ward, "Heron", old_word="Nobody")
    assert new.provisional_until is None
    assert living(ward, clock) == 1


def test_nothing_in_the_history_joins_the_old_name_to_the_new_one(work_as: As, ward: Ward) -> None:
    old = new_name(work_as, ward, "Kestrel")
    new_name(work_as, ward, "Heron", old_word="Kestrel")
    row = a.history_of(ward)[-1]
    told = json.loads(row.body)
    assert row.what == Happened.CARD_USED
    assert str(old.id) not in row.body
    assert "notice_until" not in row.body
    assert "provisional_until" not in row.body
    assert len(told["rows"]) == 1


def test_a_second_claim_does_not_prolong_a_notice(work_as: As, session: Session, clock: SetClock) -> None:
    ward = a.a_ward(session, beds=5)
    old = new_name(work_as, ward, "Kestrel")
    new_name(work_as, ward, "Heron", old_word="Kestrel")
    until = old.notice_until
    clock.go_on(hours=5)
    new_name(work_as, ward, "Oak", old_word="Kestrel")
    assert old.notice_until == until


# --- leaving and resting ---------------------------------------------------------------------------------------------


def test_a_leaver_puts_the_own_name_to_rest_and_pages_say_a_former_patient(
    work_as: As, session: Session, ward: Ward, clock: SetClock
) -> None:
    oak = a.a_patient_actor(ward, Role.REP, word="Oak", clock=clock)
    name = queries.ward_name(session, ward.id, oak.id)
    work = work_as(oak)
    commands.leave_ward(work, name=name)
    work.commit()
    assert queries.shown_names(session, ward.id, [name.id]) == {name.id: None}
    assert [row.what for row in a.history_of(ward)[-2:]] == [Happened.NAME_RESTED, Happened.TERM_ENDED]
    assert session.scalars(select(Term.ended_on)).all() == [clock.today]
    assert "Oak" not in queries.words_in_use(session, ward.id)


def test_nobody_puts_somebody_elses_name_to_rest(work_as: As, ward: Ward) -> None:
    name = a.a_ward_name(ward)
    with pytest.raises(NotAllowed):
        commands.leave_ward(work_as(a.a_patient_actor(ward)), name=name)
    with pytest.raises(NotAllowed):
        commands.leave_ward(work_as(a.a_staff_actor(ward, Role.MANAGER)), name=name)


def test_a_word_comes_on_offer_again_after_a_year_of_rest(work_as: As, ward: Ward, clock: SetClock) -> None:
    session = a.session_of(ward)
    new_name(work_as, ward, "Kestrel")
    clock.go_on(days=85)
    tick(work_as, ward)
    clock.go_on(days=364)
    assert not queries.is_on_offer(session, ward.id, "Kestrel", clock.today)
    clock.go_on(days=1)
    assert queries.is_on_offer(session, ward.id, "Kestrel", clock.today)
    assert new_name(work_as, ward, "Kestrel").rests_since is None


def test_the_clock_may_look_twice(work_as: As, ward: Ward, clock: SetClock) -> None:
    new_name(work_as, ward, "Kestrel")
    clock.go_on(days=85)
    tick(work_as, ward)
    length = len(a.history_of(ward))
    tick(work_as, ward)
    assert len(a.history_of(ward)) == length


def test_only_the_clock_puts_names_to_rest_by_the_way(work_as: As, ward: Ward) -> None:
    with pytest.raises(NotAllowed):
        commands.let_names_rest(work_as(a.a_staff_actor(ward, Role.ADMIN)))


def test_words_in_use_are_found_as_people_write_them(session: Session, ward: Ward) -> None:
    name = a.a_ward_name(ward, "Kestrel")
    assert queries.name_in_use(session, ward.id, " kestrel") is name
    assert queries.name_in_use(session, ward.id, "Kestre") is None
    assert queries.words_in_use(session, ward.id) == {"Kestrel"}


# --- beds ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ADMIN])
def test_the_number_of_beds_is_changed_in_the_open(work_as: As, ward: Ward, role: Role) -> None:
    work = work_as(a.a_staff_actor(ward, role))
    commands.change_beds(work, ward=ward, beds=20)
    work.commit()
    last = a.history_of(ward)[-1]
    assert last.what == Happened.WARD_CHANGED
    assert json.loads(last.body)["facts"] == {"beds": 20}


def test_fewer_beds_than_living_names_are_refused(work_as: As, ward: Ward) -> None:
    a.a_ward_name(ward)
    a.a_ward_name(ward)
    with pytest.raises(RuleBroken, match="2 ward names"):
        commands.change_beds(work_as(a.a_staff_actor(ward, Role.MANAGER)), ward=ward, beds=1)


@pytest.mark.parametrize("role", [Role.STAFF, Role.LEAD, Role.ADVOCATE])
def test_nobody_else_changes_the_beds(work_as: As, ward: Ward, role: Role) -> None:
    with pytest.raises(NotAllowed):
        commands.change_beds(work_as(a.a_staff_actor(ward, role)), ward=ward, beds=20)


def test_the_manager_of_another_ward_finds_no_beds_here(work_as: As, session: Session, ward: Ward) -> None:
    stranger = a.a_staff_actor(a.a_ward(session, "Birch"), Role.MANAGER)
    with pytest.raises(NotFound):
        commands.change_beds(work_as(stranger), ward=ward, beds=20)
