"""What may be typed about a ward and its screens."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from wardvoice.wards.rules import MOST_BEDS, WardKind
from wardvoice.wards.words import SCREEN_HINTS, SCREEN_KINDS
from wardvoice.web.fields import Box, Choice, Count, Line
from wardvoice.web.forms import Form, SentOnce, Versioned


class WardWords(Form):
    """A ward's name, the room where it meets, and the numbers that stand on every page."""

    name = Line(_l("Name of the ward"), needed=_l("Write the name of the ward."), most=60)
    place = Line(
        _l("Where the meeting is held"),
        most=60,
        hint=_l("As people say it after “in”: the day room."),
    )
    numbers = Box(
        _l("Numbers to call"),
        most=400,
        rows=4,
        hint=_l("One a line, with the name first. They stand on every page, so they must work from the ward phone."),
    )

    def facts(self) -> dict[str, Any]:
        """Return what was typed, as a command takes it."""
        return {"name": self.name.data, "place": self.place.data or "", "numbers": self.numbers.data or ""}


class WardForm(WardWords, Versioned):
    """What is said of a ward that exists."""


class NewWardForm(WardWords, SentOnce):
    """A new ward, with its beds."""

    kind = Choice(
        _l("What is it?"),
        words={WardKind.WARD: _l("A ward"), WardKind.COUNCIL: _l("A patients’ council, made of the wards’ reps")},
        needed=_l("Choose what it is."),
        default=WardKind.WARD,
    )
    beds = Count(_l("Beds"), least=1, most=MOST_BEDS, hint=_l("A council has none."))

    def facts(self) -> dict[str, Any]:
        """Return what was typed, as a command takes it."""
        return {**super().facts(), "kind": self.kind.data, "beds": self.beds.data or 0}


class InviteForm(Form, SentOnce):
    """A screen that is to become the ward's."""

    kind = Choice(
        _l("What kind of screen is it?"),
        words=SCREEN_KINDS,
        hints=SCREEN_HINTS,
        needed=_l("Choose what kind of screen it is."),
    )
    place = Line(
        _l("Where does it stand?"),
        needed=_l("Write where the screen stands."),
        most=60,
        hint=_l("So that people know which one is meant: the corridor by the kitchen."),
    )
