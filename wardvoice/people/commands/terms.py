"""Terms: given by an advocate or an admin, with how somebody was chosen, and ended before their day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wardvoice.core.actor import Role
from wardvoice.core.errors import N_, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.people import queries
from wardvoice.people.models import Term, WardName
from wardvoice.people.rules import Chosen, TermRole
from wardvoice.people.rules import names as name_rules
from wardvoice.people.rules import terms as rules
from wardvoice.storage.work import Work


@dataclass(frozen=True)
class Choice:
    """How somebody was chosen; a vote has its totals."""

    how: Chosen
    votes_for: int | None = None
    votes_cast: int | None = None


def give_term(
    work: Work,
    *,
    name: WardName,
    role: TermRole,
    choice: Choice,
    starts_on: date,
    ends_on: date | None = None,
    once: str | None = None,
) -> Term:
    """Make a patient rep, deputy or peer supporter for a time: three months unless another end is agreed."""
    work.require(May.GIVE_TERM, name)
    work.refuse_repeat(once)
    ends_on = ends_on or rules.usual_end(starts_on)
    rules.check_term(starts_on=starts_on, ends_on=ends_on, today=work.today)
    rules.check_votes(choice.how, choice.votes_for, choice.votes_cast)
    if not name_rules.usable(name, work.now):
        raise RuleBroken(N_("This name is at rest. Choose somebody who is on the ward."), field="word")
    _check_no_second(work, name.id, role, starts_on)
    by_vote = choice.how is Chosen.VOTE
    term = Term(
        ward_id=name.ward_id,
        ward_name_id=name.id,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        how_chosen=choice.how,
        votes_for=choice.votes_for if by_vote else None,
        votes_cast=choice.votes_cast if by_vote else None,
        given_by_role=Role.ADVOCATE if work.actor.has(Role.ADVOCATE) else Role.ADMIN,
    )
    work.session.add(term)
    work.record(Happened.TERM_GIVEN, term)
    work.once(once, term)
    return term


def end_term(work: Work, *, term: Term) -> Term:
    """End a term today; a term that is over stays as it was (409)."""
    work.require(May.GIVE_TERM, term)
    if rules.over_on(term) <= work.today:
        raise Stale(N_("This term is over already."))
    term.ended_on = max(work.today, term.starts_on)
    work.record(Happened.TERM_ENDED, term)
    return term


def _check_no_second(work: Work, ward_name_id: UUID, role: TermRole, starts_on: date) -> None:
    held = queries.running_terms(work.session, ward_name_id, work.today)
    if any(term.role is role and rules.over_on(term) > starts_on for term in held):
        raise RuleBroken(N_("This person has that part already, on or after this day."), field="word")
