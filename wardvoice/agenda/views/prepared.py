"""An agenda while it is prepared: what stands on it, what waits, and what goes on by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from wardvoice.agenda import queries
from wardvoice.agenda.forms.preparing import LengthForm, PublishForm
from wardvoice.agenda.models import AgendaEntry
from wardvoice.agenda.rules import OFF_THE_AGENDA, EntryState
from wardvoice.agenda.views.rows import Row, Rows, may_arrange
from wardvoice.agenda.views.timing import Times, times_of
from wardvoice.core.policy import May, may
from wardvoice.meetings import queries as meetings
from wardvoice.meetings.models import Meeting, OutreachRound, StandingItem
from wardvoice.meetings.rules import GATHERING, MeetingState
from wardvoice.storage.work import Work
from wardvoice.web.forms import Form
from wardvoice.web.pages import PER_PAGE, Pages, offset, pages_of


@dataclass(frozen=True)
class Prepared:
    """All that the page of one agenda shows. `may_arrange` says whether whoever asks can change it now.

    `offered` counts the answered items whose day has come; they have a page of their own.
    `earlier` is the meeting that has to be over before this agenda goes out.
    """

    meeting: Meeting
    lines: Sequence[Row]
    put_off: Sequence[Row]
    waiting: Sequence[Row]
    offered: int
    start: Sequence[StandingItem]
    end: Sequence[StandingItem]
    may_arrange: bool
    may_read: bool
    publish: PublishForm
    earlier: Meeting | None
    times: Times
    lasts: LengthForm
    rounds: Sequence[OutreachRound]

    @property
    def is_planned(self) -> bool:
        """True until the agenda is out."""
        return self.meeting.state is MeetingState.PLANNED

    @property
    def unread(self) -> int:
        """How many of the waiting items nobody has read."""
        return sum(row.item is not None and row.item.read_on is None for row in self.waiting)

    @property
    def gathers(self) -> bool:
        """True if what waits goes onto this agenda by itself."""
        return self.meeting.kind in GATHERING


def prepared(work: Work, meeting: Meeting, more: UUID | None = None, typed: Form | None = None) -> Prepared:
    """Return the agenda as it stands, `more` being the item or standing line whose further forms are drawn.

    `typed` is one of them that comes back with something to mend.
    """
    entries = {entry.item_id or entry.id: entry for entry in queries.all_lines(work.session, meeting)}
    ids = [entry.item_id for entry in entries.values() if entry.item_id]
    waits = queries.waiting_and(work.session, work.ward_id, ids, work.now, meeting.id)
    rows = Rows(work, meeting, waits, more, typed)
    on = [entry for entry in entries.values() if entry.state not in OFF_THE_AGENDA]
    planned = meeting.state is MeetingState.PLANNED
    standing = meetings.standing_items(work.session, work.ward_id, meeting.kind, work.today) if planned else []
    lasts = typed if isinstance(typed, LengthForm) else LengthForm.fresh(minutes=meeting.length)
    return Prepared(
        meeting=meeting,
        lines=[rows.of_entry(entry) for entry in on],
        put_off=[rows.of_entry(entry) for entry in entries.values() if entry.state is EntryState.PUT_OFF],
        waiting=[rows.of_item(item) for item in waits.items if not _is_put_off(entries.get(item.id))],
        offered=queries.offered_again(work.session, work.ward_id, work.today, limit=1)[1],
        start=[one for one in standing if not one.at_end],
        end=[one for one in standing if one.at_end],
        may_arrange=may_arrange(work.actor, meeting),
        may_read=may(work.actor, May.READ_RECEIVED),
        publish=PublishForm.fresh(version=meeting.version),
        earlier=meetings.earlier_coming(work.session, meeting) if planned and meeting.kind in GATHERING else None,
        times=times_of(meeting, on, len(standing)),
        lasts=lasts.as_of(meeting.version),
        rounds=meeting.rounds,
    )


def offered_for(work: Work, meeting: Meeting) -> Pages[Row]:
    """Return a page of the answered items that may go onto an agenda again, the oldest first."""
    items, in_all = queries.offered_again(work.session, work.ward_id, work.today, offset=offset(), limit=PER_PAGE)
    waits = queries.waiting_and(work.session, work.ward_id, [item.id for item in items], work.now, meeting.id)
    rows = Rows(work, meeting, waits, None, None)
    return pages_of([rows.of_item(item) for item in items], in_all)


def _is_put_off(entry: AgendaEntry | None) -> bool:
    return entry is not None and entry.state is EntryState.PUT_OFF
