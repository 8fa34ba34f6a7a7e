"""What the author of an item does with it: other words, taken back, a note; and whether the answer is good enough."""

from __future__ import annotations

from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _

from wardvoice.agenda import commands, queries
from wardvoice.agenda.forms.items import EditForm, NoteForm
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import ItemState
from wardvoice.agenda.views.naming import ask_about_names
from wardvoice.agenda.views.receipts import show_receipt
from wardvoice.agenda.views.room import bp, held_secret, item_to_read
from wardvoice.core.errors import NotFound
from wardvoice.core.policy import May
from wardvoice.people import commands as people
from wardvoice.people.views.drafts import keeps_drafts
from wardvoice.storage.work import Work
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, done, page


@bp.get("/agenda/items/<uuid:item_id>/edit")
@requires(May.EDIT_ITEM)
def edit_page(item_id: UUID) -> Answer:
    """Show its author their words, to be said differently."""
    _work, item = _mine(item_id)
    return page("agenda/edit.html", item=item, form=EditForm(words=item.words, version=item.version), status=200)


@bp.post("/agenda/items/<uuid:item_id>/edit")
@requires(May.EDIT_ITEM)
@keeps_drafts
def edit(item_id: UUID) -> Answer:
    """Store the author's new words; whoever has no name stays on the receipt."""
    secret, form = held_secret(), EditForm()
    work, item = _mine(item_id)
    if form.validate() and not form.wants_to_change:
        if asked := ask_about_names(form, form.words.data, item.kind):
            return asked
        with form.refusals():
            commands.reword_item(work, item=item, words=form.words.data or "", version=form.version.data)
            people.throw_drafts_away(work, request.path)
            return _changed(work, item, secret, _("Your words are changed."))
    form.as_of(item.version)
    if secret:
        return show_receipt(work, item, secret, form)
    return page("agenda/edit.html", item=item, form=form, status=form.status)


@bp.get("/agenda/items/<uuid:item_id>/withdraw")
@requires(May.EDIT_ITEM)
def withdraw_page(item_id: UUID) -> Answer:
    """Ask its author once whether it shall be taken back."""
    work, item = _mine(item_id)
    return page("agenda/withdraw.html", item=item, has_other_half=queries.halves(work.session, item) is not None)


@bp.post("/agenda/items/<uuid:item_id>/withdraw")
@requires(May.EDIT_ITEM)
def withdraw(item_id: UUID) -> Answer:
    """Take it back."""
    secret = held_secret()
    work, item = _mine(item_id)
    commands.withdraw_item(work, item=item)
    people.throw_drafts_away(work, *(url_for(f"agenda.{form}", item_id=item_id) for form in ("edit", "note")))
    return _changed(work, item, secret, _("You took it back."))


@bp.route("/agenda/items/<uuid:item_id>/note", methods=["GET", "POST"])
@requires(May.ADD_NOTE)
@keeps_drafts
def note(item_id: UUID) -> Answer:
    """Let its author add something; the first words stay."""
    work, item = _mine(item_id, May.ADD_NOTE)
    form = NoteForm()
    if form.validate() and not form.wants_to_change:
        if asked := ask_about_names(form, form.words.data, item.kind):
            return asked
        with form.refusals():
            work.refuse_repeat(form.once.data)
            added = commands.add_note(work, item=item, words=form.words.data or "")
            work.once(form.once.data, added)
            people.throw_drafts_away(work, request.path)
            return done(_item(item_id), say=_("Your words are added."))
    return page("agenda/note.html", item=item, form=form, status=form.status)


@bp.post("/agenda/items/<uuid:item_id>/accept")
@requires(May.ACCEPT_ANSWER)
def accept(item_id: UUID) -> Answer:
    """Take the raiser's word on whether the answer is good enough."""
    work = this_work()
    item = item_to_read(work, item_id)
    outcome = queries.last_answer(queries.outcomes_of(work.session, [item.id])[item.id])
    if outcome is None or request.form.get("accepted") not in ("yes", "no"):
        raise NotFound()
    commands.accept_answer(work, outcome=outcome, accepted=request.form["accepted"] == "yes")
    return done(_item(item_id), say=_("We have your answer."))


@bp.post("/agenda/items/<uuid:item_id>/council/accept")
@requires(May.ACCEPT_ANSWER)
def accept_council(item_id: UUID) -> Answer:
    """Take the raiser's word on whether the council's answer is good enough."""
    work = this_work()
    item = item_to_read(work, item_id)
    if request.form.get("accepted") not in ("yes", "no"):
        raise NotFound()
    commands.accept_council_answer(work, item=item, accepted=request.form["accepted"] == "yes")
    return done(_item(item_id), say=_("We have your answer."))


def _mine(item_id: UUID, what: May = May.EDIT_ITEM) -> tuple[Work, Item]:
    """Return the item of whoever asks; for anybody else it is as if there were none."""
    work = this_work()
    item = item_to_read(work, item_id)
    work.require(what, item)
    return work, item


def _changed(work: Work, item: Item, secret: str | None, say: str) -> Answer:
    gone = item.state is ItemState.WITHDRAWN and work.actor.id is None  # its words open nothing any more
    if secret is not None or gone:
        return show_receipt(work, item, secret)
    return done(_item(item.id), say=say)


def _item(item_id: UUID) -> str:
    return url_for("board.item", item_id=item_id)
