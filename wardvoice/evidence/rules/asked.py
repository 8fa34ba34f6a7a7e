"""What became of what patients asked: measures 5, 6, 9, 10 and 12."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import ceil

from wardvoice.evidence.rules.facts import ANSWERS, ItemFacts, WardFacts
from wardvoice.evidence.rules.figures import Figure, count, middle, share
from wardvoice.evidence.rules.periods import Period

ANSWER_DAYS = timedelta(days=14)
MANY = 3
"""On so many agendas, or raised so often, is too often (measure 9)."""
AGES = (("10-open-14", 0, 14), ("10-open-28", 15, 28), ("10-open-84", 29, 84), ("10-open-longer", 85, None))


def of_items(ward: WardFacts, period: Period, today: date) -> Iterator[Figure]:
    """Yield the figures of the items that came in the period."""
    items = [one for one in ward.items if one.received_on in period]
    asked = [one for one in items if one.counts]
    yield from _answered(items, asked, today)
    yield from _mix(asked)
    yield share("9-agendas", asked, lambda one: one.agendas >= MANY)
    yield share("9-raised", asked, lambda one: one.raised >= MANY)
    yield from _how_long(asked, today)
    yield share("12", asked, lambda one: one.led_to_change)
    yield from _beside(items)


def _answered(items: Sequence[ItemFacts], asked: Sequence[ItemFacts], today: date) -> Iterator[Figure]:
    old = [one for one in asked if is_old_enough(one, today)]
    apart = [one for one in items if one.stands and one.by_staff and is_old_enough(one, today)]
    yield share("5", old, answered_in_time)
    yield share("5-passed", old, lambda one: not answered_in_time(one) and _in_time(one, one.passed_on))
    yield share("5-apart", apart, answered_in_time)


def is_old_enough(item: ItemFacts, today: date) -> bool:
    """Return whether its 14 days are over."""
    return item.received_on + ANSWER_DAYS <= today


def answered_in_time(item: ItemFacts) -> bool:
    """Return whether it got a yes, partly or no within 14 days, and the last of these holds today.

    Passing something on is no answer here, and renews none: a no whose review day has passed is none any more, also
    where the item was then passed on; and what was passed on since has to be looked at again on its check day.
    """
    return item.said and item.holds and _in_time(item, item.answered_on)


def _in_time(item: ItemFacts, day: date | None) -> bool:
    return day is not None and day <= item.received_on + ANSWER_DAYS


def _mix(asked: Sequence[ItemFacts]) -> Iterator[Figure]:
    answered = [one for one in asked if one.answer is not None]
    for answer in ANSWERS:
        yield share(f"6-{answer}", answered, lambda one, answer=answer: one.answer == answer)  # type: ignore[misc]
    yield share("6-not-accepted", answered, lambda one: one.refused)


def _how_long(asked: Sequence[ItemFacts], today: date) -> Iterator[Figure]:
    confirmed = [one for one in asked if one.days_to_confirmed is not None]
    yield middle("10-median", confirmed, lambda one: one.days_to_confirmed)
    days = sorted(one.days_to_confirmed or 0 for one in confirmed)
    within = float(days[ceil(0.9 * len(days)) - 1]) if days else None
    yield Figure("10-nine-in-ten", None, len(days), within, tuple(confirmed), tuple(confirmed))
    for key, least, most in AGES:
        yield share(key, asked, lambda one, least=least, most=most: one.is_open and _is_aged(one, least, most, today))  # type: ignore[misc]


def _is_aged(item: ItemFacts, least: int, most: int | None, today: date) -> bool:
    age = (today - item.received_on).days
    return age >= least and (most is None or age <= most)


def _beside(items: Sequence[ItemFacts]) -> Iterator[Figure]:
    """Yield what enters no rate: good things, what went its own way, what staff wrote down."""
    for kind in ("thanks", "keep-this"):
        yield count(kind, [one for one in items if one.kind == kind and not (one.withdrawn or one.merged)])
    yield count("withdrawn", [one for one in items if one.withdrawn])
    yield count("merged", [one for one in items if one.merged])
    yield count("by-staff", [one for one in items if one.stands and one.by_staff])
