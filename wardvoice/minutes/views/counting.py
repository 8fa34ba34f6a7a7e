"""Counting heads and hands in the room."""

from __future__ import annotations

from uuid import UUID

from flask_babel import gettext as _

from wardvoice.actions import commands as actions
from wardvoice.actions import queries as of_actions
from wardvoice.agenda import commands as agenda
from wardvoice.core.policy import May
from wardvoice.meetings import commands as meetings
from wardvoice.meetings.models import Meeting
from wardvoice.minutes import commands, forms, queries
from wardvoice.minutes.views.stage import back, bp, hands_form, opened, stage
from wardvoice.storage.work import Work
from wardvoice.web.guard import requires
from wardvoice.web.pages import Answer

ROOM = "/meetings/<uuid:meeting_id>/room"


@bp.post(f"{ROOM}/attendance")
@requires(May.RUN_MEETING)
def attendance(meeting_id: UUID) -> Answer:
    """Write down who is here, as numbers."""
    work, meeting = opened(meeting_id)
    form = forms.AttendanceForm()
    work.refuse_repeat(form.once.data)
    if form.validate():
        with form.refusals():
            named = ("patients_on_ward", "chair", "facilitator", "chaired_by_patient")
            typed = {name: form[name].data for name in named}
            work.once(form.once.data, meetings.count_attendance(work, meeting=meeting, counts=form.heads(), **typed))
            return back(meeting, "promises", _("Who is here is written down."))
    return stage(work, meeting, "here", status=form.status, attendance=form)


@bp.post(f"{ROOM}/promises/<uuid:action_id>/hands")
@requires(May.RUN_MEETING)
def replies(meeting_id: UUID, action_id: UUID) -> Answer:
    """Count the patients' hands on "Did it happen?"."""
    work, meeting = opened(meeting_id)
    action, form = of_actions.action(work.session, work.ward_id, action_id), forms.RepliesForm()
    work.refuse_repeat(form.once.data)
    if form.validate():
        with form.refusals():
            named = ("yes", "partly", "no", "unsure", "on_paper", "words", "version")
            typed = {name: form[name].data for name in named}
            work.once(form.once.data, actions.count_replies(work, action=action, meeting=meeting, **typed))
            return back(meeting, "promises", _("The hands are written down."))
    return _promises(work, meeting, action_id, form)


@bp.post(f"{ROOM}/promises/<uuid:action_id>/let-off")
@requires(May.RUN_MEETING)
def let_off(meeting_id: UUID, action_id: UUID) -> Answer:
    """Count the patients' hands on "May we leave it?"."""
    work, meeting = opened(meeting_id)
    action, form = of_actions.action(work.session, work.ward_id, action_id), forms.LetOffForm()
    work.refuse_repeat(form.once.data)
    if form.validate():
        with form.refusals():
            typed = {name: form[name].data for name in ("hands_for", "hands_against", "on_paper", "version")}
            work.once(form.once.data, actions.count_let_off(work, action=action, meeting=meeting, **typed))
            return back(meeting, "promises", _("The hands are written down."))
    return _promises(work, meeting, action_id, form)


@bp.post(f"{ROOM}/lines/<uuid:entry_id>/hands")
@requires(May.RUN_MEETING)
def hands(meeting_id: UUID, entry_id: UUID) -> Answer:
    """Count a show of hands on a line of the agenda."""
    work, meeting = opened(meeting_id)
    entry, form = queries.entry(work.session, meeting, entry_id), forms.HandsForm()
    work.refuse_repeat(form.once.data)
    if form.validate():
        with form.refusals():
            typed = {"question": form.question.data, "decides": form.decides.data, **form.counts()}
            work.once(form.once.data, commands.count_hands(work, meeting=meeting, entry=entry, **typed))
            return back(meeting, entry.id, _("The hands are written down."))
    return stage(work, meeting, str(entry_id), status=form.status, hands=form)


@bp.post(f"{ROOM}/lines/<uuid:entry_id>/acceptance")
@requires(May.RUN_MEETING)
def accept(meeting_id: UUID, entry_id: UUID) -> Answer:
    """Count the patients' hands on "Do you accept this?"."""
    work, meeting = opened(meeting_id)
    entry, form = queries.entry(work.session, meeting, entry_id), forms.AcceptanceForm()
    work.refuse_repeat(form.once.data)
    if form.validate():
        with form.refusals():
            outcome = queries.last_answer(work.session, entry)
            typed = {name: form[name].data for name in ("yes", "no", "unsure")}
            work.once(form.once.data, agenda.count_acceptance(work, outcome=outcome, **typed))
            return back(meeting, entry.id, _("The hands are written down."))
    return stage(work, meeting, str(entry_id), status=form.status, accept=form)


def _promises(work: Work, meeting: Meeting, action_id: UUID, form: forms.RepliesForm | forms.LetOffForm) -> Answer:
    """Draw the promises again, with what was counted on one of them, as it stands now; or say that it is gone."""
    shown = queries.room(work.session, meeting, "promises", work.now, work.today)
    card = next((card for card in shown.cards if card.id == action_id and queries.asked_in_room(card)), None)
    if card is not None and bool(card.question) == isinstance(form, forms.RepliesForm):
        form.as_of(card.version)
        return stage(work, meeting, "promises", status=form.status, **{f"card-{card.id}": hands_form(card, form)})
    return stage(work, meeting, "promises", status=form.status, lost=form)
