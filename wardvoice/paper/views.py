"""Typing in what a patient wrote on paper, by rep, peer supporter, advocate or staff."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, url_for
from flask_babel import gettext as _

from wardvoice.agenda.commands import Paper
from wardvoice.agenda.models import Item
from wardvoice.agenda.views.naming import ask_about_names
from wardvoice.alerts.rules import looks_serious
from wardvoice.core.errors import RuleBroken
from wardvoice.core.policy import May, could
from wardvoice.paper import commands, queries, rules
from wardvoice.paper.forms import OnPaperForm
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor, this_work
from wardvoice.web.pages import Answer, done, page
from wardvoice.web.tongue import language

bp = Blueprint("paper", __name__)


@bp.route("/agenda/items/on-paper", methods=["GET", "POST"])
@requires(May.WRITE_FOR)
def type_in() -> Answer:
    """Type in a form; what may be wrong with it is asked before anything is stored."""
    form = OnPaperForm()
    if form.validate() and not form.wants_to_change:
        with form.refusals():
            return _first_a_question(form) or _store(form)
    return page("paper/type_in.html", form=form, status=form.status, known=_typed_in_before(form))


def _first_a_question(form: OnPaperForm) -> Answer | None:
    """Return the page that asks something first, or None. RuleBroken where the paper cannot be typed in at all."""
    paper = commands.received(this_work(), **_which(form))
    return (
        _ask_to_go_and_see(form)
        or ask_about_names(form, form.words.data, form.kind.data)
        or _ask_whether_the_same(form, paper)
    )


def _ask_to_go_and_see(form: OnPaperForm) -> Answer | None:
    """Ask staff, who can call nobody by a page, to go themselves: whoever wrote this is not sitting here."""
    text = form.words.data or ""
    if could(this_actor(), May.CALL_FOR_HELP) or form.heeded.data or not looks_serious(text, language()[0]):
        return None
    return page("paper/serious.html", words=text, carried=form.sent_again(heeded="yes"))


def _ask_whether_the_same(form: OnPaperForm, paper: Paper) -> Answer | None:
    """Ask about paper without a number whether it is written down already: somebody may have typed in the same pile."""
    if paper.form_number is not None or form.none_of_these.data:
        return None
    found = commands.look_alikes(this_work(), paper, **_said(form))
    if not found:
        return None
    carried = form.sent_again(none_of_these="yes", asked=form.asked.data or "", **form.answered())
    return page("paper/alike.html", found=found, words=form.words.data, carried=carried)


def _store(form: OnPaperForm) -> Answer:
    more = {"kind": form.kind.data, "shown_as": form.shown_as.data, "none_of_these": bool(form.none_of_these.data)}
    item = commands.type_in(this_work(), **_which(form), **_said(form), **more)
    return done(url_for("board.item", item_id=item.id), say=_("It is typed in. You can throw the paper away now."))


def _which(form: OnPaperForm) -> dict[str, Any]:
    return {"number": form.number.data, "handed_in_on": form.handed_in_on.data, "once": form.once.data}


def _said(form: OnPaperForm) -> dict[str, Any]:
    return {"words": form.words.data, "topic": form.topic.data, "feeling": form.feeling.data or None}


def _typed_in_before(form: OnPaperForm) -> Item | None:
    """Return what stands already under the number that was refused, or None."""
    if form.status not in (409, 422) or not form.number.data:
        return None
    try:
        number = rules.read_number(form.number.data)
    except RuleBroken:
        return None
    return queries.typed_in(this_work().session, this_work().ward_id, number)
