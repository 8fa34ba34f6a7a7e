"""A patient says that what somebody else asked matters to them, too."""

from __future__ import annotations

from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _

from wardvoice.agenda import commands
from wardvoice.agenda.views.room import bp, item_to_read
from wardvoice.core.errors import NotFound
from wardvoice.core.policy import May
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, done


@bp.post("/agenda/items/<uuid:item_id>/matters")
@requires(May.MATTERS_TO_ME)
def matters(item_id: UUID) -> Answer:
    """Count one voice more, or take it back."""
    work, said = this_work(), request.form.get("matters")
    item = item_to_read(work, item_id)
    if said not in ("yes", "no"):
        raise NotFound()
    lead = commands.say_it_matters(work, item=item, matters=said == "yes")
    say = _("You are counted. Nobody sees that it was you.") if said == "yes" else _("You are not counted any more.")
    return done(url_for("board.item", item_id=lead.id), say=say)
