"""What is counted: items, promises, meetings and posts of one ward, as the measures see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

CONFIRMED = frozenset({"kept-on-time", "kept-late"})
SETTLED = CONFIRMED | {"agreed-not-to"}
CLASSES = (
    *("kept-on-time", "kept-late", "agreed-not-to", "asked-to-be-let-off", "staff-say-done", "waiting-for-patients"),
    *("disputed", "not-kept", "moved", "on-the-way"),
)
"""The classes of follow-through, in the order of the table in rules.md; those of the room of promises."""
ANSWERS = ("yes", "partly", "no", "passed-to")


@dataclass(frozen=True)
class PromiseFacts:
    """One promise. `kind` is its class of follow-through today.

    `imported` and `for_staff` (it answers an item that ward staff wrote down) put it apart; `for_good` says that it
    answers thanks or "keep this". `said_done`: staff have said so at least once. `asked_still`: patients were asked
    whether it is still fixed; `still_fixed`: they were, in this round, and it is confirmed. `topic` is its item's.
    """

    id: UUID
    item_id: UUID | None
    made_on: date
    first_date: date
    kind: str
    times_moved: int = 0
    reopens: int = 0
    said_done: bool = False
    asked_still: bool = False
    still_fixed: bool = False
    imported: bool = False
    for_staff: bool = False
    for_good: bool = False
    confirmed_on: date | None = None
    topic: str | None = None

    @property
    def apart(self) -> bool:
        """True where it is counted apart: nobody raises the ward's figures by it (rules.md, Measures)."""
        return (self.imported or self.for_staff) and not self.for_good

    @property
    def counts(self) -> bool:
        """True where it enters the figures."""
        return not (self.imported or self.for_staff or self.for_good)

    @property
    def days_promised(self) -> int:
        """How many days away the first date was when it was promised."""
        return (self.first_date - self.made_on).days


@dataclass(frozen=True)
class ItemFacts:
    """One item. `answered_on` is the day of its first yes, partly or no, `passed_on` that of its first "passed to".

    `holds`: its last answer holds today; `said`: so does the last of its yes, partly and no; `refused`: its last answer
    is not accepted. `agendas` counts those it stood on, and the meetings for which it was passed on; `raised` how often
    it was asked for.
    """

    id: UUID
    topic: str
    kind: str
    received_on: date
    good: bool = False
    by_staff: bool = False
    withdrawn: bool = False
    merged: bool = False
    agendas: int = 0
    raised: int = 1
    answer: str | None = None
    answered_on: date | None = None
    passed_on: date | None = None
    holds: bool = False
    said: bool = False
    refused: bool = False
    promises: tuple[PromiseFacts, ...] = ()

    @property
    def stands(self) -> bool:
        """True where it is neither gone nor a good thing."""
        return not (self.good or self.withdrawn or self.merged)

    @property
    def counts(self) -> bool:
        """True where it enters the figures: patients asked it, and it was not counted apart."""
        return self.stands and not self.by_staff

    @property
    def led_to_change(self) -> bool:
        """True where patients confirmed a promise that was made for it."""
        return any(one.kind in CONFIRMED and not one.imported for one in self.promises)

    @property
    def is_open(self) -> bool:
        """True while no yes, partly or no holds, or a promise for it is neither confirmed nor let off."""
        return not (self.said and self.holds) or any(one.kind not in SETTLED for one in self.promises)

    @property
    def days_to_confirmed(self) -> int | None:
        """Days from receipt to the last confirmation; None while it is open, or where patients confirmed nothing."""
        days = [one.confirmed_on for one in self.promises if one.kind in CONFIRMED and one.confirmed_on]
        return (max(days) - self.received_on).days if days and self.led_to_change and not self.is_open else None


@dataclass(frozen=True)
class MeetingFacts:
    """One ward meeting. `early` says that its agenda was out a day before; `minutes_on` when both sides agreed them.

    `patients`, `staff` and `on_ward` are heads; `on_ward` is None where nobody wrote it down.
    """

    id: UUID
    day: date
    held: bool
    because: str | None = None
    early: bool = False
    has_minutes: bool = False
    minutes_on: date | None = None
    patients: int = 0
    staff: int = 0
    on_ward: int | None = None
    chaired_by_patient: bool | None = None


@dataclass(frozen=True)
class Expected:
    """A meeting day of the rhythm, and the weeks in which its meeting may be held."""

    day: date
    first: date
    last: date


@dataclass(frozen=True)
class Decided:
    """One who can decide an item, at one meeting: whether they were there."""

    meeting_id: UUID
    day: date
    present: bool


@dataclass(frozen=True)
class Held:
    """Days on which somebody holds something, from `first` to before `over`; None for one that goes on."""

    whose: UUID | None
    first: date
    over: date | None

    def on(self, day: date) -> bool:
        """Return whether it holds on this day."""
        return self.first <= day and (self.over is None or day < self.over)


@dataclass(frozen=True)
class Voice:
    """That somebody was heard on a day; one voice on one thing, `once`, counts once."""

    day: date
    once: tuple[str, ...]


@dataclass(frozen=True)
class WardFacts:
    """Everything of one ward that lies in a span of days, and what reaches into it."""

    ward_id: UUID
    beds: int
    opened_on: date
    items: Sequence[ItemFacts] = ()
    promises: Sequence[PromiseFacts] = ()
    meetings: Sequence[MeetingFacts] = ()
    expected: Sequence[Expected] = ()
    decided: Sequence[Decided] = ()
    reps: Sequence[Held] = ()
    rests: Sequence[Held] = ()
    names: Sequence[Held] = ()
    voices: Sequence[Voice] = ()
    staff_days: frozenset[date] = frozenset()
