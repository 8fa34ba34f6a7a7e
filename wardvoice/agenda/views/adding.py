"""Adding to the meeting at a ward screen, and writing an item down for somebody."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from flask import make_response, render_template, request, url_for
from flask_babel import gettext as _

from wardvoice.agenda import commands, queries
from wardvoice.agenda.forms.adding import LAST, AddForm, Page, WriteForForm
from wardvoice.agenda.models import Item
from wardvoice.agenda.queries import Alike
from wardvoice.agenda.rules import ShownAs
from wardvoice.agenda.views.naming import ask_about_names
from wardvoice.agenda.views.receipts import show_receipt
from wardvoice.agenda.views.room import bp, slip_of
from wardvoice.agenda.views.slips import drawn_words
from wardvoice.core.actor import Role
from wardvoice.core.errors import Repeated
from wardvoice.core.policy import May, could
from wardvoice.people import commands as people
from wardvoice.people.views.drafts import keeps_drafts, typed
from wardvoice.people.views.names import let_in
from wardvoice.slips.views import begin_to_hold
from wardvoice.storage.base import WRITING, reading
from wardvoice.web.guard import requires
from wardvoice.web.identity import act_as, hold_slip, this_actor, this_work
from wardvoice.web.pages import Answer, done, page


@bp.route("/agenda/items/new", methods=["GET", "POST"])
@requires(May.READ_WARD)
@keeps_drafts
def add() -> Answer:
    """Lead a patient to an item on at most four pages; staff write it down for somebody instead."""
    if not could(this_actor(), May.RAISE_ITEM):
        return done(url_for("agenda.write_for"))
    form = AddForm()
    form.offering(_the_like(form))
    turn = form.turn()
    if turn is None and form.came_from is LAST and (asked := ask_about_names(form, form.said, form.kind.data)):
        return asked
    if turn is None and _must_say_who(form):
        turn = Page.NAME
    if turn is None:
        with form.refusals():
            return _send(form)
    turn = turn or form.mistaken()
    _keep_what_was_written(form, turn)
    return page("agenda/add.html", form=form, status=form.status, number=turn, last=LAST, Page=Page)


@bp.post("/agenda/items/alike")
@requires(May.RAISE_ITEM)
def suggest() -> Answer:
    """Show, while somebody writes, what the ward asked before; nothing is stored, and nobody is kept waiting."""
    WRITING.set(False)
    return make_response(render_template("agenda/_alike.html", found=_the_like(AddForm())))


@bp.route("/agenda/items/for-somebody", methods=["GET", "POST"])
@requires(May.WRITE_FOR)
def write_for() -> Answer:
    """Write an item down for a patient."""
    form = WriteForForm()
    if form.validate() and not form.wants_to_change:
        if asked := ask_about_names(form, form.words.data, form.kind.data):
            return asked
        with form.refusals():
            said = {"topic": form.topic.data, "kind": form.kind.data, "shown_as": form.shown_as.data}
            item = commands.write_for(this_work(), words=form.words.data or "", once=form.once.data, **said)
            return done(url_for("board.item", item_id=item.id), say=_("It is written down for the next meeting."))
    return page("agenda/write_for.html", form=form, status=form.status)


def _the_like(form: AddForm) -> list[Alike]:
    """Return what the ward asked before that reads like the words of this form; for pictures nothing is searched."""
    if not form.said:
        return []
    work = this_work()
    with reading():  # nobody who is storing something has to wait for a search
        found = queries.alike(work.session, work.ward_id, form.said, now=work.now)
        work.session.rollback()  # who signs in on the last page is written down in a transaction of its own
    return found


def _keep_what_was_written(form: AddForm, turn: Page) -> None:
    """Let words wait under the ward name of whoever wrote them, from page to page, until they are sent."""
    if this_actor().is_patient and form.words.data and form.status == 200 and not form.is_taken_up:
        people.keep_draft(this_work(), address=request.path, typed=typed(step=str(turn.value)))


def _must_say_who(form: AddForm) -> bool:
    """Return whether somebody chose their ward name and has not said yet who they are."""
    if form.shown_as.data is not ShownAs.NAME or this_actor().is_patient:
        return False
    return form.came_from is not Page.NAME or not form.makes_sense(Page.NAME)


def _send(form: AddForm) -> Answer:
    """Store the item and show its receipt; the same form sent twice shows the same receipt."""
    if form.shown_as.data is ShownAs.NAME and not this_actor().is_patient:
        name = let_in(form, form.word.data or "")
        act_as(replace(this_actor(), id=name.id, name=name.word, roles=frozenset({Role.PATIENT})))
    if form.earlier is not None and form.earlier.waits and this_actor().is_patient:
        return _count_instead(form.earlier)
    words, found = drawn_words() if form.wants_words and this_actor().id is None else (None, None)
    slip_hash = found.lookup.hex() if found else slip_of(form.once.data)
    item = _raise_once(form, slip_hash)
    if found:
        begin_to_hold(found)
        return show_receipt(this_work(), item, words=words)
    return show_receipt(this_work(), item, form.once.data if this_actor().id is None else None)


def _count_instead(earlier: Alike) -> Answer:
    """Of what still waits for its answer no second item is made: whoever has a ward name is counted on the first."""
    work = this_work()
    people.throw_drafts_away(work, request.path)
    item = queries.item(work.session, work.ward_id, earlier.id)
    commands.say_it_matters(work, item=item, matters=True)
    say = _("This waits for its answer already. You are counted. Nobody sees that it was you.")
    return done(url_for("board.item", item_id=item.id), say=say)


def _raise_once(form: AddForm, slip_hash: str | None) -> Item:
    """Store the item; of the same form sent again only the words are new, for the first were never seen."""
    try:
        return _raise(form, slip_hash)
    except Repeated as again:
        work = this_work()
        item = queries.item(work.session, work.ward_id, UUID(again.thing_id.partition(":")[2]))
        if form.wants_words and slip_hash:
            commands.renew_slip(work, item=item, slip_hash=slip_hash, once=form.once.data)
        return item


def _raise(form: AddForm, slip_hash: str | None) -> Item:
    people.throw_drafts_away(this_work(), request.path)
    item = commands.raise_item(
        this_work(),
        kind=form.kind.data,
        topic=form.topic.data,
        words=form.said,
        feeling=form.feeling.data if form.in_pictures else None,
        shown_as=form.shown_as.data,
        slip_hash=slip_hash,
        once=form.once.data,
    )
    if form.earlier is not None and (this_actor().id or slip_hash):
        _link(item, form.earlier)
    return item


def _link(item: Item, earlier: Alike) -> None:
    """Its author said that it is the same, asked again; without a name, the form that sent it is their key to it."""
    work = this_work()
    if item.slip_hash:
        hold_slip(item.slip_hash)
    commands.link_items(work, item=item, earlier=queries.item(work.session, work.ward_id, earlier.id))
