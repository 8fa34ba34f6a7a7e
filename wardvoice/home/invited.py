"""Who is asked to come to a meeting, on their own start page, with the form for their reply."""

from __future__ import annotations

from dataclasses import dataclass

from wardvoice.agenda.forms.deciding import ComingForm
from wardvoice.board.queries import ToDecide


@dataclass(frozen=True)
class Invited:
    """An invitation and its form; many may stand on one page."""

    to: ToDecide
    form: ComingForm

    @classmethod
    def of(cls, one: ToDecide) -> Invited:
        """Return an invitation with the reply that was given last."""
        form = ComingForm.fresh(coming=one.decider.coming, instead=one.decider.instead or "")
        for box in form:
            box.id = f"{box.name}-{one.decider.id}"
        return cls(one, form)
