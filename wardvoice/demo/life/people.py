"""People come and go: staff are hired, patients draw a ward card and leave again, reps are chosen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from wardvoice.core.actor import CLOCK, Actor, Door, Role
from wardvoice.demo.cast import Cast, Person
from wardvoice.demo.content.staff import HOSPITAL_WIDE, Hired
from wardvoice.demo.life.ward import Life
from wardvoice.demo.stage import Stage
from wardvoice.demo.timeline import Story
from wardvoice.people import commands as people
from wardvoice.people.commands import Choice
from wardvoice.people.rules import Chosen, TermRole
from wardvoice.people.rules.terms import USUAL_TERM
from wardvoice.people.wordlist import words_of_the_house

AS_TERM = {Role.REP: TermRole.REP, Role.DEPUTY: TermRole.DEPUTY, Role.PEER: TermRole.PEER}
LEAVES = 0.14
"""How likely it is in a week that one of the ward goes home."""


@dataclass(frozen=True)
class Keys:
    """What invented people sign in with: one password and one PIN for all of them, hashed once."""

    password_hash: str
    pin_hash: str


def hire_admin(stage: Stage, keys: Keys) -> Actor:
    """Open the first account, which may open all others."""
    hired = next(person for person in HOSPITAL_WIDE if person.role is Role.ADMIN)
    account = _account(stage.tell, CLOCK, hired, hired.key, keys)
    admin = Actor(door=Door.OWN_DEVICE, id=account.id, name=account.name, roles=frozenset({Role.ADMIN}))
    stage.tell(admin, people.give_membership, account=account, role=Role.ADMIN, ward_id=None)
    return admin


def hire_for_all(stage: Stage, admin: Actor, keys: Keys) -> list[tuple[Hired, Any]]:
    """Open the accounts of those who belong to no one ward; a reviewer is invited later, since that soon ends."""
    hired = [person for person in HOSPITAL_WIDE if person.role is not Role.ADMIN]
    accounts = [(person, _account(stage.tell, admin, person, person.key, keys)) for person in hired]
    for person, account in accounts:
        if person.role is Role.REVIEWER:
            continue
        stage.tell(admin, people.give_membership, account=account, role=person.role, ward_id=None)
    return accounts


def hire(stage: Stage, admin: Actor, cast: Cast, staff: Iterable[Hired], keys: Keys, *, mark: str) -> None:
    """Open the accounts of a ward's staff; `mark` keeps their usernames apart from other wards'."""
    for person in staff:
        account = _account(stage.tell, admin, person, f"{person.name.lower()}.{mark}", keys)
        stage.tell(admin, people.give_membership, account=account, role=person.role, ward_id=cast.ward_id)
        cast.hire(person.key, account, person.role)


def admit(life: Life, word: str, keeper: Actor, keys: Keys) -> Person:
    """A patient comes: the keeper of the pile draws a card, and they choose a ward name with it."""
    (code,) = life.tell(keeper, people.draw_cards, ward_id=life.cast.ward_id, how_many=1)
    card = life.stage.card_of(life.cast.ward_id, code)
    name = life.tell(life.cast.unsigned, people.use_card, card=card, word=word, pin_hash=keys.pin_hash)
    return life.cast.admit(name)


def goes_home(life: Life, word: str) -> None:
    """A patient leaves the ward: the name rests, and pages say "a former patient"."""
    person = life.cast.patients.pop(word)
    life.tell(person.actor, people.leave_ward, name=person.thing)
    if life.cast.rep is person:
        life.cast.rep = None


def choose(life: Life, word: str, role: Role, giver: Actor, *, until: date | None = None) -> None:
    """The ward chooses somebody, and the advocate writes it down; the new rep prepares the meetings from now on."""
    votes_for, cast = how_many_voted(life)
    person = life.cast.patients[word]
    life.tell(
        giver,
        people.give_term,
        name=person.thing,
        role=AS_TERM[role],
        choice=Choice(Chosen.VOTE, votes_for=votes_for, votes_cast=cast),
        starts_on=life.today,
        ends_on=until,
    )
    person.becomes(role)
    if role is Role.REP:
        life.cast.rep = person


def how_many_voted(life: Life) -> tuple[int, int]:
    """Return how many votes somebody got who was chosen, and how many people voted."""
    cast = max(5, len(life.cast.patients) - life.chance.randint(1, 4))
    return life.chance.randint(cast // 2 + 1, cast), cast


def turnover(life: Life, days: list[date], advocate: Actor, keys: Keys, free: Collection[str] = ()) -> Story:
    """Week after week somebody may leave, and somebody new comes; each three months a rep is chosen.

    The words that are to stay `free` are chosen by nobody.
    """
    used, ends = {*life.cast.patients, *free}, days[0]
    for day in days:
        yield life.moment(day - timedelta(days=6), 8)
        if life.today >= ends:
            ends = _next_rep(life, advocate)
        if life.chance.random() < LEAVES:
            leaver = life.chance.choice([w for w, person in life.cast.patients.items() if person is not life.cast.rep])
            goes_home(life, leaver)
            word = life.chance.choice([word for word in words_of_the_house() if word not in used])
            used.add(word)
            admit(life, word, life.cast.chair if life.cast.rep else advocate, keys)


def _next_rep(life: Life, advocate: Actor) -> date:
    if life.cast.rep is not None:
        life.cast.rep.is_only(Role.PATIENT)
    choose(life, life.chance.choice(list(life.cast.patients)), Role.REP, advocate)
    return life.today + USUAL_TERM


def _account(tell: Callable[..., Any], by: Actor, hired: Hired, username: str, keys: Keys) -> Any:
    return tell(
        by, people.open_account, name=hired.name, job=hired.job, username=username, password_hash=keys.password_hash
    )
