"""The meetings: held or not, who was there, whether papers were on time: measures 1, 2, 4, 17 and 19."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from wardvoice.evidence.rules.facts import Expected, MeetingFacts, WardFacts
from wardvoice.evidence.rules.figures import Figure, middle, ratio, share
from wardvoice.evidence.rules.periods import Period

MINUTES_DAYS = timedelta(days=3)
NOBODY_SAID = "nobody-said"
REASONS = ("short-of-staff", "no-chair", "incident", "infection", "patients-chose", "other", NOBODY_SAID)
"""Why a meeting was not held: the reasons of the room of meetings, and none."""


def of_meetings(ward: WardFacts, period: Period, today: date) -> Iterator[Figure]:
    """Yield the figures of the meetings of the period."""
    held = [one for one in ward.meetings if one.held and one.day in period]
    yield from _held(ward, period, today)
    counted = [one for one in held if one.on_ward]
    yield middle("2", counted, lambda one: one.patients / one.on_ward)
    yield ratio("4", sum(one.patients for one in held), sum(one.staff for one in held), held, held)
    known = [one for one in held if one.chaired_by_patient is not None]
    yield share("4-chaired", known, lambda one: one.chaired_by_patient)
    yield share("17-agenda", held, lambda one: one.early)
    due = [one for one in held if one.has_minutes and (one.minutes_on or one.day + MINUTES_DAYS < today)]
    yield share("17-minutes", due, lambda one: one.minutes_on and one.minutes_on <= one.day + MINUTES_DAYS)
    yield share("19", [one for one in ward.decided if one.day in period], lambda one: one.present)


def _held(ward: WardFacts, period: Period, today: date) -> Iterator[Figure]:
    expected = [one for one in ward.expected if one.day in period and one.day < today]
    met = paired(expected, [one for one in ward.meetings if one.held])
    missed = [one for one in expected if one not in met]
    why = paired(missed, [one for one in ward.meetings if one.because])
    yield ratio("1", len(met), len(expected), expected, [one for one in expected if one in met])
    reasons = {one: why[one].because if one in why else NOBODY_SAID for one in missed}
    for reason in REASONS:
        yield share(f"1-{reason}", missed, lambda one, reason=reason: reasons[one] == reason)  # type: ignore[misc]


def paired(expected: Sequence[Expected], meetings: Sequence[MeetingFacts]) -> dict[Expected, MeetingFacts]:
    """Return for each expected day the meeting that answers for it: each meeting for one, the earliest first."""
    left = sorted(meetings, key=lambda one: (one.day, str(one.id)))
    found: dict[Expected, MeetingFacts] = {}
    for one in sorted(expected, key=lambda one: one.day):
        fits = next((meeting for meeting in left if one.first <= meeting.day <= one.last), None)
        if fits is not None:
            left.remove(fits)
            found[one] = fits
    return found
