"""Staff answer an item outside the meeting, or correct their answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.agenda import commands, queries
from wardvoice.agenda.forms.items import AnswerForm, CorrectionForm
from wardvoice.agenda.models import Item
from wardvoice.agenda.views.room import bp, item_to_read
from wardvoice.core.errors import NotFound
from wardvoice.core.policy import May
from wardvoice.storage.work import Work
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, done, page

GIVEN = ("answer", "words", "review_on", "passed_to", "check_on", "by_when")


@bp.get("/agenda/items/<uuid:item_id>/answer")
@requires(May.ANSWER)
def answer_page(item_id: UUID) -> Answer:
    """Show what was asked, and the form for an answer."""
    work = this_work()
    item = item_to_read(work, item_id)
    return _answer_page(work, item, AnswerForm(version=item.version))


@bp.post("/agenda/items/<uuid:item_id>/answer")
@requires(May.ANSWER)
def answer(item_id: UUID) -> Answer:
    """Store an answer in the name of whoever writes it."""
    work, form = this_work(), AnswerForm()
    item = item_to_read(work, item_id)
    if form.validate():
        with form.refusals():
            work.refuse_repeat(form.once.data)
            given: dict[str, Any] = {name: form[name].data for name in GIVEN}
            more: dict[str, Any] = {"something_to_do": bool(form.something_to_do.data), "version": form.version.data}
            outcome = commands.answer_item(work, item=item, **given, **more)
            work.once(form.once.data, outcome)
            return done(url_for("board.item", item_id=item_id), say=_("Your answer is stored."))
    form.as_of(item.version)
    return _answer_page(work, item, form)


@bp.route("/agenda/items/<uuid:item_id>/correct", methods=["GET", "POST"])
@requires(May.CORRECT_ANSWER)
def correct(item_id: UUID) -> Answer:
    """Append a correction to one's own answer; the first words stay."""
    work, form = this_work(), CorrectionForm()
    item = item_to_read(work, item_id)
    outcome = queries.last_answer(queries.outcomes_of(work.session, [item.id])[item.id])
    if outcome is None:
        raise NotFound()
    work.require(May.CORRECT_ANSWER, outcome)
    if form.validate():
        with form.refusals():
            work.refuse_repeat(form.once.data)
            added = commands.correct_answer(work, outcome=outcome, words=form.words.data or "")
            work.once(form.once.data, added)
            return done(url_for("board.item", item_id=item_id), say=_("Your correction is added."))
    return page("agenda/correct.html", item=item, outcome=outcome, form=form, status=form.status)


def _answer_page(work: Work, item: Item, form: AnswerForm) -> Answer:
    before = queries.last_answer(queries.outcomes_of(work.session, [item.id])[item.id])
    return page("agenda/answer.html", item=item, form=form, before=before, status=form.status)
