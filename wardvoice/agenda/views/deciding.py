"""Naming who can decide an item while its agenda is made, and their reply to the invitation."""

from __future__ import annotations

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.agenda import commands, queries
from wardvoice.agenda.forms.deciding import ComingForm, DeciderForm
from wardvoice.agenda.models import AgendaEntry
from wardvoice.agenda.views.room import bp
from wardvoice.alerts.views.asking import ask_whether_soon
from wardvoice.core.errors import NotFound
from wardvoice.core.policy import May
from wardvoice.meetings import queries as meetings
from wardvoice.storage.work import Work
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, done, page


@bp.get("/agenda/entries/<uuid:entry_id>/deciders")
@requires(May.PREPARE)
def deciders(entry_id: UUID) -> Answer:
    """Show who can decide an item."""
    work, entry = _opened(entry_id)
    return _deciders(work, entry, DeciderForm.fresh())


@bp.post("/agenda/entries/<uuid:entry_id>/deciders")
@requires(May.PREPARE)
def name_decider(entry_id: UUID) -> Answer:
    """Name who can decide an item."""
    work, entry = _opened(entry_id)
    people = queries.answerers(work.session, work.ward_id, work.today)
    form = DeciderForm().offer(people)
    work.refuse_repeat(form.once.data)
    if form.validate():
        if asked := ask_whether_soon(form, form.job.data):
            return asked
        with form.refusals():
            named = [commands.name_decider(work, entry=entry, **who) for who in form.each_of(people)]
            work.once(form.once.data, named[0])
            return done(url_for("agenda.deciders", entry_id=entry_id), say=_("It is written down."))
    return _deciders(work, entry, form)


@bp.post("/deciders/<uuid:decider_id>/drop")
@requires(May.PREPARE)
def drop_decider(decider_id: UUID) -> Answer:
    """Say that somebody cannot decide an item after all."""
    work = this_work()
    decider = queries.decider(work.session, work.ward_id, decider_id)
    commands.drop_decider(work, decider=decider)
    return done(url_for("board.item", item_id=decider.item_id), say=_("It is taken off."))


@bp.post("/meetings/<uuid:meeting_id>/deciders/<uuid:decider_id>")
@requires(May.REPLY_AS_DECIDER)
def coming(meeting_id: UUID, decider_id: UUID) -> Answer:
    """Say whether one comes to a meeting to decide an item."""
    work, form = this_work(), ComingForm()
    decider = queries.decider(work.session, work.ward_id, decider_id)
    meeting = meetings.meeting(work.session, work.ward_id, meeting_id)
    work.refuse_repeat(form.once.data)
    if form.validate():
        with form.refusals():
            typed = {"coming": form.coming.data, "instead": form.instead.data}
            work.once(form.once.data, commands.reply_as_decider(work, decider=decider, meeting=meeting, **typed))
            return done(url_for("home.start"), say=_("Thank you. It stands on the agenda."))
    item = queries.item(work.session, work.ward_id, decider.item_id)
    return page("agenda/coming.html", None, form.status, form=form, decider=decider, meeting=meeting, item=item)


def _opened(entry_id: UUID) -> tuple[Work, AgendaEntry]:
    """Return this request's work and an item's line that whoever asks may prepare."""
    work = this_work()
    entry = queries.entry(work.session, work.ward_id, entry_id)
    meeting = meetings.meeting(work.session, work.ward_id, entry.meeting_id)
    commands.take_line_in_hand(work, May.PREPARE, entry, meeting)
    if entry.item_id is None:
        raise NotFound()
    return work, entry


def _deciders(work: Work, entry: AgendaEntry, form: DeciderForm) -> Answer:
    assert entry.item_id is not None
    form.offer(queries.answerers(work.session, work.ward_id, work.today))
    named = queries.deciders_of(work.session, [entry.item_id], entry.meeting_id)[entry.item_id]
    item = queries.item(work.session, work.ward_id, entry.item_id)
    facts = {"entry": entry, "item": item, "named": named, "form": form}
    return page("agenda/deciders.html", None, form.status, **facts)
