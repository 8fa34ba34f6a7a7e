"""A vote on paper: written down, shown to everybody of the ward, called off, held again, and carried out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.core.policy import May
from wardvoice.reps import commands
from wardvoice.reps.forms import CarryOutForm, VoteForm
from wardvoice.reps.views.room import bp, this_ballot
from wardvoice.reps.views.showing import show
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, done, page


@bp.get("/terms/votes")
@requires(May.OPEN_VOTE)
def new() -> Answer:
    """Show the form that writes a vote down."""
    return page("reps/new_vote.html", form=VoteForm(held_on=this_work().today))


@bp.post("/terms/votes")
@requires(May.OPEN_VOTE)
def open_vote() -> Answer:
    """Write a vote down."""
    form = VoteForm()
    if form.validate():
        with form.refusals():
            facts: dict[str, Any] = {"part": form.part.data, "held_on": form.held_on.data}
            vote = commands.open_vote(this_work(), once=form.once.data, **facts)
            return done(url_for("reps.vote", vote_id=vote.id), say=_("The vote is written down. Who stands?"))
    return page("reps/new_vote.html", None, form.status, form=form)


@bp.get("/terms/votes/<uuid:vote_id>")
@requires(May.SEE_TERMS)
def vote(vote_id: UUID) -> Answer:
    """Show who stands, how far the count is, and the result once both agree."""
    return show(this_ballot(vote_id))


@bp.post("/terms/votes/<uuid:vote_id>/off")
@requires(May.COUNT_VOTES)
def call_off(vote_id: UUID) -> Answer:
    """Call a vote off."""
    commands.call_off(this_work(), ballot=this_ballot(vote_id))
    return done(url_for("reps.vote", vote_id=vote_id), say=_("The vote is called off."))


@bp.post("/terms/votes/<uuid:vote_id>/again")
@requires(May.OPEN_VOTE)
def again(vote_id: UUID) -> Answer:
    """Vote again after a tie."""
    vote = commands.vote_again(this_work(), ballot=this_ballot(vote_id))
    return done(url_for("reps.vote", vote_id=vote.id), say=_("This is the new vote."))


@bp.post("/terms/votes/<uuid:vote_id>/term")
@requires(May.GIVE_TERM)
def carry_out(vote_id: UUID) -> Answer:
    """Give the term to whom the ward has chosen."""
    ballot, form = this_ballot(vote_id), CarryOutForm()
    if form.validate():
        with form.refusals():
            days: dict[str, Any] = {"starts_on": form.starts_on.data, "ends_on": form.ends_on.data}
            commands.carry_out(this_work(), ballot=ballot, once=form.once.data, **days)
            return done(url_for("reps.terms"), say=_("The term is written down."))
    return show(this_ballot(vote_id), term=form)
