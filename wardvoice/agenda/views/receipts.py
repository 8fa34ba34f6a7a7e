"""The receipt of an item: what happens next and when, who reads it first, and how to change it or take it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from wardvoice.agenda.forms.items import EditForm
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import ItemState
from wardvoice.meetings import queries as meetings
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingKind, MeetingState, next_day
from wardvoice.people import queries as people
from wardvoice.storage.work import Work
from wardvoice.web.pages import Answer, receipt


@dataclass(frozen=True)
class Next:
    """What happens next: the meeting it goes to, when its agenda is due, and whether a rep is there to read it."""

    meeting: Meeting | None
    day: date | None
    agenda_by: date | None
    already_out: Meeting | None
    has_rep: bool


def show_receipt(
    work: Work, item: Item, secret: str | None = None, form: EditForm | None = None, *, words: str | None = None
) -> Answer:
    """Answer with the receipt; `secret` opens the tools of whoever sent it without a name and needs no answer.

    `words` are five words drawn just now: whoever got them holds them for the rest of the visit.
    """
    can_change = item.state is ItemState.RECEIVED and bool(secret or words) and item.slip_hash is not None
    form = form or EditForm.fresh(words=item.words, version=item.version)
    facts = {"item": item, "next": what_next(work), "form": form}
    facts |= {"can_change": can_change, "secret": secret, "five_words": words}
    answer = receipt("agenda/receipt.html", **facts)
    answer.status_code = form.status
    return answer


def what_next(work: Work) -> Next:
    """Return where an item goes that is sent now."""
    coming = [m for m in meetings.coming(work.session, work.ward_id) if m.kind is MeetingKind.WARD]
    out = next((m for m in coming if m.state is not MeetingState.PLANNED), None)
    meeting = next((m for m in coming if m.state is MeetingState.PLANNED and m.day >= work.today), None)
    day = meeting.day if meeting else _by_rhythm(work, out.day if out else work.today)
    return Next(
        meeting=meeting,
        day=day,
        agenda_by=max(day - timedelta(days=1), work.today) if day else None,
        already_out=out,
        has_rep=people.post(work.session, work.ward_id, work.today).filled,
    )


def _by_rhythm(work: Work, after: date) -> date | None:
    rhythm = meetings.rhythm_now(work.session, work.ward_id)
    return next_day(rhythm.facts, after) if rhythm else None
