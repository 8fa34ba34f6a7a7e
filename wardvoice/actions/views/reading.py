"""Reading promises: the list, and one promise with its whole history."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, request

from wardvoice.actions import forms, queries, words
from wardvoice.actions.models import Action
from wardvoice.actions.queries import Shelf
from wardvoice.core.policy import May, may
from wardvoice.storage.history import of_things
from wardvoice.storage.work import Work
from wardvoice.web.drawn import drawn
from wardvoice.web.guard import requires
from wardvoice.web.identity import act_as, this_actor, this_work
from wardvoice.web.pages import PER_PAGE, Answer, offset, page, page_number, pages_of
from wardvoice.web.timeline import Told

bp = Blueprint("actions", __name__)
bp.record_once(lambda house: house.app.jinja_env.globals.update(promise=words, promise_tools=forms.tools))


@bp.before_app_request
def _go_to_its_ward() -> None:
    """Let whoever holds the words of an item, or raised it before they moved, stand in its ward, on its promises."""
    actor, action_id = this_actor() if request.view_args else None, (request.view_args or {}).get("action_id")
    if actor is None or action_id is None or not (actor.slip or actor.speaks_as):
        return
    session = this_work().session
    action = session.get(Action, action_id)
    if action is None or action.ward_id == actor.ward_id or actor.at_council:
        return
    if queries.item_of_slip(session, action, actor.slip) or (actor.id and queries.is_raiser(session, action, actor.id)):
        act_as(actor.as_a_patient_of(action.ward_id))


@bp.get("/actions")
@requires(May.READ_WARD)
def index() -> Answer:
    """Show the ward's promises by how they stand."""
    work, shelf = this_work(), shelf_asked()

    def facts() -> dict[str, Any]:
        listed = queries.listed(work.session, work.ward_id, shelf, work.today, offset=offset(), limit=PER_PAGE)
        return {"shelf": shelf, "shelves": words.SHELVES, "pages": pages_of(listed.cards, listed.total)}

    return page("actions/index.html", inside=drawn("actions/_index.html", facts, shelf, page_number()), shelf=shelf)


@bp.get("/actions/<uuid:action_id>")
@requires(May.READ_WARD)
def show(action_id: UUID) -> Answer:
    """Show one promise with its whole history."""
    work = this_work()
    action = queries.action(work.session, work.ward_id, action_id)
    return page("actions/show.html", **facts(work, action), asks_partly="partly" in request.args)


def facts(work: Work, action: Action, **typed: Any) -> dict[str, Any]:
    """Return all that the page of one promise shows; `typed` are forms in which something was typed."""
    card = queries.card(work.session, work.ward_id, action, work.today)
    return {
        "card": card,
        "told": _told(work, action, work.today),
        "tools": forms.tools(card, **_with_owners(work, card, typed)),
        "form": typed.get("answer") or forms.AnswerForm.fresh(version=card.version),
        "may_say": may(work.actor, May.CONFIRM, queries.item_of_slip(work.session, action, work.actor.slip) or card),
        "answered": queries.last_reply_of(work.session, action, work.mark_on(action)),
    }


def _told(work: Work, action: Action, today: date) -> list[Told]:
    remembered = of_things(work.session, [action.thing])
    people = queries.owners(work.session, work.ward_id, words.people_in(remembered), today)
    return words.tell(remembered, {key: words.who(person) for key, person in people.items()})


def _with_owners(work: Work, card: queries.ActionCard, typed: dict[str, Any]) -> dict[str, Any]:
    """Add the list of people in post, for whoever may hand the promise over."""
    if not (card.unfinished and may(work.actor, May.HAND_OVER, card)):
        return typed
    form = typed.get("hand_over") or forms.HandOverForm.fresh(version=card.version)
    people = queries.who_can_own(work.session, work.ward_id, work.today)
    offered = {**typed, "hand_over": form.offer(people, card.owner_id)}
    if card.away_over_date is None:
        return offered
    cover = typed.get("cover") or forms.CoverForm.fresh(version=card.version)
    return {**offered, "cover": cover.offer(people, card.owner_id)}


def shelf_asked() -> Shelf:
    """Return how the promises stand that the address asks for."""
    asked_for = request.args.get("show", "")
    return Shelf(asked_for) if asked_for in set(Shelf) else Shelf.UNFINISHED
