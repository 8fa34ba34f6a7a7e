"""Heads and hands: large boxes for numbers, nought to begin with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from flask_babel import lazy_gettext as _l

from wardvoice.actions.queries import Owner
from wardvoice.actions.words import who
from wardvoice.meetings.rules import Present
from wardvoice.meetings.words import DECIDES, PRESENT
from wardvoice.web import fields
from wardvoice.web.fields import Count
from wardvoice.web.forms import SentOnce, Tool, Versioned

MOST = 200
WRITE_A_NUMBER = _l("Write a number. Nobody is 0.")


def _count(label: Any) -> Any:
    return Count(label, needed=WRITE_A_NUMBER, most=MOST, default=0)


class AttendanceForm(SentOnce, Tool):
    """Who is here, as numbers by role."""

    patients = _count(PRESENT[Present.PATIENTS])
    ward_staff = _count(PRESENT[Present.WARD_STAFF])
    manager = _count(PRESENT[Present.MANAGER])
    other_staff = _count(PRESENT[Present.OTHER_STAFF])
    advocate = _count(PRESENT[Present.ADVOCATE])
    visitors = _count(PRESENT[Present.VISITORS])
    patients_on_ward = _count(_l("Patients on the ward today"))
    chair = fields.Line(_l("Who chairs?"), most=60)
    chaired_by_patient = fields.Tick(_l("The chair is a patient"))
    facilitator = fields.Line(_l("Who helps the chair?"), most=60)

    def heads(self) -> dict[Present, int]:
        """Return the numbers by role."""
        return {who: self[who.value.replace("-", "_")].data for who in Present}


class PartsForm(SentOnce, Tool):
    """Who does what today: patients come first."""

    chair = fields.Line(_l("Who chairs?"), most=60, hint=_l("The name that everybody may read."))
    chaired_by_patient = fields.Tick(_l("The chair is a patient"))
    scribe_name = fields.Line(_l("Which patient writes it down?"), most=40, hint=_l("The ward name."))
    scribe = fields.Pick(_l("Or which member of staff?"))
    facilitator = fields.Line(_l("Who helps the chair?"), most=60)

    def offer(self, people: Sequence[Owner]) -> Self:
        """List everybody in post."""
        fields.offer(self.scribe, {"": "", **{person.id: who(person) for person in people}})
        return self


class RepliesForm(SentOnce, Versioned, Tool):
    """Patients' hands on "Did it happen?"."""

    yes = _count(_l("Yes"))
    partly = _count(_l("Partly"))
    no = _count(_l("No"))
    unsure = _count(_l("Cannot tell"))
    on_paper = fields.Tick(_l("Counted on paper, not by hands"))
    words = fields.Line(_l("What is still missing?"), most=300)


class LetOffForm(SentOnce, Versioned, Tool):
    """Patients' hands on "May we leave it?"."""

    hands_for = _count(_l("Yes, leave it"))
    hands_against = _count(_l("No, keep the promise"))
    on_paper = fields.Tick(_l("Counted on paper, not by hands"))


class HandsForm(SentOnce, Tool):
    """A show of hands, with what it decides."""

    question = fields.Line(_l("What do we ask?"), needed=_l("Write what everybody raises their hand for."), most=300)
    decides = fields.Choice(
        _l("What do the hands decide? Say it before you count."),
        words=DECIDES,
        needed=_l("Choose what the hands decide."),
    )
    patients_for = _count(_l("For"))
    patients_against = _count(_l("Against"))
    patients_unsure = _count(_l("Not sure"))
    staff_for = _count(_l("For"))
    staff_against = _count(_l("Against"))
    staff_unsure = _count(_l("Not sure"))

    def counts(self) -> dict[str, int]:
        """Return the six numbers by name."""
        return {box.name: box.data or 0 for box in self if isinstance(box, Count)}


class AcceptanceForm(SentOnce, Tool):
    """Patients' hands on "Do you accept this?"."""

    yes = _count(_l("Yes"))
    no = _count(_l("No"))
    unsure = _count(_l("Not sure"))
