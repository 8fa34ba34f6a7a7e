"""How meetings read on screen: kinds, states, reasons, days of the week, and what happened to one in sentences."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from wardvoice.core.history import Happened
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import Decides, MeetingKind, MeetingState, NotHeldBecause, Present
from wardvoice.storage.history import Remembered
from wardvoice.web.frame import day
from wardvoice.web.hall import the_hall
from wardvoice.web.timeline import Names, day_in

_: Callable[..., str] = gettext

KINDS = {
    MeetingKind.WARD: _l("Ward meeting"),
    MeetingKind.MUTUAL_HELP: _l("Mutual help meeting"),
    MeetingKind.COUNCIL: _l("Patients’ council"),
    MeetingKind.COPRODUCTION: _l("Co-production group"),
}
STATES = {
    MeetingState.PLANNED: _l("Agenda being prepared"),
    MeetingState.PUBLISHED: _l("Agenda is out"),
    MeetingState.OPEN: _l("Going on now"),
    MeetingState.CLOSED: _l("Held"),
    MeetingState.NOT_HELD: _l("Not held"),
}
STATE_LOOKS = {
    MeetingState.PLANNED: ("clock", "ontheway"),
    MeetingState.PUBLISHED: ("list", "waiting"),
    MeetingState.OPEN: ("aloud", "waiting"),
    MeetingState.CLOSED: ("kept", "kept"),
    MeetingState.NOT_HELD: ("problem", "overdue"),
}
"""For each state the picture and the colour that stand beside its words."""
NOT_HELD = {
    NotHeldBecause.SHORT_OF_STAFF: _l("Not enough staff"),
    NotHeldBecause.NO_CHAIR: _l("Nobody to chair it"),
    NotHeldBecause.INCIDENT: _l("Something happened on the ward"),
    NotHeldBecause.INFECTION: _l("An infection on the ward"),
    NotHeldBecause.PATIENTS_CHOSE: _l("The patients chose not to meet"),
    NotHeldBecause.OTHER: _l("Another reason"),
}
PRESENT = {
    Present.PATIENTS: _l("Patients"),
    Present.WARD_STAFF: _l("Ward staff"),
    Present.MANAGER: _l("Ward manager"),
    Present.OTHER_STAFF: _l("Other staff"),
    Present.ADVOCATE: _l("Advocate"),
    Present.VISITORS: _l("Visitors"),
}
DECIDES = {
    Decides.WE_WILL_DO: _l("We will do what you choose"),
    Decides.WE_WILL_WEIGH: _l("We will weigh it"),
    Decides.WE_WANT_TO_HEAR: _l("We want to hear"),
}
WEEKDAYS = {
    0: _l("Monday"),
    1: _l("Tuesday"),
    2: _l("Wednesday"),
    3: _l("Thursday"),
    4: _l("Friday"),
    5: _l("Saturday"),
    6: _l("Sunday"),
}


def when_and_where(meeting: Meeting) -> str:
    """Return day, time and place of a meeting: "Thursday 5 March at 10:30, in the day room"."""
    when = _("%(day)s at %(time)s", day=day(meeting.day), time=clock_time(meeting.at))
    return _("%(when)s, in %(place)s", when=when, place=meeting.place) if meeting.place else when


def written_up(meeting: Meeting) -> str:
    """Return that a meeting was held on paper and when it was written up; nothing for one opened on its day."""
    if meeting.opened_at is None or the_hall().clock.day_of(meeting.opened_at) <= meeting.day:
        return ""
    return _("Written up on %(day)s, from paper.", day=day(meeting.opened_at))


def which_one(meeting: Meeting) -> str:
    """Return how a page calls a meeting that is still to come: one whose time has passed is not the next any more."""
    clock = the_hall().clock
    now = clock.local(clock.now())
    if meeting.state is MeetingState.OPEN:
        return _("The meeting is going on now:")
    if meeting.day != now.date():
        return _("Next meeting:")
    return _("Today’s meeting:") if meeting.at > now.time() else _("Today’s meeting was planned for:")


def clock_time(at: time) -> str:
    """Return a time of day as the ward's clock shows it."""
    return f"{at:%H:%M}"


def not_held_words(meeting: Meeting) -> str:
    """Return why a meeting was not held."""
    if meeting.not_held_because is None:
        return ""
    reason = str(NOT_HELD[meeting.not_held_because])
    return f"{reason}: {meeting.not_held_words}" if meeting.not_held_words else reason


def rhythm_words(weekday: int, every_weeks: int, at: time) -> str:
    """Return how often a ward meets: "every Thursday at 10:30"."""
    facts = {"weekday": WEEKDAYS[weekday], "time": clock_time(at)}
    if every_weeks == 1:
        return _("every %(weekday)s at %(time)s", **facts)
    return _("every %(weeks)s weeks on %(weekday)s at %(time)s", weeks=every_weeks, **facts)


def sentence(row: Remembered, _names: Names) -> str:
    """Return what happened to a meeting as one sentence that blames nobody."""
    return _SENTENCES.get(Happened(row.what), _fixed(_l("Something was written down.")))(row)


def _planned(row: Remembered) -> str:
    return _("The meeting was planned for %(day)s.", day=day_in(row))


def _published(row: Remembered) -> str:
    if row.fact("by_itself"):
        return _("The agenda went out. %(count)s went onto it by themselves.", count=row.fact("by_itself"))
    return _("The agenda went out.")


def _lasts(row: Remembered) -> str:
    return _("The meeting is to last %(minutes)s minutes.", minutes=row.fact("minutes"))


def _asked_round(row: Remembered) -> str:
    return _("%(count)s people on the ward were asked before the meeting.", count=row.fact("offered"))


def _called_off(row: Remembered) -> str:
    reason = NOT_HELD[NotHeldBecause(row.fact("because"))]
    return _("The meeting on %(day)s was not held: %(because)s.", day=day_in(row), because=reason)


def _counted(row: Remembered) -> str:
    patients, on_ward = row.fact("patients"), row.fact("patients_on_ward")
    return _("%(patients)s of %(ward)s patients were in the room.", patients=patients, ward=on_ward)


def _fixed(text: Any) -> Callable[[Remembered], str]:
    return lambda _row: str(text)


_SENTENCES: dict[Happened, Callable[[Remembered], str]] = {
    Happened.RHYTHM_SET: _fixed(_l("The rhythm of the meetings was set.")),
    Happened.STANDING_ITEM_ADDED: _fixed(_l("Something was put on every agenda.")),
    Happened.STANDING_ITEM_REMOVED: _fixed(_l("Something was taken off every agenda.")),
    Happened.MEETING_PLANNED: _planned,
    Happened.MEETING_CHANGED: _fixed(_l("The rep named who writes the meeting down.")),
    Happened.MEETING_LENGTH_SET: _lasts,
    Happened.GROUND_RULE_ADDED: _fixed(_l("A ground rule was added.")),
    Happened.GROUND_RULE_REMOVED: _fixed(_l("A ground rule was taken off.")),
    Happened.OUTREACH_COUNTED: _asked_round,
    Happened.OUTREACH_CORRECTED: _fixed(_l("The numbers of a round on the ward were put right.")),
    Happened.MEETING_CALLED_OFF: _called_off,
    Happened.AGENDA_PUBLISHED: _published,
    Happened.MEETING_OPENED: _fixed(_l("The meeting began.")),
    Happened.ATTENDANCE_COUNTED: _counted,
    Happened.MEETING_CLOSED: _fixed(_l("The meeting ended.")),
}
