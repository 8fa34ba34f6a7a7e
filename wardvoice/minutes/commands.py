"""What happens in the meeting room: hands are counted, things said are noted, and the meeting ends."""

from __future__ import annotations

from wardvoice.agenda import commands as agenda
from wardvoice.agenda.models import AgendaEntry, Item
from wardvoice.agenda.rules import CarriedBecause, clean_words
from wardvoice.core.errors import N_, NotFound, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.meetings import rules as meeting_rules
from wardvoice.meetings.models import Hands, Meeting
from wardvoice.meetings.rules import Decides, MeetingState
from wardvoice.minutes import queries, rules
from wardvoice.storage.work import Work


def count_hands(
    work: Work,
    *,
    meeting: Meeting,
    entry: AgendaEntry,
    decides: Decides,
    question: str | None,
    patients_for: int,
    patients_against: int,
    patients_unsure: int = 0,
    staff_for: int = 0,
    staff_against: int = 0,
    staff_unsure: int = 0,
) -> Hands:
    """Record a show of hands, patients and staff apart; what it decides was said before (G11)."""
    _run(work, meeting, entry)
    counts = {
        **{"patients_for": patients_for, "patients_against": patients_against, "patients_unsure": patients_unsure},
        **{"staff_for": staff_for, "staff_against": staff_against, "staff_unsure": staff_unsure},
    }
    rules.hands_make_sense(counts)
    asked = clean_words(question, needed=True, field="question")
    hands = Hands(
        ward_id=meeting.ward_id,
        meeting_id=meeting.id,
        entry_id=entry.id,
        decides=decides,
        question=asked,
        at=work.now,
        **counts,
    )
    work.session.add(hands)
    work.record(Happened.HANDS_COUNTED, _told_of(work, meeting, entry), decides=decides, question=asked, **counts)
    return hands


def note_said(work: Work, *, entry: AgendaEntry, words: str | None, version: int | None = None) -> AgendaEntry:
    """Note what was said on a line of the agenda, such as a standing item."""
    meeting = work.session.get_one(Meeting, entry.meeting_id)
    _run(work, meeting, entry)
    work.still(entry, version)
    entry.said = clean_words(words, needed=True)
    work.record(Happened.NOTE_ADDED, _told_of(work, meeting, entry), said=entry.said, meeting=meeting.id)
    return entry


def close_meeting(work: Work, *, meeting: Meeting, version: int | None = None) -> Meeting:
    """End a meeting in which every item got its outcome, and every "we will" somebody who does it (G8)."""
    work.require(May.RUN_MEETING, meeting)
    work.still(meeting, version)
    after = meeting_rules.LIFE.after(meeting.state, "close")
    meeting_rules.may_close(len(queries.lines_without_outcome(work.session, meeting)))
    rules.answers_have_promises(len(queries.answers_without_promise(work.session, meeting)))
    meeting.state = after
    meeting.closed_at = work.now
    work.record(Happened.MEETING_CLOSED, meeting, stopped_early=meeting.stopped_early_because)
    return meeting


def stop_early(work: Work, *, meeting: Meeting, because: str | None, version: int | None = None) -> Meeting:
    """End a meeting before its agenda is through: one reason, and all that is left goes to the next one."""
    work.require(May.RUN_MEETING, meeting)
    work.still(meeting, version)
    meeting_rules.LIFE.after(meeting.state, "close")
    reason = rules.stopping_makes_sense(clean_words(because, needed=False, field="because"))
    rules.answers_have_promises(len(queries.answers_without_promise(work.session, meeting)))
    for entry in queries.lines_without_outcome(work.session, meeting):
        agenda.carry_over(work, entry=entry, because=CarriedBecause.STOPPED_EARLY, words=reason)
    meeting.stopped_early_because = reason
    return close_meeting(work, meeting=meeting)


def _run(work: Work, meeting: Meeting, entry: AgendaEntry) -> None:
    work.require(May.RUN_MEETING, meeting)
    if entry.meeting_id != meeting.id:
        raise NotFound(N_("There is nothing at this address."))
    if meeting.state is not MeetingState.OPEN:
        raise Stale(N_("This meeting is not open. Things are written down while it is."))


def _told_of(work: Work, meeting: Meeting, entry: AgendaEntry) -> Item | Meeting:
    """The thing in whose history it stands: the item, or the meeting for a standing item."""
    return work.session.get_one(Item, entry.item_id) if entry.item_id else meeting
