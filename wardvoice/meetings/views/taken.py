"""The list of meetings as a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from wardvoice.core.policy import May
from wardvoice.meetings import queries, words
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.views.room import bp
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_ward, this_work
from wardvoice.web.pages import Answer
from wardvoice.web.taken import MOST_TAKEN, take

HEADINGS = (_l("Day"), _l("Time"), _l("Place"), _l("Kind"), _l("State"), _l("Why it was not held"))


@bp.get("/meetings.csv")
@requires(May.TAKE_TABLE)
def take_meetings() -> Answer:
    """Give the meetings along: those to come, then those that are over."""
    session, ward_id = this_work().session, this_ward().id
    over, _total = queries.past(session, ward_id, limit=MOST_TAKEN)
    return take("meetings", HEADINGS, map(_row, [*queries.coming(session, ward_id), *over]))


def _row(meeting: Meeting) -> Sequence[Any]:
    why = words.not_held_words(meeting) if meeting.not_held_because else ""
    state = (str(words.KINDS[meeting.kind]), str(words.STATES[meeting.state]))
    return (meeting.day, words.clock_time(meeting.at), meeting.place, *state, why)
