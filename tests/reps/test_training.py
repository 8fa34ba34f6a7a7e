"""Training ticks: by who showed it, confirmed by the rep; everybody sees them, and nobody is barred (R1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from tests.people.house import House
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import NotAllowed, NotFound, Stale
from wardvoice.core.history import Happened
from wardvoice.people import commands as people
from wardvoice.people import queries as of_people
from wardvoice.people.models import Term
from wardvoice.reps import commands, queries
from wardvoice.reps.models import Training
from wardvoice.reps.rules import Shown
from wardvoice.wards.models import Ward
from wardvoice.web.sessions import Kind

Do = Callable[..., Any]
CHAIRING = Shown.CHAIRING


@pytest.fixture
def ward(session: Session) -> Ward:
    return a.a_ward(session)


@pytest.fixture
def rep(ward: Ward) -> Actor:
    return a.a_patient_actor(ward, Role.REP, word="Linnet")


@pytest.fixture
def term(session: Session, rep: Actor, clock: SetClock) -> Term:
    assert rep.id is not None
    return of_people.terms_as_rep(session, rep.id, clock.today)[0]


@pytest.fixture
def advocate(ward: Ward) -> Actor:
    return a.a_staff_actor(ward, Role.ADVOCATE, name="Maya")


@pytest.fixture
def do(session: Session, clock: SetClock) -> Do:
    return lambda actor, command, **facts: a.done(session, actor, command, clock, **facts)


def ticked(term: Term, what: Shown = CHAIRING) -> Training | None:
    return queries.trainings(a.session_of(term), [term.id]).get((term.id, what))


@pytest.mark.parametrize("role", [Role.ADVOCATE, Role.LISTENER, Role.STAFF, Role.MANAGER])
def test_who_showed_it_ticks_it_with_the_day(do: Do, ward: Ward, term: Term, clock: SetClock, role: Role) -> None:
    one = do(a.a_staff_actor(ward, role), commands.show_how, term=term, what=CHAIRING)
    assert (one.given_on, one.given_by_role, one.had_on) == (clock.today, role, None)
    assert a.history_of(ward)[-1].what == Happened.TRAINING_GIVEN


def test_only_who_holds_the_term_says_so(do: Do, ward: Ward, rep: Actor, advocate: Actor, term: Term) -> None:
    do(advocate, commands.show_how, term=term, what=CHAIRING)
    deputy = a.a_patient_actor(ward, Role.DEPUTY)
    for other in (advocate, deputy, a.a_terminal_actor(ward)):
        with pytest.raises(NotAllowed):
            do(other, commands.say_shown, term=term, what=CHAIRING, yes=True)
    one = do(rep, commands.say_shown, term=term, what=CHAIRING, yes=True)
    assert one.had_on is not None
    assert a.history_of(ward)[-1].what == Happened.TRAINING_CONFIRMED


def test_a_rep_can_say_it_first_and_not_yet(do: Do, ward: Ward, rep: Actor, advocate: Actor, term: Term) -> None:
    do(rep, commands.say_shown, term=term, what=CHAIRING, yes=True)
    do(advocate, commands.show_how, term=term, what=CHAIRING)
    one = do(rep, commands.say_shown, term=term, what=CHAIRING, yes=False)
    assert (one.given_on, one.given_by_role, one.had_on) == (None, None, None)
    assert a.history_of(ward)[-1].what == Happened.TRAINING_DENIED


def test_said_twice_it_is_once_and_no_about_nothing_leaves_nothing(
    do: Do, ward: Ward, rep: Actor, advocate: Actor, term: Term
) -> None:
    before = len(a.history_of(ward))
    do(rep, commands.say_shown, term=term, what=CHAIRING, yes=False)
    assert (len(a.history_of(ward)), ticked(term)) == (before, None)
    for _ in range(2):
        do(advocate, commands.show_how, term=term, what=CHAIRING)
        do(rep, commands.say_shown, term=term, what=CHAIRING, yes=True)
    assert len(a.history_of(ward)) == before + 2


@pytest.mark.parametrize("role", [Role.LEAD, Role.ADMIN, Role.DUTY, Role.REVIEWER])
def test_others_tick_nothing(do: Do, ward: Ward, term: Term, role: Role) -> None:
    with pytest.raises(NotAllowed):
        do(a.a_staff_actor(ward, role), commands.show_how, term=term, what=CHAIRING)


def test_no_rep_ticks_for_themselves(do: Do, rep: Actor, term: Term) -> None:
    with pytest.raises(NotAllowed):
        do(rep, commands.show_how, term=term, what=CHAIRING)


def test_a_term_that_is_over_takes_no_tick(do: Do, rep: Actor, advocate: Actor, term: Term) -> None:
    do(advocate, people.end_term, term=term)
    with pytest.raises(Stale, match="over already"):
        do(advocate, commands.show_how, term=term, what=CHAIRING)
    with pytest.raises(Stale, match="over already"):
        do(rep, commands.say_shown, term=term, what=CHAIRING, yes=True)


def test_another_wards_term_is_not_there(do: Do, session: Session, term: Term) -> None:
    with pytest.raises(NotFound):
        do(a.a_staff_actor(a.a_ward(session, "Birch"), Role.ADVOCATE), commands.show_how, term=term, what=CHAIRING)


# --- on pages --------------------------------------------------------------------------------------------------------


def test_the_advocate_ticks_the_rep_confirms_and_everybody_sees_it(house: House) -> None:
    name = a.a_ward_name(house.ward, "Linnet")
    a.a_term(name)
    advocate, nurse = house.staff(Role.ADVOCATE, name="Maya"), house.staff(Role.STAFF, name="Tom")
    screen = house.screens["token-of-the-laptop"]
    rep = house.at("token-of-the-laptop").sign_in_as(Kind.WARD_NAME, name.id, house.ward.id, screen.id)
    advocate.get("/terms")
    advocate.submit("I have shown this: How to chair a meeting")
    assert "It is ticked. It counts when they say so, too." in advocate.page.text
    assert "Shown on Monday 2 March by: Advocate. They have not said yes yet." in advocate.page.text
    assert "Training: 0 of 5" in house.at().get("/terms").text
    rep.get("/terms")
    assert not rep.page.all("button", name="what")
    rep.submit("I have had this: How to chair a meeting")
    for person in (house.at(), nurse, rep):
        text = person.get("/terms").text
        assert "Training: 1 of 5" in text
        assert "Shown on Monday 2 March by: Advocate. They say so, too." in text
    rep.submit("Not yet: How to chair a meeting")
    assert "Training: 0 of 5" in rep.page.text


def test_whatever_is_no_training_is_not_found(house: House) -> None:
    term = a.a_term(a.a_ward_name(house.ward, "Linnet"))
    advocate = house.staff(Role.ADVOCATE)
    advocate.get("/terms")
    advocate.post(f"/terms/{term.id}/shown", {"what": "dancing"}, status=404)
    house.at().post(f"/terms/{term.id}/shown", {"what": "chairing"}, status=403)
