"""How one ward is doing."""

from __future__ import annotations

from uuid import UUID

from flask import url_for

from wardvoice.core.errors import NotFound
from wardvoice.core.policy import May
from wardvoice.evidence.views.room import bp, period_asked, ward_asked
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor
from wardvoice.web.pages import Answer, done, page


@bp.get("/evidence")
@requires(May.READ_EVIDENCE)
def hospital() -> Answer:
    """Lead whoever belongs to one ward to how it is doing."""
    ward_id = this_actor().ward_id
    if ward_id is None:
        raise NotFound()
    return done(url_for("evidence.ward", ward_id=ward_id))


@bp.get("/evidence/<uuid:ward_id>")
@requires(May.READ_EVIDENCE)
def ward(ward_id: UUID) -> Answer:
    """Show how one ward is doing in one period."""
    return page("evidence/ward.html", shown=ward_asked(ward_id), period=period_asked())
