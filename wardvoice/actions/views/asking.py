"""Patients say whether it happened."""

from __future__ import annotations

from uuid import UUID

from flask import request

from wardvoice.actions import commands, queries
from wardvoice.actions.forms import AnswerForm
from wardvoice.actions.models import Action, Confirmation
from wardvoice.actions.rules import Reply
from wardvoice.actions.views.reading import bp, facts
from wardvoice.agenda.views.naming import ask_about_names
from wardvoice.core.policy import May
from wardvoice.people import commands as people
from wardvoice.people.views.drafts import keeps_drafts
from wardvoice.storage.work import Work
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, page, receipt


@bp.post("/actions/<uuid:action_id>/confirmations")
@requires(May.CONFIRM)
@keeps_drafts
def confirm(action_id: UUID) -> Answer:
    """Take a patient's answer to "Did it happen?"; the same form sent twice shows the same receipt."""
    work, form = this_work(), AnswerForm()
    action = queries.action(work.session, work.ward_id, action_id)
    if given := _given_before(work, action, form.once.data):
        return receipt("actions/answered.html", given=given, **facts(work, action))
    if form.validate() and not form.wants_to_change:
        if asked := ask_about_names(form, form.words.data):
            return asked
        with form.refusals():
            typed = {"reply": form.reply.data, "words": form.words.data, "version": form.version.data}
            given = commands.confirm(work, action=action, **typed)
            work.once(form.once.data, action)
            people.throw_drafts_away(work, request.path)
            return receipt("actions/answered.html", given=given, **facts(work, action))
    partly = form.reply.data is Reply.PARTLY
    shown = facts(work, action, answer=form)
    form.as_of(shown["card"].version)
    return page("actions/show.html", status=form.status, asks_partly=partly, **shown)


def _given_before(work: Work, action: Action, once: str | None) -> Confirmation | None:
    """Return what the same form has stored already; Repeated if it was not whoever asks who sent it."""
    if not work.was_sent(once):
        return None
    given = queries.last_word_of(work.session, action, work.mark_on(action))
    if given is None:
        work.refuse_repeat(once)
    return given
