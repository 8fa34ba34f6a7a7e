"""What can be typed about meetings: one meeting, a rhythm, and what stands on every agenda."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields
from datetime import time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TimeField

from wardvoice.meetings.rules import MAX_LINE, MOST_ASKED, MeetingKind, RoundFacts
from wardvoice.meetings.words import KINDS, WEEKDAYS
from wardvoice.web.checks import Needed
from wardvoice.web.fields import Count, Day, Line, Pick, Tick, offer
from wardvoice.web.forms import Form, SentOnce
from wardvoice.web.identity import this_actor

TIME = re.compile(r"(?P<hour>\d{1,2})\s*[:. ]?\s*(?P<minute>\d{2})")
WARD_KINDS = {kind: KINDS[kind] for kind in (MeetingKind.WARD, MeetingKind.MUTUAL_HELP, MeetingKind.COPRODUCTION)}


class ClockTime(TimeField):
    """A time of day; `10:30`, `10.30` and `1030` are understood."""

    def __init__(self, label: Any, *, needed: Any, hint: Any = "", **kw: Any) -> None:
        super().__init__(label, [Needed(needed)], description=hint, format="%H:%M", **kw)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the time in any of these ways of writing it."""
        typed = str(valuelist[0]).strip() if valuelist else ""
        found = TIME.fullmatch(typed)
        self.data = None
        if not typed:
            return
        if found is None or int(found["hour"]) > 23 or int(found["minute"]) > 59:
            raise ValueError(_("Write a time, like 10:30."))
        self.data = time(int(found["hour"]), int(found["minute"]))


def _asked(label: Any) -> Any:
    return Count(label, needed=_l("Write a number. Nobody is 0."), most=MOST_ASKED, default=0)


def kinds_here() -> dict[MeetingKind, Any]:
    """Return the kinds of meetings that are held here: on a ward, or at the patients' council."""
    return {MeetingKind.COUNCIL: KINDS[MeetingKind.COUNCIL]} if this_actor().at_council else WARD_KINDS


class OfAKind(Form):
    """A form that names a kind of meeting."""

    kind = Pick(_l("What kind of meeting?"), needed=_l("Choose a kind of meeting."))

    def __init__(self, **values: Any) -> None:
        super().__init__(**{"kind": next(iter(kinds_here())), **values})
        offer(self.kind, kinds_here())


class PlanForm(SentOnce, OfAKind):
    """One meeting."""

    day = Day(_l("Day"), needed=_l("Choose the day of the meeting."))
    at = ClockTime(_l("Time"), needed=_l("Write when it begins."), hint=_l("Like 10:30."))
    place = Line(_l("Place"), most=MAX_LINE, hint=_l("Like: the day room."))
    minutes = Count(_l("How many minutes?"), least=10, most=240, hint=_l("Leave it empty for the usual time."))


class RhythmForm(SentOnce, OfAKind):
    """How often the ward meets."""

    weekday = Pick(_l("Day of the week"), words=WEEKDAYS, default=3, needed=_l("Choose a day of the week."))
    at = ClockTime(_l("Time"), needed=_l("Write when it begins."), hint=_l("Like 10:30."))
    every_weeks = Count(
        _l("Every how many weeks?"),
        needed=_l("Write a number from 1 to 8."),
        least=1,
        most=8,
        hint=_l("1 is every week. For another number the patients must have agreed at a meeting."),
        default=1,
    )
    minutes = Count(_l("How many minutes?"), needed=_l("Write how long it lasts."), least=10, most=240, default=60)
    agreed_at = Pick(_l("At which meeting did the patients agree?"))


class RoundForm(SentOnce, Form):
    """One's own round on the ward, as numbers."""

    offered = _asked(_l("How many people did you ask?"))
    gave = _asked(_l("How many gave you something for the meeting?"))
    declined = _asked(_l("How many said no?"))
    not_now = _asked(_l("How many said: not now?"))

    @property
    def said(self) -> RoundFacts:
        """The four numbers."""
        return RoundFacts(**{part.name: self[part.name].data or 0 for part in fields(RoundFacts)})


class GroundRuleForm(SentOnce, Form):
    """One sentence of the ward's ground rules."""

    words = Line(_l("One rule, in one sentence"), needed=_l("Write a few words first."), most=MAX_LINE)


class SuggestedForm(SentOnce, Form):
    """A button alone."""


class StandingForm(SentOnce, OfAKind):
    """What stands on every agenda."""

    title = Line(_l("What stands on every agenda?"), needed=_l("Write a few words first."), most=MAX_LINE)
    at_end = Tick(_l("At the end"))
