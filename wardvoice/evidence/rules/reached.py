"""Who is heard, who speaks for the patients, and how long nobody said anything: measures 3, 21 and 22."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median

from wardvoice.evidence.rules.facts import WardFacts
from wardvoice.evidence.rules.figures import Figure, ratio, share
from wardvoice.evidence.rules.periods import Period

REACH_DAYS = timedelta(days=27)
"""Before the last day of the four weeks in which somebody is heard."""
SILENT_DAYS = 14
"""A ward without an item for so long is silent (N6)."""


def of_people(ward: WardFacts, period: Period, today: date) -> Iterator[Figure]:
    """Yield the figures of those who are heard and those who stand for them."""
    end = period.until(today).last
    weeks = Period(end - REACH_DAYS, end)
    heard = {voice.once: voice for voice in ward.voices if voice.day in weeks}
    yield ratio("3", len(heard), on_the_ward(ward, weeks), (), tuple(heard.values()))
    names = [name for name in ward.names if name.on(end)]
    yield ratio("3-names", len(names), ward.beds, (), names)
    days = days_so_far(ward, period, today)
    yield share("21-days", days, lambda day: is_in_post(ward, day))
    yield share("21-staff", days, lambda day: day in ward.staff_days)
    brought = {one.received_on for one in ward.items if not one.by_staff}
    quiet = longest_run([day not in brought for day in days])
    value = float(quiet) if days else None
    yield Figure("22", quiet, len(days), value, tuple(days), tuple(day for day in days if day in brought))


def on_the_ward(ward: WardFacts, weeks: Period) -> int:
    """Return how many patients are on the ward: the median that the meetings of these weeks counted, else its beds."""
    counted = [one.on_ward for one in ward.meetings if one.held and one.on_ward and one.day in weeks]
    return int(median(counted)) if counted else ward.beds


def days_so_far(ward: WardFacts, period: Period, today: date) -> list[date]:
    """Return the days of the period on which the ward was open, up to today."""
    first, last = max(period.first, ward.opened_on), min(period.last, today)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def is_in_post(ward: WardFacts, day: date) -> bool:
    """Return whether somebody was rep or deputy on this day and did not rest."""
    resting = {pause.whose for pause in ward.rests if pause.on(day)}
    return any(term.on(day) and term.whose not in resting for term in ward.reps)


def longest_run(days: list[bool]) -> int:
    """Return the length of the longest run of days of which it is true."""
    longest = run = 0
    for is_so in days:
        run = run + 1 if is_so else 0
        longest = max(longest, run)
    return longest
