"""The round before a meeting: how many were asked, and what they said; never who (G9)."""

from __future__ import annotations

from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import MOVED_ON, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.meetings import queries, rules
from wardvoice.meetings.models import Meeting, OutreachRound
from wardvoice.meetings.rules import COMING, RoundFacts
from wardvoice.storage.work import Work

COUNTING_AS = (Role.REP, Role.DEPUTY, Role.PEER, Role.ADVOCATE, Role.MANAGER, Role.STAFF)


def count_round(work: Work, *, meeting: Meeting, said: RoundFacts) -> OutreachRound:
    """Write one's own round down. Rounds of several people add up; Stale once the meeting is over."""
    one = _new(work, meeting, said)
    work.session.add(one)
    work.record(Happened.OUTREACH_COUNTED, one, meeting=meeting.id, **vars(said))
    return one


def correct_round(work: Work, *, wrong: OutreachRound, said: RoundFacts) -> OutreachRound:
    """Put right numbers take the place of wrong ones, which stay in sight. Stale if somebody has put them right."""
    meeting = queries.meeting(work.session, work.ward_id, wrong.meeting_id)
    one = _new(work, meeting, said)
    one.corrects_id = wrong.id  # of two at once the database refuses the second
    work.session.add(one)
    work.record(Happened.OUTREACH_CORRECTED, one, meeting=meeting.id, corrects=wrong.id, **vars(said))
    return one


def _new(work: Work, meeting: Meeting, said: RoundFacts) -> OutreachRound:
    work.require(May.COUNT_OUTREACH, meeting)
    if meeting.state not in COMING:
        raise Stale(MOVED_ON)
    rules.round_makes_sense(said)
    n = len(queries.rounds(work.session, meeting))
    about = {"ward_id": meeting.ward_id, "meeting_id": meeting.id, "n": n, "day": work.today}
    return OutreachRound(**about, counted_by=_part(work.actor), **vars(said))


def _part(actor: Actor) -> Role:
    return next(role for role in COUNTING_AS if actor.has(role))
