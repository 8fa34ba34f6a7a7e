"""How the kinds of what is kept, holds and notices read on a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from wardvoice.actions.rules import ActionState
from wardvoice.actions.words.cards import REPORTS
from wardvoice.agenda.words import HIDE_BECAUSE
from wardvoice.agenda.words.labels import ANSWERS, TOPICS
from wardvoice.people.words import ROLES, username_shown
from wardvoice.records.models import Hold, Removal, RemovalRequest
from wardvoice.records.queries import HoldShown
from wardvoice.records.queries.chain import Place
from wardvoice.records.queries.removing import Text
from wardvoice.records.rules import HeldWhat, Kind

KEPT = {
    "words_years": _l("Words of items, answers, promises and minutes: years"),
    "comments_years": _l("What reps say about the figures: years"),
    "names_years": _l("Ward names at rest: years"),
    "staff_years": _l("Names of former staff: years"),
    "concern_months": _l("What was sent in private: months"),
}
COUNTED_FROM = {
    "words_years": _l("the last thing that happened to them, once nothing of it is open"),
    "comments_years": _l("the day on which it was written"),
    "names_years": _l("the day on which the name went to rest"),
    "staff_years": _l("the last day of the account, once nothing they promised is open"),
    "concern_months": _l("the day on which it was closed"),
}
HELD = {
    HeldWhat.WARD: _l("All of a ward"),
    HeldWhat.PAGE: _l("One item, promise or meeting"),
    HeldWhat.ACCOUNT: _l("An account, and all in which it stands"),
}
GOES = {
    Kind.WORDS: _l("Words of items, answers, promises and minutes"),
    Kind.COMMENTS: _l("What reps said about the figures"),
    Kind.NAMES: _l("Ward names at rest"),
    Kind.STAFF: _l("Names of former staff"),
}
SECTIONS = {
    "account": _l("Your account"),
    "parts": _l("What you are, and were"),
    "duties": _l("Duties you took on"),
    "hospital_sign_on": _l("Your hospital account"),
    "covers": _l("For whom you cover"),
    "absences": _l("When you are away"),
    "keys": _l("Your keys"),
    "answers": _l("Answers you gave"),
    "promises": _l("What you promised"),
    "reports": _l("What you reported"),
    "written_for_patients": _l("That you wrote something down for a patient"),
    "read_as_reviewer": _l("What you read as a reviewer"),
    "diary": _l("Your mail and your calendar"),
}
COLUMNS = {
    "name": _l("Name"), "job": _l("Job"), "username": _l("Username"), "starts_on": _l("From"), "ends_on": _l("To"),
    "closed_on": _l("Closed on"), "conduct_accepted_on": _l("Conduct accepted on"), "ward": _l("Ward"),
    "role": _l("Part"), "since": _l("Since"), "until": _l("Until"), "duty": _l("Duty"), "made_on": _l("Made on"),
    "retired_on": _l("Retired on"), "present_on": _l("Last signed in on"), "mail_to": _l("Mail goes to"),
    "at": _l("When"), "answer": _l("Answer"), "words": _l("Words"), "first_date": _l("First date"),
    "state": _l("State"), "kind": _l("Kind"), "received_on": _l("Received on"), "topic": _l("Topic"),
    "page": _l("Page"), "issuer": _l("Directory"), "subject": _l("Known there as"),
    "mornings": _l("On which mornings (0 is Monday)"), "seen_to_on": _l("Last seen to"),
    "calendar_since": _l("Calendar since"),
}  # fmt: skip
LABELS: dict[str, Mapping[Any, Any]] = {
    "answer": ANSWERS,
    "kind": REPORTS,
    "role": ROLES,
    "state": {
        ActionState.OPEN: _l("not done yet"),
        ActionState.DONE_SAID: _l("staff say done"),
        ActionState.CONFIRMED: _l("done, patients say yes"),
        ActionState.CANNOT_SAID: _l("staff say it cannot be done"),
        ActionState.LET_OFF: _l("we agreed to leave it"),
    },
    "topic": TOPICS,
}
_OF_TABLE = {
    "items": _l("An item"),
    "actions": _l("A promise"),
    "meetings": _l("A meeting"),
}


def what_goes(removal: Removal) -> str:
    """Return what goes, on which day, and how long ago it must have been over."""
    facts = {"what": GOES[removal.kind], "before": _day(removal.over_before), "on": _day(removal.goes_on)}
    return str(_("%(what)s that were over before %(before)s will be removed on %(on)s.", **facts))


def what_went(removal: Removal) -> str:
    """Return what went, and on which day it was over."""
    facts = {"what": GOES[removal.kind], "on": _day(removal.ended_on), "before": _day(removal.over_before)}
    return str(
        _("%(what)s that were over before %(before)s were removed by %(on)s, because their time was over.", **facts)
    )


def told(removal: Removal) -> str:
    """Return what a notice says today: what goes, what went, or that it was taken back."""
    if removal.taken_back:
        return str(_("Taken back: the clock of this machine had been wrong."))
    return what_went(removal) if removal.ended_on else what_goes(removal)


def what_is_held(shown: HoldShown) -> str:
    """Return what a hold keeps."""
    hold: Hold = shown.hold
    if hold.account_id is not None:
        return str(
            _("The account %(username)s, and all in which it stands", username=username_shown(shown.account or ""))
        )
    if hold.about is None:
        return str(_("All of %(ward)s", ward=shown.ward))
    return f"{_OF_TABLE[hold.about.partition(':')[0]]} · {shown.ward}"


def text_offered(one: Text, *, shown: bool) -> str:
    """Return how words read in a list to choose from: with their day, and where they may not be read, as a gap."""
    return f"{_day(one.day)}: {one.text if shown else _('words that no page shows you')}"


def place_code(place: Place) -> str:
    """Return the code of words in that list: their place in the history."""
    return f"{place[0]}.{place[1]}"


def who_removed(request: RemovalRequest) -> str:
    """Return that two people removed words, when, and why; never which."""
    because = str(HIDE_BECAUSE[request.because])
    return str(_("%(day)s: two people removed some words. %(because)s.", day=_day(request.second_on), because=because))


def section_title(key: str) -> str:
    """Return how one kind of what is kept about an account is called."""
    return str(SECTIONS[key])


def cell(column: str, value: object) -> str:
    """Return a value of a table that is told to the person: days as the ward writes them, codes by their labels."""
    if isinstance(value, date):
        return _day(value)
    return "" if value is None else str(LABELS.get(column, {}).get(value, value))


def _day(day: object) -> str:
    return str(format_date(day, "d MMMM y"))
