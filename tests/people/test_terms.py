"""Terms of reps, deputies and peer supporters."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import NotAllowed, NotFound, Repeated, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.people import commands, queries
from wardvoice.people.commands import Choice
from wardvoice.people.models import Term, WardName
from wardvoice.people.rules import Chosen, TermRole
from wardvoice.storage.work import Work
from wardvoice.wards.models import Ward

As = Callable[[Actor], Work]


@pytest.fixture
def ward(session: Session) -> Ward:
    return a.a_ward(session)


@pytest.fixture
def name(ward: Ward) -> WardName:
    return a.a_ward_name(ward, "Kestrel")


@pytest.fixture
def advocate(ward: Ward) -> Actor:
    return a.a_staff_actor(ward, Role.ADVOCATE, name="Maya", job="advocate")


def give(work: Work, name: WardName, role: TermRole = TermRole.REP, **more: object) -> Term:
    facts = {"choice": Choice(Chosen.AGREED), "starts_on": work.today, **more}
    term = commands.give_term(work, name=name, role=role, **facts)  # type: ignore[arg-type]
    work.commit()
    return term


def test_an_advocate_writes_down_a_vote_with_its_totals(
    work_as: As, ward: Ward, name: WardName, advocate: Actor, clock: SetClock
) -> None:
    term = give(work_as(advocate), name, choice=Choice(Chosen.VOTE, votes_for=7, votes_cast=9))
    assert (term.votes_for, term.votes_cast, term.given_by_role) == (7, 9, Role.ADVOCATE)
    assert term.ends_on == clock.today + timedelta(weeks=13)
    last = a.history_of(ward)[-1]
    rows = json.loads(last.body)["rows"][term.thing]
    assert (last.what, rows["how_chosen"], rows["votes_for"]) == (Happened.TERM_GIVEN, "vote", 7)
    assert "Kestrel" not in last.body


def test_an_admin_gives_a_term_too_and_votes_are_kept_only_of_a_vote(work_as: As, name: WardName) -> None:
    term = give(work_as(a.ADMIN), name, choice=Choice(Chosen.ONLY_ONE, votes_for=7, votes_cast=9))
    assert (term.votes_for, term.votes_cast, term.given_by_role) == (None, None, Role.ADMIN)


@pytest.mark.parametrize("role", [Role.STAFF, Role.MANAGER, Role.LEAD, Role.LISTENER, Role.REVIEWER])
def test_other_staff_neither_give_nor_end_terms(work_as: As, ward: Ward, name: WardName, role: Role) -> None:
    term = a.a_term(name)
    somebody = a.a_staff_actor(ward, role)
    with pytest.raises(NotAllowed):
        give(work_as(somebody), name, TermRole.PEER)
    with pytest.raises(NotAllowed):
        commands.end_term(work_as(somebody), term=term)


def test_a_rep_does_not_prolong_the_own_term(work_as: As, ward: Ward, name: WardName) -> None:
    rep = a.a_patient_actor(ward, Role.REP)
    with pytest.raises(NotAllowed):
        give(work_as(rep), queries.ward_name(a.session_of(ward), ward.id, rep.id))


def test_an_advocate_of_another_ward_does_not_know_the_name(work_as: As, session: Session, name: WardName) -> None:
    stranger = a.a_staff_actor(a.a_ward(session, "Birch"), Role.ADVOCATE)
    with pytest.raises(NotFound):
        give(work_as(stranger), name)


def test_nobody_has_the_same_part_twice_at_a_time(work_as: As, name: WardName, advocate: Actor) -> None:
    give(work_as(advocate), name)
    give(work_as(advocate), name, TermRole.PEER)
    with pytest.raises(RuleBroken, match="has that part already"):
        give(work_as(advocate), name)


def test_the_next_term_may_begin_when_the_first_is_over(work_as: As, name: WardName, advocate: Actor) -> None:
    first = give(work_as(advocate), name)
    assert give(work_as(advocate), name, starts_on=first.ends_on).starts_on == first.ends_on


def test_a_name_at_rest_gets_no_part(work_as: As, ward: Ward, name: WardName, advocate: Actor, clock: SetClock) -> None:
    clock.go_on(days=85)
    work = work_as(a.the_clock(ward))
    commands.let_names_rest(work)
    work.commit()
    with pytest.raises(RuleBroken, match="at rest"):
        give(work_as(advocate), name)


def test_a_form_sent_twice_gives_one_term(work_as: As, ward: Ward, name: WardName, advocate: Actor) -> None:
    term = give(work_as(advocate), name, once="key")
    with pytest.raises(Repeated):
        give(work_as(advocate), name, once="key")
    assert len(queries.terms_of(a.session_of(ward), ward.id, term.starts_on)) == 1


def test_an_ended_term_is_over_at_once_and_only_once(
    work_as: As, ward: Ward, name: WardName, advocate: Actor, clock: SetClock
) -> None:
    term = give(work_as(advocate), name)
    work = work_as(advocate)
    commands.end_term(work, term=term)
    work.commit()
    assert a.history_of(ward)[-1].what == Happened.TERM_ENDED
    assert queries.reps_in_post(work.session, ward.id, clock.today) == []
    with pytest.raises(Stale):
        commands.end_term(work_as(advocate), term=term)


def test_a_term_that_has_not_begun_ends_before_it_begins(
    work_as: As, name: WardName, advocate: Actor, clock: SetClock
) -> None:
    later = clock.today + timedelta(days=7)
    term = give(work_as(advocate), name, starts_on=later)
    commands.end_term(work_as(advocate), term=term)
    assert term.ended_on == later


# --- the post --------------------------------------------------------------------------------------------------------


def test_a_ward_that_never_had_a_rep_has_an_empty_post_since_it_opened(ward: Ward, clock: SetClock) -> None:
    post = queries.post(a.session_of(ward), ward.id, clock.today)
    assert (post.filled, post.has_peer, post.empty_since) == (False, False, ward.opened_on)


@pytest.mark.parametrize("role", [TermRole.REP, TermRole.DEPUTY])
def test_rep_or_deputy_fill_the_post(ward: Ward, name: WardName, role: TermRole, clock: SetClock) -> None:
    a.a_term(name, role)
    assert queries.post(a.session_of(ward), ward.id, clock.today).filled


def test_a_peer_supporter_does_not_fill_the_post(ward: Ward, name: WardName, clock: SetClock) -> None:
    a.a_term(name, TermRole.PEER)
    post = queries.post(a.session_of(ward), ward.id, clock.today)
    assert (post.filled, post.has_peer) == (False, True)


def test_the_post_falls_empty_on_the_day_the_last_term_ends(ward: Ward, name: WardName, clock: SetClock) -> None:
    rep = a.a_term(name, TermRole.REP)
    deputy = a.a_term(a.a_ward_name(ward), TermRole.DEPUTY, ends_on=rep.ends_on + timedelta(days=9))
    clock.go_on(days=120)
    post = queries.post(a.session_of(ward), ward.id, clock.today)
    assert (post.filled, post.empty_since) == (False, deputy.ends_on)


def test_the_terms_of_a_ward_show_their_words_the_latest_first(
    session: Session, ward: Ward, name: WardName, clock: SetClock
) -> None:
    first = a.a_term(name)
    second = a.a_term(name, TermRole.PEER, starts_on=clock.today + timedelta(days=3))
    a.a_term(a.a_ward_name(a.a_ward(session, "Birch")))
    shown = queries.terms_of(session, ward.id, clock.today)
    assert [(held.term, held.word) for held in shown] == [(second, "Kestrel"), (first, "Kestrel")]


def test_another_wards_term_is_not_found(session: Session, ward: Ward, name: WardName) -> None:
    term = a.a_term(name)
    assert queries.term(session, ward.id, term.id) is term
    with pytest.raises(NotFound):
        queries.term(session, a.a_ward(session, "Birch").id, term.id)
