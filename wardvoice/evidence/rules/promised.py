"""Whether promises were kept: measures 7, 8 and 11, and how each of them stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from wardvoice.evidence.rules.facts import CLASSES, CONFIRMED, PromiseFacts, WardFacts
from wardvoice.evidence.rules.figures import Figure, middle, share
from wardvoice.evidence.rules.periods import Period

FAR_DAYS = 28
CLAIMED = CONFIRMED | {"staff-say-done", "agreed-not-to"}
"""What is over in the eyes of staff, and should be in those of patients (measure 11)."""


def of_promises(ward: WardFacts, period: Period, today: date) -> Iterator[Figure]:
    """Yield the figures of the promises whose first date lies in the period."""
    promised = [one for one in ward.promises if one.counts and one.first_date in period]
    yield from _on_time(ward.promises, period, today)
    yield share("8-once", promised, lambda one: one.times_moved >= 1)
    yield share("8-twice", promised, lambda one: one.times_moved >= 2)
    yield from _confirmed(promised)
    for kind in CLASSES:
        yield share(f"class-{kind}", promised, lambda one, kind=kind: one.kind == kind)  # type: ignore[misc]


def _on_time(promises: Sequence[PromiseFacts], period: Period, today: date) -> Iterator[Figure]:
    due = [one for one in promises if one.first_date in period and one.first_date < today]
    made = [one for one in promises if one.counts and one.made_on in period]
    yield share("7", [one for one in due if one.counts], _kept)
    yield middle("7-median-days", made, lambda one: one.days_promised)
    yield share("7-far", made, lambda one: one.days_promised > FAR_DAYS)
    yield share("7-apart", [one for one in due if one.apart], _kept)


def _kept(promise: PromiseFacts) -> bool:
    return promise.kind == "kept-on-time"


def _confirmed(promised: Sequence[PromiseFacts]) -> Iterator[Figure]:
    claimed = [one for one in promised if one.kind in CLAIMED]
    yield share("11", claimed, lambda one: one.kind in CONFIRMED)
    yield share("11-staff", claimed, lambda one: one.kind == "staff-say-done")
    yield share("11-reopened", [one for one in promised if one.said_done], lambda one: one.reopens > 0)
    yield share("11-still-fixed", [one for one in promised if one.asked_still], lambda one: one.still_fixed)
