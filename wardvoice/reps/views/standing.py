"""Who stands in a vote, and who counts it for the patients where nobody in post can."""

from __future__ import annotations

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.core.policy import May
from wardvoice.people import queries as of_people
from wardvoice.reps import commands, queries
from wardvoice.reps.forms import NameForm, TellerForm
from wardvoice.reps.views.room import bp, name_typed, this_ballot
from wardvoice.reps.views.showing import show
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor, this_ward, this_work
from wardvoice.web.pages import Answer, done


@bp.post("/terms/votes/<uuid:vote_id>/stand")
@requires(May.STAND)
def stand(vote_id: UUID) -> Answer:
    """Stand in a vote with one's own ward name."""
    work = this_work()
    ballot = this_ballot(vote_id)
    name = of_people.ward_name(work.session, this_ward().id, this_actor().id)
    commands.stand(work, ballot=ballot, name=name)
    return done(url_for("reps.vote", vote_id=vote_id), say=_("Your ward name is on the paper."))


@bp.post("/terms/votes/<uuid:vote_id>/names")
@requires(May.STAND)
def add_name(vote_id: UUID) -> Answer:
    """Put somebody on the paper who asked the advocate for it."""
    ballot, form = this_ballot(vote_id), NameForm()
    if form.validate():
        with form.refusals():
            commands.stand(this_work(), ballot=ballot, name=name_typed(form.word.data))
            return done(url_for("reps.vote", vote_id=vote_id), say=_("The name is on the paper."))
    return show(this_ballot(vote_id), word=form)


@bp.post("/terms/votes/<uuid:vote_id>/names/<uuid:candidate_id>/off")
@requires(May.STAND)
def stand_down(vote_id: UUID, candidate_id: UUID) -> Answer:
    """Take a name off the paper."""
    work = this_work()
    ballot = this_ballot(vote_id)
    commands.stand_down(work, ballot=ballot, candidate=queries.candidate(work.session, ballot, candidate_id))
    return done(url_for("reps.vote", vote_id=vote_id), say=_("The name is off the paper."))


@bp.post("/terms/votes/<uuid:vote_id>/teller")
@requires(May.OPEN_VOTE)
def name_teller(vote_id: UUID) -> Answer:
    """Write down which patient counts for the patients."""
    ballot, form = this_ballot(vote_id), TellerForm()
    if form.validate():
        with form.refusals():
            commands.name_teller(this_work(), ballot=ballot, name=name_typed(form.word.data))
            return done(url_for("reps.vote", vote_id=vote_id), say=_("It is written down who counts."))
    return show(this_ballot(vote_id), teller=form)
