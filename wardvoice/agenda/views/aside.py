"""Saying that an item is about a rep, who then leaves it to somebody else."""

from __future__ import annotations

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.agenda import commands
from wardvoice.agenda.forms.items import AboutForm
from wardvoice.agenda.views.room import bp, item_to_read
from wardvoice.core.policy import May
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, done, page


@bp.route("/agenda/items/<uuid:item_id>/about", methods=["GET", "POST"])
@requires(May.SAY_IT_IS_ABOUT_A_REP)
def about(item_id: UUID) -> Answer:
    """Say about which rep it is, or about none."""
    work, form = this_work(), AboutForm()
    item = item_to_read(work, item_id)
    if form.validate():
        with form.refusals():
            commands.say_about_rep(work, item=item, whom=form.part.data)
            return done(url_for("board.item", item_id=item_id), say=_("Thank you. No page shows this."))
    return page("agenda/about.html", item=item, form=form, status=form.status)
