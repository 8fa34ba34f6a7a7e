"""What is written down at one line of the agenda: hands, things said, and an answer together with its promise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardvoice.actions import commands as actions
from wardvoice.actions.models import Action
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.models import AgendaEntry, Item, Outcome
from wardvoice.agenda.rules import Answer, clean_words
from wardvoice.core.errors import N_, NotFound, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.meetings.models import Hands, Meeting
from wardvoice.meetings.rules import Decides, MeetingState
from wardvoice.minutes import rules
from wardvoice.minutes.rules import Raised
from wardvoice.people.models import Account
from wardvoice.storage.work import Work


@dataclass(frozen=True)
class Given:
    """An answer as it was given in the room, and by whom."""

    answer: Answer
    given_by: Account | None
    words: str | None = None
    review_on: date | None = None
    passed_to: str | None = None
    check_on: date | None = None
    something_to_do: bool = False
    by_when: date | None = None


@dataclass(frozen=True)
class Promised:
    """The promise that belongs to an answer."""

    words: str | None
    owner: Account | None
    due: date | None
    far_because: str | None = None
    sure: bool = False


def count_hands(
    work: Work, *, meeting: Meeting, entry: AgendaEntry, decides: Decides, question: str | None, **counts: int
) -> Hands:
    """Record a show of hands, patients and staff apart; what it decides was said before (G11).

    `counts` are those of `rules.Raised`: `patients_for`, `staff_against` and so on.
    """
    _run(work, meeting, entry)
    hands = Raised(**counts)
    rules.hands_make_sense(hands)
    asked = clean_words(question, needed=True, field="question")
    counted = Hands(
        ward_id=meeting.ward_id,
        meeting_id=meeting.id,
        entry_id=entry.id,
        decides=decides,
        question=asked,
        at=work.now,
        **hands.counts,
    )
    work.session.add(counted)
    thing = _told_of(work, meeting, entry)
    work.record(Happened.HANDS_COUNTED, thing, meeting=meeting.id, decides=decides, question=asked, **hands.counts)
    return counted


def note_said(work: Work, *, entry: AgendaEntry, words: str | None, version: int | None = None) -> AgendaEntry:
    """Note what was said at something that stands on every agenda. NotFound for an item: it gets an answer."""
    meeting = work.session.get_one(Meeting, entry.meeting_id)
    _run(work, meeting, entry)
    if entry.item_id is not None:
        raise NotFound()
    work.still(entry, version)
    entry.said = clean_words(words, needed=True)
    work.record(Happened.NOTE_ADDED, meeting, said=entry.said, meeting=meeting.id)
    return entry


def record_answer(
    work: Work,
    *,
    meeting: Meeting,
    entry: AgendaEntry,
    given: Given,
    promised: Promised | None,
    version: int | None = None,
) -> tuple[Outcome, Action | None]:
    """Write down an answer given in the room and, in the same breath, who does what by when.

    RuleBroken beside the box concerned; those of the promise are called `promise`, `owner`, `due`, `far_because`.
    """
    _run(work, meeting, entry)
    item = work.session.get_one(Item, entry.item_id)
    outcome = agenda.answer_item(work, item=item, entry=entry, version=version, **vars(given))
    return outcome, promise_more(work, meeting=meeting, outcome=outcome, promised=promised) if promised else None


def promise_more(work: Work, *, meeting: Meeting, outcome: Outcome, promised: Promised) -> Action:
    """Write down a promise for an answer in the room; RuleBroken about its words stands beside `promise`."""
    agenda.step_aside(work, work.session.get_one(Item, outcome.item_id))
    try:
        return actions.make_promise(work, outcome=outcome, meeting=meeting, **vars(promised))
    except RuleBroken as refused:
        if refused.field == "words":
            refused.field = "promise"
        raise


def _run(work: Work, meeting: Meeting, entry: AgendaEntry) -> None:
    if entry.meeting_id != meeting.id:
        work.require(May.RUN_MEETING, meeting)
        raise NotFound()
    agenda.take_line_in_hand(work, May.RUN_MEETING, entry, meeting)
    if meeting.state is not MeetingState.OPEN:
        raise Stale(N_("This meeting is not open. Things are written down while it is."))


def _told_of(work: Work, meeting: Meeting, entry: AgendaEntry) -> Item | Meeting:
    """The thing in whose history it stands: the item, or the meeting for a standing item."""
    return work.session.get_one(Item, entry.item_id) if entry.item_id else meeting
