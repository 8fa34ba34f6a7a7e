"""How the board counts, and where an item stands, said in one word (product.md, B1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

HEADLINE_WEEKS = 12
DUE_SOON_DAYS = 3
"""What falls due within these days stands on the handover sheet."""


class Stage(StrEnum):
    """Where an item stands for whoever reads about it; computed, never stored."""

    RECEIVED = "received"
    ON_AGENDA = "on-agenda"
    PUT_OFF = "put-off"
    CARRIED_OVER = "carried-over"
    UNANSWERED_AGAIN = "unanswered-again"
    SAID_NO = "said-no"
    PASSED_ON = "passed-on"
    PROMISED = "promised"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


STORED = {
    "received": Stage.RECEIVED,
    "placed": Stage.ON_AGENDA,
    "put-off": Stage.PUT_OFF,
    "carried-over": Stage.CARRIED_OVER,
    "withdrawn": Stage.WITHDRAWN,
    "merged": Stage.MERGED,
}
BY_ANSWER = {"no": Stage.SAID_NO, "passed-to": Stage.PASSED_ON}


def stage(state: str, *, answer: str | None, holds: bool, promises: int, unfinished: int) -> Stage:
    """Return where an item stands: its state, its last answer, whether that still holds, and its promises."""
    if state in STORED:
        return STORED[state]
    if not holds:
        return Stage.UNANSWERED_AGAIN
    if unfinished:
        return Stage.PROMISED
    if promises:
        return Stage.CLOSED
    return BY_ANSWER.get(answer or "", Stage.ANSWERED)


NOT_OPEN = frozenset({Stage.SAID_NO, Stage.ANSWERED, Stage.CLOSED, Stage.WITHDRAWN})


def is_open(stage: Stage, *, good: bool) -> bool:
    """Return whether something may still come of an item, so that whoever leaves has a choice about it (B4).

    Thanks and "keep this" wait for nothing, and a no has its day of review whoever asked.
    """
    return not good and stage not in NOT_OPEN


@dataclass(frozen=True)
class AskedFacts:
    """One published item of the period: whether it is a good thing, staff wrote it down, its answer holds."""

    kind: str
    good: bool = False
    by_staff: bool = False
    answered: bool = False


@dataclass(frozen=True)
class PromiseFacts:
    """One promise of the period, and whether it belongs to an item that enters the figures."""

    counts: bool = True
    confirmed: bool = False
    staff_say_done: bool = False
    moved: bool = False


@dataclass(frozen=True)
class Headline:
    """The figures above the board. Good things and what staff wrote down stand beside them and enter none."""

    asked: int = 0
    answered: int = 0
    confirmed: int = 0
    staff_say_done: int = 0
    moved: int = 0
    thanks: int = 0
    keep: int = 0
    by_staff: int = 0
    by_staff_answered: int = 0


def headline(items: Iterable[AskedFacts], promises: Iterable[PromiseFacts]) -> Headline:
    """Count what the board says above its lines."""
    items, promises = list(items), [promise for promise in promises if promise.counts]
    asked = [item for item in items if not item.good]
    own = [item for item in asked if not item.by_staff]
    theirs = [item for item in asked if item.by_staff]
    return Headline(
        asked=len(own),
        answered=sum(item.answered for item in own),
        confirmed=sum(promise.confirmed for promise in promises),
        staff_say_done=sum(promise.staff_say_done for promise in promises),
        moved=sum(promise.moved for promise in promises),
        thanks=sum(item.kind == "thanks" for item in items),
        keep=sum(item.kind == "keep-this" for item in items),
        by_staff=len(theirs),
        by_staff_answered=sum(item.answered for item in theirs),
    )


def headline_starts(today: date) -> date:
    """Return the first day of the last twelve weeks."""
    return today - timedelta(weeks=HEADLINE_WEEKS) + timedelta(days=1)


def is_due_this_shift(due: date, today: date) -> bool:
    """Return whether an open promise belongs on the handover sheet: overdue, or due within three days."""
    return due <= today + timedelta(days=DUE_SOON_DAYS)
