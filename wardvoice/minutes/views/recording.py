"""Writing at one line of the agenda: the answer with its promise, why it waits, and what was said."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from flask_babel import gettext as _

from wardvoice.actions import queries as of_actions
from wardvoice.agenda import commands as agenda
from wardvoice.agenda import queries as of_agenda
from wardvoice.agenda.models import AgendaEntry, Item
from wardvoice.core.policy import May
from wardvoice.minutes import commands, forms, queries
from wardvoice.minutes.commands import Given, Promised
from wardvoice.minutes.views.stage import back, bp, opened, stage
from wardvoice.storage.work import Work
from wardvoice.web.guard import requires
from wardvoice.web.pages import Answer

F = TypeVar("F", forms.AnswerForm, forms.PromiseForm)
LINE = "/meetings/<uuid:meeting_id>/room/lines/<uuid:entry_id>"


@bp.post(f"{LINE}/answer")
@requires(May.RUN_MEETING)
def answer(meeting_id: UUID, entry_id: UUID) -> Answer:
    """Write down an answer and, in the same form, who does what by when."""
    work, meeting = opened(meeting_id)
    entry, form = queries.entry(work.session, meeting, entry_id), _offered(work, forms.AnswerForm())
    work.refuse_repeat(form.once.data)
    if form.validate():
        with form.refusals():
            promised = Promised(**form.promised(work)) if form.promises_something and form.needs_promise else None
            given, version = Given(**form.given(work)), form.version.data
            outcome, _action = commands.record_answer(
                work, meeting=meeting, entry=entry, given=given, promised=promised, version=version
            )
            work.once(form.once.data, outcome)
            return back(meeting, entry.id, _("The answer is written down."))
    form.as_of(_item(work, entry).version)
    return stage(work, meeting, str(entry_id), status=form.status, answer=form)


@bp.post(f"{LINE}/promise")
@requires(May.RUN_MEETING)
def promise(meeting_id: UUID, entry_id: UUID) -> Answer:
    """Write down one more promise for an answer."""
    work, meeting = opened(meeting_id)
    entry, form = queries.entry(work.session, meeting, entry_id), _offered(work, forms.PromiseForm())
    work.refuse_repeat(form.once.data)
    if form.validate():
        with form.refusals():
            last, promised = queries.last_answer(work.session, entry), Promised(**form.promised(work))
            action = commands.promise_more(work, meeting=meeting, outcome=last, promised=promised)
            work.once(form.once.data, action)
            return back(meeting, entry.id, _("The promise is written down."))
    return stage(work, meeting, str(entry_id), status=form.status, promise=form)


@bp.post(f"{LINE}/carry")
@requires(May.RUN_MEETING)
def carry(meeting_id: UUID, entry_id: UUID) -> Answer:
    """Let an item wait until the next meeting, with the reason."""
    work, meeting = opened(meeting_id)
    entry, form = queries.entry(work.session, meeting, entry_id), forms.CarryForm()
    work.refuse_repeat(form.once.data)
    if form.validate():
        with form.refusals():
            typed = {"because": form.because.data, "words": form.carried_words.data}
            work.once(form.once.data, agenda.carry_over(work, entry=entry, **typed))
            return back(meeting, entry.id, _("It waits for the next meeting."))
    return stage(work, meeting, str(entry_id), status=form.status, carry=form)


@bp.post(f"{LINE}/note")
@requires(May.RUN_MEETING)
def note(meeting_id: UUID, entry_id: UUID) -> Answer:
    """Note what was said."""
    work, meeting = opened(meeting_id)
    entry, form = queries.entry(work.session, meeting, entry_id), forms.NoteForm()
    work.refuse_repeat(form.once.data)
    if form.validate():
        with form.refusals():
            commands.note_said(work, entry=entry, words=form.words.data, version=form.version.data)
            work.once(form.once.data, entry)
            return back(meeting, entry.id, _("The note is written down."))
    form.as_of(entry.version)
    return stage(work, meeting, str(entry_id), status=form.status, note=form)


def _offered(work: Work, form: F) -> F:
    return form.offer(of_actions.who_can_own(work.session, work.ward_id, work.today), work.today)


def _item(work: Work, entry: AgendaEntry) -> Item:
    assert entry.item_id is not None
    return of_agenda.item(work.session, work.ward_id, entry.item_id)
