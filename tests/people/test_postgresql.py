"""The same on PostgreSQL: who asks, cards and names, and two newcomers who want the last bed at once."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import PEPPER, SetClock
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.errors import RuleBroken
from wardvoice.people import commands, queries
from wardvoice.people.rules import TermRole
from wardvoice.storage.work import Work
from wardvoice.web.sessions import Kind, SessionRow


def test_who_asks_is_found_with_their_parts(postgres: Engine, clock: SetClock) -> None:
    with Session(postgres) as session:
        ward = a.a_ward(session)
        screen = a.a_screen(ward, token_hash="screen")
        name = a.a_ward_name(ward, "Kestrel")
        a.a_term(name, TermRole.PEER)
        session.add(
            SessionRow(
                token_hash="visit",
                person_kind=Kind.WARD_NAME,
                person_id=name.id,
                ward_id=ward.id,
                screen_id=screen.id,
                expires=clock.now() + timedelta(minutes=5),
            )
        )
        session.commit()
        caller = queries.load_caller(session, "visit", "screen", clock.now(), clock.today)
        assert caller is not None
        assert caller.actor.roles == {Role.PATIENT, Role.PEER}
        assert caller.actor.stands_in
        assert caller.actor.name == "Kestrel"


def test_an_account_for_the_whole_trust_sees_every_ward(postgres: Engine, clock: SetClock) -> None:
    with Session(postgres) as session:
        alder, birch = a.a_ward(session), a.a_ward(session, "Birch")
        account = a.an_account(session, "Anna")
        a.a_membership(account, Role.ADMIN)
        soon = clock.now() + timedelta(minutes=5)
        session.add(
            SessionRow(
                token_hash="visit", person_kind=Kind.ACCOUNT, person_id=account.id, ward_id=birch.id, expires=soon
            )
        )
        session.commit()
        caller = queries.load_caller(session, "visit", None, clock.now(), clock.today)
        assert caller is not None
        assert caller.wards == ((alder.id, "Alder"), (birch.id, "Birch"))
        assert (caller.actor.ward_id, caller.actor.roles) == (birch.id, {Role.ADMIN})


@pytest.mark.parametrize("what", ["the last bed", "the same card"])
def test_two_newcomers_at_once_do_not_both_get(postgres: Engine, clock: SetClock, what: str) -> None:
    beds = 2 if what == "the last bed" else 9
    with Session(postgres) as session:
        ward = a.a_ward(session, beds=beds)
        ward_id = ward.id
        a.a_ward_name(ward)
        keeper = Actor(Door.OWN_DEVICE, ward_id, ward_id, "Maya", frozenset({Role.ADVOCATE}))
        work = Work(session, keeper, clock, PEPPER)
        codes = commands.draw_cards(work, ward_id=ward_id, how_many=2)
        work.commit()
    if what == "the same card":
        codes = [codes[0], codes[0]]
    ready, outcomes = threading.Barrier(2), []

    def come(code: str, word: str) -> None:
        ready.wait()
        with Session(postgres) as session:
            card = queries.card_with_code(session, ward_id, code, PEPPER)
            if card is None:
                outcomes.append("refused")
                return
            work = Work(session, Actor(Door.TERMINAL, ward_id), clock, PEPPER)
            try:
                commands.use_card(work, card=card, word=word, pin_hash="hash")
                work.commit()
                outcomes.append("named")
            except RuleBroken:
                outcomes.append("refused")

    people = [threading.Thread(target=come, args=pair) for pair in zip(codes, ("Kestrel", "Heron"), strict=True)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(outcomes) == ["named", "refused"]
    with Session(postgres) as session:
        assert queries.living_names(session, ward_id, clock.today) == 2
        assert queries.card_counts(session, ward_id) == queries.CardCounts(3, 2, 0, 0)
