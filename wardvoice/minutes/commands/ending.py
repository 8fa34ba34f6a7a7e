"""The end of a meeting: with an outcome for everything, or early with one reason for all that is left."""

from __future__ import annotations

from wardvoice.agenda import commands as agenda
from wardvoice.agenda import queries as lines
from wardvoice.agenda.rules import CarriedBecause, clean_words
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.meetings import rules as meeting_rules
from wardvoice.meetings.models import Meeting
from wardvoice.minutes import queries, rules
from wardvoice.minutes.commands.agreeing import begin_draft
from wardvoice.minutes.commands.turning import forget_time
from wardvoice.storage.work import Work


def close_meeting(work: Work, *, meeting: Meeting, version: int | None = None) -> Meeting:
    """End a meeting in which every item got its outcome, and every "we will" somebody who does it (G8).

    Its minutes are a draft from then on.
    """
    work.require(May.RUN_MEETING, meeting)
    work.still(meeting, version)
    after = meeting_rules.LIFE.after(meeting.state, "close")
    meeting_rules.may_close(len(lines.without_outcome(work.session, meeting)))
    rules.answers_have_promises(len(queries.answers_without_promise(work.session, meeting)))
    meeting.state, meeting.closed_at = after, work.now
    begin_draft(work, meeting)
    forget_time(work, meeting)
    work.record(Happened.MEETING_CLOSED, meeting, stopped_early=meeting.stopped_early_because)
    return meeting


def stop_early(work: Work, *, meeting: Meeting, because: str | None, version: int | None = None) -> Meeting:
    """End a meeting before its agenda is through: one reason, and all that is left goes to the next one."""
    work.require(May.RUN_MEETING, meeting)
    work.still(meeting, version)
    meeting_rules.LIFE.after(meeting.state, "close")
    reason = rules.stopping_makes_sense(clean_words(because, needed=False, field="because"))
    rules.answers_have_promises(len(queries.answers_without_promise(work.session, meeting)))
    for entry in lines.without_outcome(work.session, meeting):
        agenda.carry_over(work, entry=entry, because=CarriedBecause.STOPPED_EARLY, words=reason)
    meeting.stopped_early_because = reason
    return close_meeting(work, meeting=meeting)
