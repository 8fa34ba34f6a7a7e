"""What can be typed while an agenda is prepared, and when a meeting is called off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self
from uuid import UUID

from flask_babel import lazy_gettext as _l

from wardvoice.agenda.rules import MAX_WORDS, MOST_MINUTES, MOST_PART
from wardvoice.alerts.forms import AsksWhetherSoon
from wardvoice.meetings.words import NOT_HELD
from wardvoice.web.fields import Box, Choice, Count, Kept, Line, Pick, offer
from wardvoice.web.forms import Tool, Versioned


class PutOffForm(Tool):
    """Why an item waits until the meeting after this one."""

    item = Kept()
    because = Line(_l("Why does it wait?"), needed=_l("Say why it waits. Everybody reads this."), most=300)

    @property
    def named(self) -> Self:
        """The same form, its box named after its item: many stand on one page."""
        self.because.id = f"because-{self.item.data}"
        return self


class MergeForm(Tool):
    """With which other item one becomes one."""

    into = Pick(_l("Which one asks for the same?"), needed=_l("Choose the other item."))

    def offering(self, item_id: UUID, others: Mapping[UUID, str]) -> Self:
        """List all other items by their first words."""
        offer(self.into, {"": "", **{str(other): text for other, text in others.items() if other != item_id}})
        self.into.id = f"into-{item_id}"
        return self


class SplitForm(Versioned, Tool):
    """What each part of an item that asks for two things is about, in the rep's words."""

    meeting = Kept()
    first_part = Line(_l("What is the first part?"), needed=_l("Say what the first part is."), most=MOST_PART)
    second_part = Line(_l("What is the second part?"), needed=_l("Say what the second part is."), most=MOST_PART)


class AskedBeforeForm(Tool):
    """Which earlier item asked for the same."""

    earlier = Kept()


class MoveForm(Versioned, Tool):
    """A place counted from 1."""

    to = Count(_l("Place"), needed=_l("Choose a place."), least=-1, most=9999)


class MinutesForm(Versioned, Tool):
    """How long one line takes; an empty box leaves it its share."""

    minutes = Count(_l("Minutes"), least=1, most=MOST_MINUTES)
    entry: UUID

    def on(self, entry_id: UUID) -> Self:
        """Return the same form, its box named after its line: many stand on one page."""
        self.entry, self.minutes.id = entry_id, f"minutes-{entry_id}"
        return self


class LengthForm(Versioned, Tool):
    """How long one meeting lasts."""

    minutes = Count(_l("How many minutes does this meeting last?"), needed=_l("Write a number."), least=10, most=240)


class PublishForm(Versioned, Tool):
    """The agenda as it was shown."""


class CallOffForm(AsksWhetherSoon, Versioned):
    """Why a meeting is not held."""

    because = Choice(_l("Why is the meeting not held?"), words=NOT_HELD, needed=_l("Choose a reason."))
    words = Box(_l("In a few words"), most=MAX_WORDS, rows=3)


def chosen(values: Iterable[Any]) -> UUID | None:
    """Return the first id among values that a form sent, or None."""
    for value in values:
        try:
            return UUID(str(value))
        except ValueError:
            continue
    return None
