"""The meeting room's page: the step that is shown, with empty forms or those in which something was typed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, request, url_for

from wardvoice.actions import queries as of_actions
from wardvoice.agenda.models import Item
from wardvoice.agenda.queries.aside import in_hand
from wardvoice.agenda.rules import GOOD_THINGS, CarriedBecause
from wardvoice.agenda.rules import Answer as Given
from wardvoice.core.policy import May, may
from wardvoice.meetings import queries as of_meetings
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingState
from wardvoice.minutes import forms, queries, words
from wardvoice.minutes.queries import Part, Room
from wardvoice.storage.work import Work
from wardvoice.web.forms import Tool
from wardvoice.web.guard import requires
from wardvoice.web.hall import asked
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, done, page, unchanged

OVER = "minutes/_over.html"
bp = Blueprint("minutes", __name__)
bp.record_once(lambda house: house.app.jinja_env.globals.update(minutes=words))


@bp.get("/meetings/<uuid:meeting_id>/room")
@requires(May.READ_WARD)
def room(meeting_id: UUID) -> Answer:
    """Show the meeting room: to whoever runs it with all forms, to everybody else as it stands."""
    work, meeting = opened(meeting_id)
    if meeting.state is MeetingState.PUBLISHED:
        return page("minutes/before.html", meeting=meeting, form=forms.OpenForm.fresh(version=meeting.version))
    if meeting.state is not MeetingState.OPEN:
        return done(url_for("minutes.show", meeting_id=meeting.id))
    return stage(work, meeting, request.args.get("at", ""))


@bp.get("/meetings/<uuid:meeting_id>/room/outline")
@requires(May.READ_WARD)
def outline(meeting_id: UUID) -> Answer:
    """Show how far the meeting is, for a page that asks every few seconds; nobody who is typing is led away."""
    work, meeting = opened(meeting_id)
    if meeting.state is not MeetingState.OPEN:
        over = asked.wants_piece and meeting.closed_at is not None
        return page(OVER, OVER, meeting=meeting) if over else done(url_for("minutes.show", meeting_id=meeting.id))
    shown = _room(work, meeting, request.args.get("at", ""))
    if asked.wants_piece and request.args.get("pulse") == shown.pulse:
        return unchanged()
    facts = {"changed": request.args.get("mark", shown.mark) != shown.mark, "runs": _runs(work, meeting)}
    return page("minutes/outline.html", "minutes/_outline.html", room=shown, **facts)


def opened(meeting_id: UUID) -> tuple[Work, Meeting]:
    """Return this request's work and the meeting; NotFound for another ward's."""
    work = this_work()
    return work, of_meetings.meeting(work.session, work.ward_id, meeting_id)


def stage(work: Work, meeting: Meeting, at: str, *, status: int = 200, **typed: Tool) -> Answer:
    """Draw one step of an open meeting."""
    shown = _room(work, meeting, at)
    runs, writes = _runs(work, meeting), _writes(work, meeting, shown)
    facts = {"room": shown, "changed": False, "runs": runs, "writes": writes}
    facts |= _forms(work, shown, typed) if runs or writes else {}
    return page("minutes/room.html", "minutes/_stage.html", status=status, **facts)


def back(meeting: Meeting, at: object, say: str | None = None) -> Answer:
    """Go on at a step of the room."""
    return done(url_for("minutes.room", meeting_id=meeting.id, at=str(at)), say=say)


def _runs(work: Work, meeting: Meeting) -> bool:
    return may(work.actor, May.RUN_MEETING, meeting)


def _writes(work: Work, meeting: Meeting, shown: Room) -> bool:
    """Return whether somebody writes on the step that is shown: not whom its item is about, but who does it then."""
    item = shown.now.line.item if shown.now.line else None
    if item is None:
        return _runs(work, meeting)
    one = in_hand(work.session, item, work.today, meeting.scribe_id)
    return may(work.actor, May.RUN_MEETING, one) and may(work.actor, May.HANDLE_ITEM, item)


def _room(work: Work, meeting: Meeting, at: str) -> Room:
    return queries.room(work.session, meeting, at, work.now, work.today)


def _forms(work: Work, shown: Room, typed: dict[str, Tool]) -> dict[str, Any]:
    """Return the forms of the step: empty ones, but those in which something was typed."""
    made = {**_DRAWN[shown.now.part](work, shown), **typed}
    people = of_actions.who_can_own(work.session, work.ward_id, work.today)
    for form in made.values():
        if isinstance(form, forms.answering.PromiseWords):
            form.offer(people, work.today, shown.likely)
    return {"forms": made, "people": people}


def _for_here(_work: Work, shown: Room) -> dict[str, Tool]:
    heads = {who.value.replace("-", "_"): count for who, count in shown.attendance.items()}
    known = {
        name: getattr(shown.meeting, name)
        for name in ("patients_on_ward", "chair", "facilitator", "chaired_by_patient")
        if getattr(shown.meeting, name) is not None
    }
    return {"attendance": forms.AttendanceForm.fresh(**heads, **known)}


def _for_promises(_work: Work, shown: Room) -> dict[str, Tool]:
    return {f"card-{card.id}": hands_form(card) for card in shown.cards if queries.asked_in_room(card)}


def _for_line(_work: Work, shown: Room) -> dict[str, Tool]:
    line = shown.now.line
    assert line is not None
    if line.item is None:
        return {
            "note": forms.NoteForm.fresh(version=line.entry.version, words=line.entry.said or ""),
            "hands": forms.HandsForm.fresh(**_asked_of_all(line)),
        }
    short = line.words if len(line.words or "") <= forms.answering.ONE_LINE else None
    return {
        "answer": forms.AnswerForm.fresh(
            version=line.item.version, given_by=shown.likely_giver, **_as_heard(line.item)
        ),
        "promise": forms.PromiseForm.fresh(),
        "carry": forms.CarryForm.fresh(because=CarriedBecause.DECIDER_ABSENT if line.misses_decider else None),
        "here": forms.HereForm.fresh(),
        "accept": forms.AcceptanceForm.fresh(),
        "hands": forms.HandsForm.fresh(**({"question": short or ""} | _asked_of_all(line))),
    }


def _asked_of_all(line: queries.Line) -> dict[str, Any]:
    """The room is asked what those were asked who are not here."""
    first = next(iter(line.week), None)
    return {"question": first.question.words or "", "decides": first.question.decides} if first else {}


def _as_heard(item: Item) -> dict[str, Any]:
    """Thanks and "keep this" ask for nothing: that they were heard is their answer."""
    return {"answer": Given.YES, "nothing_to_do": True} if item.kind in GOOD_THINGS else {}


def _for_end(_work: Work, shown: Room) -> dict[str, Tool]:
    version = shown.meeting.version
    return {"close": forms.CloseForm.fresh(version=version), "stop": forms.StopForm.fresh(version=version)}


_DRAWN = {Part.HERE: _for_here, Part.PROMISES: _for_promises, Part.LINE: _for_line, Part.END: _for_end}


def hands_form(card: of_actions.ActionCard, form: Tool | None = None) -> Tool:
    """Return the form for the hands on one promise; its boxes carry the promise's id, as many stand on one page."""
    if form is None:
        kind = forms.RepliesForm if card.question else forms.LetOffForm
        form = kind.fresh(version=card.version)
    for box in form:
        box.id = f"{box.name}-{card.id}"
    return form
