"""The lists of meetings, rounds, standing items and ground rules as files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from wardvoice.core.policy import May
from wardvoice.meetings import queries, words
from wardvoice.meetings.forms import kinds_here
from wardvoice.meetings.models import Meeting, OutreachRound
from wardvoice.meetings.views.rhythm import refuse_others
from wardvoice.meetings.views.room import bp
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_ward, this_work
from wardvoice.web.pages import Answer
from wardvoice.web.taken import MOST_TAKEN, take

OF_ROUNDS = (_l("Day"), _l("Counted by"), _l("What was counted"), _l("Put right"))
OF_STANDING = (_l("Kind"), _l("What"), _l("Where"))
OF_RULES = (_l("Ground rule"),)
HEADINGS = (_l("Day"), _l("Time"), _l("Place"), _l("Kind"), _l("State"), _l("Why it was not held"))


@bp.get("/meetings.csv")
@requires(May.TAKE_TABLE)
def take_meetings() -> Answer:
    """Give the meetings along: those to come, then those that are over."""
    session, ward_id = this_work().session, this_ward().id
    over, _total = queries.past(session, ward_id, limit=MOST_TAKEN)
    return take("meetings", HEADINGS, map(_row, [*queries.coming(session, ward_id), *over]))


@bp.get("/meetings/<uuid:meeting_id>/outreach.csv")
@requires(May.TAKE_TABLE)
def take_rounds(meeting_id: UUID) -> Answer:
    """Give along the rounds before a meeting, those that were put right among them."""
    work = this_work()
    work.require(May.COUNT_OUTREACH)
    rounds = queries.rounds(work.session, queries.meeting(work.session, work.ward_id, meeting_id))
    counting = {one.id for one in queries.standing_rounds(rounds)}
    return take("rounds", OF_ROUNDS, (_round(one, counts=one.id in counting) for one in rounds))


@bp.get("/meetings/standing.csv")
@requires(May.TAKE_TABLE)
def take_standing() -> Answer:
    """Give along what stands on every agenda."""
    refuse_others()
    work, kinds = this_work(), kinds_here()
    items = queries.standing_by_kind(work.session, this_ward().id, work.today)
    rows = ((name, one) for kind, name in kinds.items() for one in items.get(kind, []))
    where = {True: _("at the end"), False: _("at the start")}
    return take("standing", OF_STANDING, ((kind, one.title or "…", where[one.at_end]) for kind, one in rows))


@bp.get("/meetings/ground-rules.csv")
@requires(May.TAKE_TABLE)
def take_ground_rules() -> Answer:
    """Give along the ward's ground rules, or those that are read until it has some."""
    refuse_others()
    found = queries.ground_rules(this_work().session, this_ward().id)
    own = [one.words or _("These words were removed.") for one in found]
    return take("rules", OF_RULES, ((one,) for one in own or words.SUGGESTED_RULES))


def _round(one: OutreachRound, *, counts: bool) -> Sequence[Any]:
    right = _("Put right.") if one.corrects_id else ""
    stands = right if counts else _("These numbers were wrong.")
    return (one.day, words.ROUND_BY[one.counted_by], words.round_words(one.facts), stands)


def _row(meeting: Meeting) -> Sequence[Any]:
    why = words.not_held_words(meeting) if meeting.not_held_because else ""
    state = (str(words.KINDS[meeting.kind]), str(words.STATES[meeting.state]))
    return (meeting.day, words.clock_time(meeting.at), meeting.place, *state, why)
