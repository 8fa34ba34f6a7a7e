"""Ward cards: who may draw them, that each works once, and that nothing says who got one."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import PEPPER, SetClock
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.errors import NotAllowed, NotFound, Repeated, RuleBroken
from wardvoice.core.history import Happened
from wardvoice.people import commands, queries
from wardvoice.people.models import WardCard, WardName
from wardvoice.people.rules import TermRole
from wardvoice.storage.history import HistoryWords
from wardvoice.storage.work import Work
from wardvoice.wards.models import Ward

As = Callable[[Actor], Work]
PIN_HASH = "$argon2id$of-a-pin"


@pytest.fixture
def ward(session: Session) -> Ward:
    return a.a_ward(session, beds=3)


def the_advocate(ward: Ward) -> Actor:
    return a.a_staff_actor(ward, Role.ADVOCATE, name="Maya", job="advocate")


def a_card(work_as: As, ward: Ward, drawer: Actor) -> tuple[str, WardCard]:
    work = work_as(drawer)
    (code,) = commands.draw_cards(work, ward_id=ward.id)
    work.commit()
    card = queries.card_with_code(work.session, ward.id, code, PEPPER)
    assert card is not None
    return code, card


def use(work_as: As, ward: Ward, card: WardCard, word: str = "Kestrel", **more: str) -> WardName:
    work = work_as(a.a_terminal_actor(ward))
    name = commands.use_card(work, card=card, word=word, pin_hash=PIN_HASH, **more)
    work.commit()
    return name


# --- drawing ---------------------------------------------------------------------------------------------------------


def test_a_rep_draws_a_card_and_the_history_counts_it_without_its_code(work_as: As, ward: Ward) -> None:
    rep = a.a_patient_actor(ward, Role.REP)
    code, card = a_card(work_as, ward, rep)
    last = a.history_of(ward)[-1]
    assert (last.what, last.thing) == (Happened.CARD_DRAWN, card.thing)
    assert card.drawn_by_role is Role.REP
    assert code not in last.body
    assert card.code_hash not in last.body
    assert str(rep.id) not in last.body


def test_an_advocate_draws_a_pile_at_once_and_every_card_is_another(work_as: As, ward: Ward) -> None:
    codes = commands.draw_cards(work_as(the_advocate(ward)), ward_id=ward.id, how_many=3)
    assert len(set(codes)) == 3
    assert queries.card_counts(a.session_of(ward), ward.id) == queries.CardCounts(3, 0, 0, 0)


@pytest.mark.parametrize("keeper", [TermRole.REP, TermRole.DEPUTY])
@pytest.mark.parametrize("role", [Role.STAFF, Role.MANAGER])
def test_staff_draw_no_card_while_a_rep_is_in_post(work_as: As, ward: Ward, keeper: TermRole, role: Role) -> None:
    a.a_term(a.a_ward_name(ward), keeper)
    with pytest.raises(NotAllowed):
        commands.draw_cards(work_as(a.a_staff_actor(ward, role)), ward_id=ward.id)


def test_staff_draw_no_card_while_an_advocate_is_in_post_for_this_ward_or_for_all(work_as: As, ward: Ward) -> None:
    nurse = a.a_staff_actor(ward, Role.STAFF)
    account = a.an_account(a.session_of(ward), "Maya", job="advocate")
    a.a_membership(account, Role.ADVOCATE, None)
    with pytest.raises(NotAllowed):
        commands.draw_cards(work_as(nurse), ward_id=ward.id)


def test_staff_draw_where_nobody_keeps_the_cards_and_that_is_counted(work_as: As, ward: Ward) -> None:
    _, card = a_card(work_as, ward, a.a_staff_actor(ward, Role.STAFF))
    assert card.drawn_by_role is Role.STAFF
    assert queries.card_counts(a.session_of(ward), ward.id).by_staff == 1


def test_an_advocate_who_left_keeps_no_cards(work_as: As, ward: Ward, clock: SetClock) -> None:
    session = a.session_of(ward)
    account = a.an_account(session, "Maya", job="advocate", ends_on=clock.today)
    a.a_membership(account, Role.ADVOCATE, ward)
    assert not queries.card_pile(session, ward.id, clock.today).nobody_keeps_the_cards
    clock.go_on(days=1)
    assert queries.card_pile(session, ward.id, clock.today).nobody_keeps_the_cards


@pytest.mark.parametrize("role", [Role.ADMIN, Role.LEAD, Role.LISTENER, Role.REVIEWER])
def test_nobody_else_ever_draws_a_card(work_as: As, ward: Ward, role: Role) -> None:
    with pytest.raises(NotAllowed):
        commands.draw_cards(work_as(a.a_staff_actor(ward, role)), ward_id=ward.id)


def test_a_patient_without_a_part_draws_no_card(work_as: As, ward: Ward) -> None:
    with pytest.raises(NotAllowed):
        commands.draw_cards(work_as(a.a_patient_actor(ward)), ward_id=ward.id)


def test_cards_of_another_ward_do_not_exist_for_a_rep(work_as: As, session: Session, ward: Ward) -> None:
    rep = a.a_patient_actor(ward, Role.REP)
    with pytest.raises(NotFound):
        commands.draw_cards(work_as(rep), ward_id=a.a_ward(session, "Birch").id)


def test_a_pile_larger_than_the_ward_is_refused(work_as: As, ward: Ward) -> None:
    advocate = the_advocate(ward)
    commands.draw_cards(work_as(advocate), ward_id=ward.id, how_many=2)
    with pytest.raises(RuleBroken) as refused:
        commands.draw_cards(work_as(advocate), ward_id=ward.id, how_many=2)
    assert refused.value.field == "how_many"


def test_a_form_sent_twice_draws_once(work_as: As, ward: Ward) -> None:
    advocate = the_advocate(ward)
    commands.draw_cards(work_as(advocate), ward_id=ward.id, once="the form's key")
    with pytest.raises(Repeated):
        commands.draw_cards(work_as(advocate), ward_id=ward.id, once="the form's key")
    assert queries.card_counts(a.session_of(ward), ward.id).drawn == 1


# --- retiring --------------------------------------------------------------------------------------------------------


def test_a_lost_card_is_retired_and_works_no_more(work_as: As, ward: Ward) -> None:
    advocate = the_advocate(ward)
    code, card = a_card(work_as, ward, advocate)
    work = work_as(advocate)
    commands.retire_card(work, card=card)
    work.commit()
    assert a.history_of(ward)[-1].what == Happened.CARD_RETIRED
    assert queries.card_with_code(work.session, ward.id, code, PEPPER) is None
    assert queries.card_counts(work.session, ward.id) == queries.CardCounts(1, 0, 1, 0)
    with pytest.raises(RuleBroken):
        use(work_as, ward, card)


def test_a_used_card_cannot_be_retired(work_as: As, ward: Ward) -> None:
    advocate = the_advocate(ward)
    _, card = a_card(work_as, ward, advocate)
    use(work_as, ward, card)
    with pytest.raises(RuleBroken):
        commands.retire_card(work_as(advocate), card=card)


def test_staff_retire_no_card_while_a_rep_is_in_post(work_as: As, ward: Ward) -> None:
    _, card = a_card(work_as, ward, a.a_patient_actor(ward, Role.REP))
    with pytest.raises(NotAllowed):
        commands.retire_card(work_as(a.a_staff_actor(ward, Role.STAFF)), card=card)


# --- using -----------------------------------------------------------------------------------------------------------


def test_a_patient_chooses_a_ward_name_with_a_card(work_as: As, ward: Ward, clock: SetClock) -> None:
    _, card = a_card(work_as, ward, the_advocate(ward))
    name = use(work_as, ward, card)
    assert (name.word, name.first_used, name.last_used) == ("Kestrel", clock.today, clock.today)
    assert queries.card_counts(a.session_of(ward), ward.id) == queries.CardCounts(1, 1, 0, 0)
    last = a.history_of(ward)[-1]
    assert (last.what, last.thing) == (Happened.CARD_USED, name.thing)


def test_the_history_joins_no_name_to_a_card_and_keeps_neither_pin_nor_minute(work_as: As, ward: Ward) -> None:
    code, card = a_card(work_as, ward, the_advocate(ward))
    use(work_as, ward, card)
    body = json.loads(a.history_of(ward)[-1].body)
    assert (body["role"], body["at"], body["person"], body["voice"]) == ("unsigned", None, None, None)
    assert body["part_of_day"] == "morning"
    told = json.dumps(body)
    for secret in (str(card.id), card.code_hash, code, PIN_HASH, "Kestrel", "last_used"):
        assert secret not in told


def test_the_word_stands_beside_the_history_where_it_can_be_removed(work_as: As, ward: Ward) -> None:
    _, card = a_card(work_as, ward, the_advocate(ward))
    use(work_as, ward, card)
    assert "Kestrel" in set(a.session_of(ward).scalars(select(HistoryWords.text)))


def test_a_card_works_once(work_as: As, ward: Ward) -> None:
    code, card = a_card(work_as, ward, the_advocate(ward))
    use(work_as, ward, card)
    assert queries.card_with_code(a.session_of(ward), ward.id, code, PEPPER) is None
    with pytest.raises(RuleBroken) as refused:
        use(work_as, ward, card, "Heron")
    assert refused.value.field == "code"


def test_a_card_of_another_ward_is_unknown_here(work_as: As, session: Session, ward: Ward) -> None:
    code, card = a_card(work_as, ward, the_advocate(ward))
    other = a.a_ward(session, "Birch")
    assert queries.card_with_code(session, other.id, code, PEPPER) is None
    with pytest.raises(NotFound):
        queries.unused_card(session, other.id, card.id)
    with pytest.raises(NotFound):
        commands.use_card(work_as(a.a_terminal_actor(other)), card=card, word="Heron", pin_hash=PIN_HASH)


@pytest.mark.parametrize("word", ["Kestrel", "Tom", "kestrel", ""])
def test_only_a_free_word_of_the_list_can_be_chosen(work_as: As, ward: Ward, word: str) -> None:
    a.a_ward_name(ward, "Kestrel")
    _, card = a_card(work_as, ward, the_advocate(ward))
    with pytest.raises(RuleBroken) as refused:
        use(work_as, ward, card, word)
    assert refused.value.field == "word"


def test_the_same_word_may_be_in_use_on_two_wards(work_as: As, session: Session, ward: Ward) -> None:
    a.a_ward_name(a.a_ward(session, "Birch"), "Kestrel")
    _, card = a_card(work_as, ward, the_advocate(ward))
    assert use(work_as, ward, card).word == "Kestrel"


@pytest.mark.parametrize("door", [Door.OWN_DEVICE, Door.BOARD])
def test_a_card_is_used_only_at_a_screen_for_patients(work_as: As, ward: Ward, door: Door) -> None:
    _, card = a_card(work_as, ward, the_advocate(ward))
    with pytest.raises(NotAllowed):
        commands.use_card(work_as(Actor(door, ward.id)), card=card, word="Heron", pin_hash=PIN_HASH)


def test_staff_use_no_card(work_as: As, ward: Ward) -> None:
    _, card = a_card(work_as, ward, the_advocate(ward))
    for role in (Role.STAFF, Role.MANAGER, Role.ADMIN):
        with pytest.raises(NotAllowed):
            commands.use_card(work_as(a.a_staff_actor(ward, role)), card=card, word="Heron", pin_hash=PIN_HASH)


def test_a_rep_takes_no_second_name_while_signed_in(work_as: As, ward: Ward) -> None:
    rep = a.a_patient_actor(ward, Role.REP)
    _, card = a_card(work_as, ward, rep)
    with pytest.raises(NotAllowed):
        commands.use_card(work_as(rep), card=card, word="Heron", pin_hash=PIN_HASH)


def test_more_names_than_beds_are_refused_and_the_card_stays_good(work_as: As, ward: Ward) -> None:
    for _ in range(3):
        a.a_ward_name(ward)
    code, card = a_card(work_as, ward, the_advocate(ward))
    with pytest.raises(RuleBroken, match="for each bed"):
        use(work_as, ward, card)
    a.session_of(ward).rollback()
    assert queries.card_with_code(a.session_of(ward), ward.id, code, PEPPER) is not None
    assert queries.living_names(a.session_of(ward), ward.id, card.drawn_on) == 3
