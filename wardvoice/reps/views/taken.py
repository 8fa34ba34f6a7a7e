"""Terms, and the result of a vote, as files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from wardvoice.core.actor import Role
from wardvoice.core.errors import NotFound
from wardvoice.core.policy import May
from wardvoice.people import queries as of_people
from wardvoice.people.models import Term
from wardvoice.people.queries.terms import TermShown
from wardvoice.people.rules.terms import over_on
from wardvoice.people.words import HOW_CHOSEN, PARTS
from wardvoice.reps import queries, words
from wardvoice.reps.models import Training
from wardvoice.reps.rules import Shown
from wardvoice.reps.views.room import bp, this_ballot
from wardvoice.web.frame import day
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_ward, this_work
from wardvoice.web.pages import Answer
from wardvoice.web.taken import take, together

HEADINGS = (
    *(_l("Part"), _l("Ward name"), _l("From"), _l("To"), _l("How chosen"), _l("Votes"), _l("Written down")),
    *(_l("Training"), _l("What they were shown"), _l("Not this week")),
)
Trainings = Mapping[tuple[UUID, Shown], Training]


@bp.get("/terms.csv")
@requires(May.TAKE_TABLE)
def take_terms() -> Answer:
    """Give the terms of the ward along: those that run, then those that are over."""
    work = this_work()
    found = of_people.terms_of(work.session, this_ward().id, work.today)
    trainings = queries.trainings(work.session, [held.term.id for held in found])
    in_order = sorted(found, key=lambda held: over_on(held.term) <= work.today)
    return take("terms", HEADINGS, (_term(held, trainings) for held in in_order))


@bp.get("/terms/votes/<uuid:vote_id>.csv")
@requires(May.TAKE_TABLE)
def take_vote(vote_id: UUID) -> Answer:
    """Give along what both sides counted; NotFound before they agree."""
    ballot = this_ballot(vote_id)
    counted = ballot.standing.counted()
    if counted is None:
        raise NotFound()
    stood = sorted(ballot.on_paper.values(), key=attrgetter("id"))
    rows = [(words.name(one), counted.votes[one.id]) for one in sorted(stood, key=lambda one: one.word or "")]
    return take("vote", (_("Who stood"), _("Votes")), [*rows, (_("Papers for nobody"), counted.spoiled)])


def _term(held: TermShown, trainings: Trainings) -> Sequence[Any]:
    term = held.term
    votes = _("%(votes)s of %(cast)s votes", votes=term.votes_for, cast=term.votes_cast) if term.votes_cast else ""
    by_advocate = term.given_by_role is Role.ADVOCATE
    by = _("Written down by the advocate.") if by_advocate else _("Written down by an admin.")
    rests = _("Not this week. Back on %(day)s.", day=day(held.rests_until)) if held.rests_until else ""
    who = (PARTS[term.role], held.word or _("a former patient"), term.starts_on, over_on(term))
    return (*who, HOW_CHOSEN[term.how_chosen], votes, by, *_training(term, trainings), rests)


def _training(term: Term, trainings: Trainings) -> tuple[str, str]:
    """Return how much somebody was shown, and of a term that runs what."""
    today = this_work().today
    had = sum(1 for what in Shown if (one := trainings.get((term.id, what))) and one.had_on)
    each = (f"{name}: {words.shown(trainings.get((term.id, what)))}" for what, name in words.SHOWN.items())
    runs = term.starts_on <= today < over_on(term)
    return _("Training: %(had)s of %(all)s", had=had, all=len(words.SHOWN)), together(each) if runs else ""
