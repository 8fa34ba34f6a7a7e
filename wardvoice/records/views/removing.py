"""Words that should go now: somebody asks on the page of an item or a promise, a second person decides there."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.actions.models import Action
from wardvoice.actions.queries import action
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import ItemState
from wardvoice.agenda.views.room import item_to_read, words_for
from wardvoice.core.policy import May, may
from wardvoice.records import commands
from wardvoice.records.forms import DecisionForm, RemovalForm
from wardvoice.records.queries import removing as asked
from wardvoice.records.queries.removing import Text
from wardvoice.records.views.room import bp, removal_address
from wardvoice.records.words import place_code, text_offered
from wardvoice.web.fields import offer
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor, this_work
from wardvoice.web.pages import Answer, done, page

Shows = Callable[[Text], bool]
"""Whether whoever asks may read these words just now."""


@bp.route("/agenda/items/<uuid:item_id>/remove", methods=["GET", "POST"])
@requires(May.REMOVE_WORDS)
def of_item(item_id: UUID) -> Answer:
    """Ask that words of an item, or of what came of it, be removed for good."""
    session = this_work().session
    item = item_to_read(this_work(), item_id)
    readable = item.state is not ItemState.WITHDRAWN and (item.words is None or words_for(item) is not None)
    texts = asked.texts_of(session, [item.thing, *asked.beside_item(session, item.id)])
    return _asks(item, texts, lambda one: one.stands and (readable or one.thing.startswith("actions:")))


@bp.route("/actions/<uuid:action_id>/remove", methods=["GET", "POST"])
@requires(May.REMOVE_WORDS)
def of_promise(action_id: UUID) -> Answer:
    """Ask that words of a promise be removed for good."""
    work = this_work()
    promise = action(work.session, work.ward_id, action_id)
    return _asks(promise, asked.texts_of(work.session, [promise.thing]), lambda one: one.stands)


@bp.post("/records/removals/<uuid:request_id>/agree")
@requires(May.AGREE_REMOVAL)
def agree_removal(request_id: UUID) -> Answer:
    """Agree, as the second person: the words are gone for good."""
    return _decides(request_id, commands.agree_removal, _("The words are removed for good. That they were here stays."))


@bp.post("/records/removals/<uuid:request_id>/end")
@requires(May.REMOVE_WORDS)
def end_removal(request_id: UUID) -> Answer:
    """Say that the words stay: as whoever asked, or as whoever was asked to agree."""
    return _decides(request_id, commands.end_removal, _("The words stay."))


def _decides(request_id: UUID, decide: Callable[..., object], say: str) -> Answer:
    work, form = this_work(), DecisionForm()
    found = asked.request(work.session, work.ward_id, request_id)
    decide(work, request=found, version=form.version.data)
    return done(_page_of(found.about), say=say)


def _asks(thing: Item | Action, texts: list[Text], shows: Shows) -> Answer:
    work, actor, form = this_work(), this_actor(), RemovalForm()
    by_code = {place_code(one.place): one for one in texts}
    offer(form.words, {code: text_offered(one, shown=shows(one)) for code, one in by_code.items()})
    if form.validate():
        with form.refusals():
            text = by_code[form.words.data].text
            commands.ask_removal(work, thing=thing, text=text, because=form.because.data, once=form.once.data)
            return done(_page_of(thing.thing), say=_("Asked. A second person decides."))
    waiting = asked.waiting(work.session, thing.ward_id, thing.thing)
    return page(
        "records/remove.html",
        None,
        form.status,
        form=form,
        texts=texts,
        here=_page_of(thing.thing),
        back=_back(thing),
        waiting=[(one, DecisionForm(version=one.request.version)) for one in waiting],
        may_agree=[one for one in waiting if may(actor, May.AGREE_REMOVAL, one.request)],
        shown={one.text for one in texts if shows(one)},
    )


def _page_of(thing: str) -> str:
    address = removal_address(thing)
    assert address is not None, "whoever came here may ask"
    return address


def _back(thing: Item | Action) -> str:
    if isinstance(thing, Item):
        return url_for("board.item", item_id=thing.id)
    return url_for("actions.show", action_id=thing.id)
