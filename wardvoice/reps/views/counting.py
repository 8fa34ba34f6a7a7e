"""Counting a vote: each of the two types in what they counted, and sees the other's only when both have."""

from __future__ import annotations

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.core.policy import May
from wardvoice.reps import commands, queries
from wardvoice.reps.forms import CountForm, LotForm
from wardvoice.reps.queries import Ballot, side_of
from wardvoice.reps.rules import Stage
from wardvoice.reps.rules import votes as rules
from wardvoice.reps.views.room import bp, this_ballot
from wardvoice.reps.views.showing import seen, show
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, done, page


@bp.get("/terms/votes/<uuid:vote_id>/count")
@requires(May.COUNT_VOTES)
def counting(vote_id: UUID) -> Answer:
    """Show the boxes for what somebody counted; where it is not their turn, how the vote stands."""
    work, ballot = this_work(), this_ballot(vote_id)
    work.require(May.COUNT_VOTES, ballot)
    if not ballot.waits_for(side_of(work.actor), work.today):
        return show(ballot)
    return _count(ballot, CountForm.of(ballot))


@bp.post("/terms/votes/<uuid:vote_id>/count")
@requires(May.COUNT_VOTES)
def count(vote_id: UUID) -> Answer:
    """Write down what somebody counted."""
    work, ballot = this_work(), this_ballot(vote_id)
    work.require(May.COUNT_VOTES, ballot)
    rules.check_turn(ballot.standing, side_of(work.actor), work.today)
    form = CountForm.of(ballot)
    if form.validate():
        with form.refusals():
            commands.count_votes(work, ballot=ballot, totals=form.totals(ballot), once=form.once.data)
            return done(url_for("reps.vote", vote_id=vote_id), say=_said(this_ballot(vote_id)))
    return _count(this_ballot(vote_id), form)


@bp.post("/terms/votes/<uuid:vote_id>/lot")
@requires(May.COUNT_VOTES)
def lot(vote_id: UUID) -> Answer:
    """Write down on whom the lot fell."""
    work, ballot = this_work(), this_ballot(vote_id)
    form = LotForm.of(ballot)
    if form.validate():
        with form.refusals():
            who = queries.candidate(work.session, ballot, UUID(form.who.data))
            commands.draw_lot(work, ballot=ballot, who=who)
            return done(url_for("reps.vote", vote_id=vote_id), say=_("It is written down."))
    return show(this_ballot(vote_id), lot=form)


def _count(ballot: Ballot, form: CountForm) -> Answer:
    return page("reps/count.html", None, form.status, ballot=ballot, form=form, seen=seen(ballot))


def _said(ballot: Ballot) -> str:
    """Return what is said after a count: whether it agrees is known only once both have counted."""
    if ballot.stage is Stage.COUNTING:
        return str(_("Your count is written down. Now the other side counts."))
    if ballot.stage is Stage.DIFFERENT:
        return str(_("Your count is written down. The two counts differ."))
    return str(_("Your count is written down. Both counts agree."))
