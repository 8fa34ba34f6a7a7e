"""Hiding words from public view: asking for it, agreeing, ending it."""

from __future__ import annotations

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.agenda import commands, queries
from wardvoice.agenda.forms.items import HideForm
from wardvoice.agenda.models import Hiding
from wardvoice.agenda.views.room import bp, item_to_read
from wardvoice.core.errors import MOVED_ON, Stale
from wardvoice.core.policy import May
from wardvoice.storage.work import Work
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, done, page


@bp.route("/agenda/items/<uuid:item_id>/hide", methods=["GET", "POST"])
@requires(May.HIDE_WORDS)
def hide(item_id: UUID) -> Answer:
    """Ask that words be hidden, with a reason from the list."""
    work, form = this_work(), HideForm()
    item = item_to_read(work, item_id)
    if form.validate():
        with form.refusals():
            danger = bool(form.danger.data)
            commands.hide_words(work, item=item, because=form.because.data, danger=danger)
            say = _("The words are hidden for a day.") if danger else _("Asked. A second person has to agree.")
            return done(url_for("board.item", item_id=item_id), say=say)
    return page("agenda/hide.html", item=item, form=form, status=form.status)


@bp.post("/agenda/items/<uuid:item_id>/agree")
@requires(May.AGREE_HIDING)
def agree_hiding(item_id: UUID) -> Answer:
    """Agree as the second person."""
    work = this_work()
    commands.agree_hiding(work, hiding=_open(work, item_id))
    return done(url_for("board.item", item_id=item_id), say=_("The words are hidden now."))


@bp.post("/agenda/items/<uuid:item_id>/show-again")
@requires(May.END_HIDING)
def end_hiding(item_id: UUID) -> Answer:
    """Show the words again, or turn the request down."""
    work = this_work()
    commands.end_hiding(work, hiding=_open(work, item_id))
    return done(url_for("board.item", item_id=item_id), say=_("Everybody can read the words again."))


def _open(work: Work, item_id: UUID) -> Hiding:
    hiding = queries.open_hiding(work.session, item_to_read(work, item_id))
    if hiding is None:
        raise Stale(MOVED_ON)
    return hiding
