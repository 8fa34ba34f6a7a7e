"""How Linnet became rep: a vote on paper that two people counted, and counted again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from wardvoice.core.actor import Actor, Role
from wardvoice.demo.life.people import how_many_voted
from wardvoice.demo.life.ward import Life
from wardvoice.people import commands as people
from wardvoice.people import queries as of_people
from wardvoice.people.models import Term, WardName
from wardvoice.people.rules import TermRole
from wardvoice.reps import commands
from wardvoice.reps.models import Vote
from wardvoice.reps.queries import Ballot, ballot
from wardvoice.reps.rules import Shown, Totals
from wardvoice.storage.work import Work

MISCOUNTED, COUNTED = {"Linnet": 6, "Maple": 3}, {"Linnet": 6, "Maple": 2}
SPOILED = 1


def chosen_by_vote(life: Life, advocate: Actor, until: date) -> None:
    """Linnet and Maple stand. The deputy and the advocate count; one paper lay in the wrong heap."""
    deputy = life.cast.patients["Osprey"].actor
    vote = life.tell(advocate, commands.open_vote, part=TermRole.REP, held_on=life.today)
    for word in COUNTED:
        person = life.cast.patients[word]
        life.tell(person.actor, _stands, vote_id=vote.id, name=person.thing)
    patients = len(life.cast.patients)
    how_many_voted(life)  # so that chance goes on in the ward's life as where a term is given without this vote
    for who, votes in ((deputy, MISCOUNTED), (advocate, COUNTED), (advocate, COUNTED), (deputy, COUNTED)):
        life.tell(who, _counts, vote_id=vote.id, patients=patients, votes=votes)
    life.tell(advocate, _carries_out, vote_id=vote.id, until=until)
    life.cast.rep = life.cast.patients["Linnet"]
    life.cast.rep.becomes(Role.REP)


def shown_how(life: Life, advocate: Actor) -> None:
    """A week later: the advocate and a nurse have shown Linnet some of what a rep needs, and she says so."""
    linnet, nurse = life.cast.patients["Linnet"], life.cast.staff["nurse"].actor
    given = {Shown.CHAIRING: advocate, Shown.CONFIDENCE: advocate, Shown.PROGRAM: nurse, Shown.SUPPORT: nurse}
    for what, who in given.items():
        life.tell(who, _shows, holder=linnet.thing, what=what)
    for what in (Shown.CHAIRING, Shown.CONFIDENCE, Shown.PROGRAM):
        life.tell(linnet.actor, _says, holder=linnet.thing, what=what)


def _shows(work: Work, *, holder: WardName, what: Shown) -> None:
    commands.show_how(work, term=_term_of(work, holder), what=what)


def _says(work: Work, *, holder: WardName, what: Shown) -> None:
    commands.say_shown(work, term=_term_of(work, holder), what=what, yes=True)


def _term_of(work: Work, holder: WardName) -> Term:
    return of_people.terms_as_rep(work.session, holder.id, work.today)[0]


def _stands(work: Work, *, vote_id: UUID, name: WardName) -> None:
    people.come_in(work, name=name)
    commands.stand(work, ballot=_as_it_stands(work, vote_id), name=name)


def _counts(work: Work, *, vote_id: UUID, patients: int, votes: Mapping[str, int]) -> None:
    found = _as_it_stands(work, vote_id)
    of_each = {one.id: votes[one.word or ""] for one in found.on_paper.values()}
    totals = Totals(patients, patients - 1, SPOILED, of_each)
    commands.count_votes(work, ballot=found, totals=totals)


def _carries_out(work: Work, *, vote_id: UUID, until: date) -> Vote:
    found = _as_it_stands(work, vote_id)
    commands.carry_out(work, ballot=found, starts_on=work.today, ends_on=until)
    return found.vote


def _as_it_stands(work: Work, vote_id: UUID) -> Ballot:
    return ballot(work.session, work.ward_id, vote_id, work.today)
