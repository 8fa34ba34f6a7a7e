"""Naming who can decide an item, and their reply to the invitation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self
from uuid import UUID

from flask_babel import lazy_gettext as _l

from wardvoice.agenda.words import COMING
from wardvoice.alerts.forms import AsksWhetherSoon
from wardvoice.meetings.rules import MAX_LINE
from wardvoice.people.models import Account
from wardvoice.web.fields import Choice, Line, Pick, offer
from wardvoice.web.forms import SentOnce, Tool


class DeciderForm(AsksWhetherSoon, SentOnce, Tool):
    """A member of staff from a list, or a job in words."""

    person = Pick(_l("Who can decide this?"))
    job = Line(_l("Or somebody who is not on the list"), most=MAX_LINE, hint=_l("Like: the catering manager."))

    def offer(self, people: Sequence[Account]) -> Self:
        """List everybody in post."""
        offer(self.person, {"": "", **{one.id: f"{one.name} ({one.job})" for one in people}})
        return self

    def each_of(self, people: Sequence[Account]) -> list[dict[str, Any]]:
        """Return whoever was chosen and whoever was written down, each as the command takes it; one in any case."""
        wanted = self.person.data if isinstance(self.person.data, UUID) else None
        chosen = [{"person": one} for one in people if one.id == wanted]
        written = [{"job": self.job.data}] if (self.job.data or "").strip() else []
        return [*chosen, *written] or [{}]


class ComingForm(SentOnce, Tool):
    """Whether somebody comes, and who comes instead."""

    coming = Choice(_l("Do you come?"), words=COMING, needed=_l("Choose one of the answers."))
    instead = Line(_l("Who comes instead?"), most=MAX_LINE, hint=_l("Name and job."))
