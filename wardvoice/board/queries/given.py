"""One outcome of an item as everybody reads it, whether its ward gave it or the patients' council."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wardvoice.agenda.rules import Answer, CarriedBecause, OutcomeFacts


@dataclass(frozen=True)
class Given:
    """One outcome of an item: an answer with who gave it, or its way to the next meeting.

    `by` is None where the patients' council itself recommends it. `accepted` is what was said to it, None while nobody
    said, and `refused_on` the day since which it is not accepted.
    """

    id: UUID
    answer: Answer | None
    words: str | None
    given_by_id: UUID | None
    by: str | None
    job: str | None
    at: datetime
    review_on: date | None
    passed_to: str | None
    check_on: date | None
    by_when: date | None
    carried_because: CarriedBecause | None = None
    carried_words: str | None = None
    accepted: bool | None = None
    refused_on: date | None = None
    corrections: tuple[tuple[datetime, str | None], ...] = ()

    @property
    def facts(self) -> OutcomeFacts:
        """The outcome as the rules see it."""
        return OutcomeFacts(self.answer, self.review_on, self.check_on)
