"""Before a meeting: whether its agenda went out in time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l

from wardvoice.core.actor import Role
from wardvoice.meetings import rules
from wardvoice.meetings.models import Meeting, OutreachRound
from wardvoice.meetings.queries import standing_rounds
from wardvoice.meetings.rules import RoundFacts
from wardvoice.web.frame import moment
from wardvoice.web.hall import the_hall

_: Callable[..., str] = gettext


def published_words(meeting: Meeting) -> str:
    """Return when an agenda went out; one that was late says how many hours were left (G2)."""
    if meeting.published_at is None:
        return ""
    if not rules.agenda_was_late(meeting.published_at, begins_at(meeting)):
        return _("Published on %(moment)s.", moment=moment(meeting.published_at))
    hours = rules.hours_before(meeting.published_at, begins_at(meeting))
    if not hours:
        return _("Published less than an hour before the meeting.")
    return str(ngettext("Published one hour before the meeting.", "Published %(num)s hours before the meeting.", hours))


def was_late(meeting: Meeting) -> bool:
    """Return whether an agenda went out less than a day before its meeting (G2)."""
    return meeting.published_at is not None and rules.agenda_was_late(meeting.published_at, begins_at(meeting))


def would_be_late(meeting: Meeting) -> bool:
    """Return whether an agenda that is not out yet would be late if it went out now."""
    return meeting.published_at is None and rules.agenda_was_late(the_hall().clock.now(), begins_at(meeting))


SUGGESTED_RULES = (
    _l("One person speaks at a time."),
    _l("We listen, also when we do not agree."),
    _l("We talk about what happened. We name nobody who is not here."),
    _l("Nobody has to speak. You can leave and come back."),
    _l("Staff use plain words. Everybody may ask what a word means."),
)
"""Invented, for a ward that has not written rules of its own."""
ROUND_BY = {
    Role.REP: _l("the rep"),
    Role.DEPUTY: _l("the deputy rep"),
    Role.PEER: _l("a peer supporter"),
    Role.ADVOCATE: _l("the advocate"),
    Role.MANAGER: _l("the ward manager"),
    Role.STAFF: _l("a member of staff"),
}


def outreach_words(rounds: Iterable[OutreachRound]) -> str:
    """Return what all rounds before a meeting came to: numbers, never a name (G9)."""
    return round_words(rules.added_up(one.facts for one in standing_rounds(rounds)))


def round_words(said: RoundFacts) -> str:
    """Return one round in a sentence."""
    asked = ngettext("One person was asked.", "%(num)s people were asked.", said.offered)
    more = _(
        "%(gave)s gave something, %(declined)s said no, %(not_now)s said not now.",
        gave=said.gave,
        declined=said.declined,
        not_now=said.not_now,
    )
    return f"{asked} {more}"


def begins_at(meeting: Meeting) -> datetime:
    """Return the moment at which a meeting is to begin."""
    return the_hall().clock.moment(meeting.day, meeting.at.hour, meeting.at.minute)
