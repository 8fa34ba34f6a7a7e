"""All wards side by side, by their names: nowhere in an order of their figures."""

from __future__ import annotations

from flask import url_for

from wardvoice.core.errors import NotFound
from wardvoice.core.policy import May, may
from wardvoice.evidence import queries
from wardvoice.evidence.queries.themes import edition_of, topics
from wardvoice.evidence.views.room import bp, period_asked, side_by_side
from wardvoice.evidence.views.times import times
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor, this_work
from wardvoice.web.pages import Answer, done, page


@bp.get("/evidence")
@requires(May.READ_EVIDENCE)
def hospital() -> Answer:
    """Show how the wards are doing side by side; whoever belongs to one ward is led to that one."""
    actor = this_actor()
    if may(actor, May.COMPARE_WARDS):
        return _wards()
    if actor.ward_id is None:
        raise NotFound()
    return done(url_for("evidence.ward", ward_id=actor.ward_id))


def _wards() -> Answer:
    work, period = this_work(), period_asked()
    wards, figures = side_by_side(period)
    told = topics(work.session, *figures.values())
    return page(
        "evidence/hospital.html",
        wards=wards,
        figures=figures,
        topics=told,
        edition=edition_of(told),
        silent=[ward for ward in wards if ward.is_silent(work.today)],
        council=queries.council_met(work.session, period),
        period=period,
        **times(period, work.today),
    )
