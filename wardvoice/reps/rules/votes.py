"""A vote on paper: two people count it, neither knows what the other counted, and where they agree it is counted.

Votes are secret. Only totals are typed in: one for each name on the paper, the papers that count for nobody, and how
many papers were given out (product.md, R1).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from wardvoice.core.errors import N_, RuleBroken, Stale

FEWEST = 2
"""So many stand at least; whoever stands alone needs no vote."""
MOST_STANDING = 12
LONGEST_BEFORE = timedelta(days=28)
LONGEST_AFTER = timedelta(days=14)
"""A vote is written down at most so long after its day: papers do not lie about for longer."""


class CountedFor(StrEnum):
    """For whom somebody counts the papers. There are two counts, and no third."""

    PATIENTS = "patients"
    ADVOCATE = "advocate"

    @property
    def other(self) -> CountedFor:
        """Who counts beside them."""
        return CountedFor.ADVOCATE if self is CountedFor.PATIENTS else CountedFor.PATIENTS


class Stage(StrEnum):
    """How far a vote has come."""

    OPEN = "open"
    COUNTING = "counting"
    DIFFERENT = "different"
    TIED = "tied"
    CHOSEN = "chosen"
    AGAIN = "again"
    CALLED_OFF = "called-off"


OVER = frozenset({Stage.CHOSEN, Stage.AGAIN, Stage.CALLED_OFF})


@dataclass(frozen=True)
class Totals:
    """What somebody counted: patients on the ward that day, papers given out, those for nobody, votes by candidate."""

    patients: int
    given_out: int
    spoiled: int
    votes: Mapping[UUID, int]

    @property
    def came_back(self) -> int:
        """How many papers came back, those that count for nobody among them: so many people voted."""
        return self.spoiled + sum(self.votes.values())

    def best(self) -> list[UUID]:
        """Return who has the most votes: one, several where they are equal, nobody without any vote."""
        most = max(self.votes.values(), default=0)
        return [one for one, votes in self.votes.items() if votes == most and most > 0]


@dataclass(frozen=True)
class Entry:
    """One side's count in one round, the first round being 1."""

    n: int
    side: CountedFor
    totals: Totals


@dataclass(frozen=True)
class Lot:
    """On whom the lot fell, as one of the two says who were there; `n` tells their last words."""

    n: int
    side: CountedFor
    candidate_id: UUID


@dataclass(frozen=True)
class Standing:
    """All that is known of a vote and its counts; what it means is computed."""

    held_on: date
    candidates: Collection[UUID] = ()
    entries: Sequence[Entry] = ()
    lots: Sequence[Lot] = ()
    called_off: bool = False
    held_again: bool = False

    def of(self, side: CountedFor, n: int) -> Totals | None:
        """Return what one side counted in a round."""
        return next((one.totals for one in self.entries if (one.n, one.side) == (n, side)), None)

    def rounds(self) -> list[tuple[Totals, Totals]]:
        """Return each round in which both have counted: the patients' totals, and the advocate's."""
        pairs = [(self.of(CountedFor.PATIENTS, n), self.of(CountedFor.ADVOCATE, n)) for n in range(1, self._last() + 1)]
        return [(mine, theirs) for mine, theirs in pairs if mine is not None and theirs is not None]

    def counted(self) -> Totals | None:
        """Return the totals on which both counts agree, or None."""
        last = self.rounds()[-1:]
        return last[0][0] if last and last[0][0] == last[0][1] else None

    def differing(self) -> tuple[Totals, Totals] | None:
        """Return the last two counts, the patients' and the advocate's, where they differ."""
        last = self.rounds()[-1:]
        return last[0] if last and last[0][0] != last[0][1] else None

    def round_now(self) -> int:
        """Return in which round somebody counts now."""
        return len(self.rounds()) + 1

    def has_counted(self, side: CountedFor) -> bool:
        """Return whether one side has done its part of this round."""
        return self.counted() is not None or self.of(side, self.round_now()) is not None

    def drawn(self) -> UUID | None:
        """Return on whom the lot fell, where both say the same."""
        said = {side: self.drew(side) for side in CountedFor}
        return said[CountedFor.PATIENTS] if len(set(said.values())) == 1 else None

    def drew(self, side: CountedFor) -> UUID | None:
        """Return on whom the lot fell, in the last words of one side."""
        said = [lot for lot in self.lots if lot.side is side]
        return max(said, key=lambda lot: lot.n).candidate_id if said else None

    def best(self) -> list[UUID]:
        """Return who has the most votes of a vote that is counted."""
        counted = self.counted()
        return counted.best() if counted else []

    def chosen(self) -> UUID | None:
        """Return whom the ward has chosen: by the most votes, or by lot after a tie."""
        best = self.best()
        return best[0] if len(best) == 1 else self.drawn()

    def by_lot(self) -> bool:
        """Return whether only the lot decided."""
        return len(self.best()) > 1 and self.drawn() is not None

    def stage(self) -> Stage:
        """Return how far it has come."""
        if self.called_off or self.held_again:
            return Stage.CALLED_OFF if self.called_off else Stage.AGAIN
        if self.counted() is not None:
            return Stage.CHOSEN if self.chosen() is not None else Stage.TIED
        if any(self.of(side, self.round_now()) for side in CountedFor):
            return Stage.COUNTING
        return Stage.DIFFERENT if self.rounds() else Stage.OPEN

    def _last(self) -> int:
        return max((one.n for one in self.entries), default=0)


# --- what makes sense -----------------------------------------------------------------------------------------------


def check_day(held_on: date, today: date) -> None:
    """Refuse a day that is far off, or so long ago that the papers cannot be there any more."""
    if held_on - today > LONGEST_BEFORE:
        raise RuleBroken(N_("Choose a day within the next four weeks."), field="held_on")
    if today - held_on > LONGEST_AFTER:
        raise RuleBroken(N_("That is too long ago. Vote again, and count at once."), field="held_on")


def check_open(vote: Standing) -> None:
    """Refuse a change of who stands once somebody has begun to count, or the vote is over (409)."""
    if vote.stage() is not Stage.OPEN:
        raise Stale(N_("The papers are being counted, or the vote is over. Who stands cannot change now."))


def check_room(vote: Standing) -> None:
    """Refuse more names than a paper holds."""
    if len(vote.candidates) >= MOST_STANDING:
        raise RuleBroken(N_("There are %(most)s names on the paper. That is all."), field="word", most=MOST_STANDING)


def check_turn(vote: Standing, side: CountedFor, today: date) -> None:
    """Refuse a count before the day, with fewer than two names on the paper, or where this side has counted (409)."""
    if vote.stage() in OVER or vote.has_counted(side):
        raise Stale(N_("Your count is written down already."))
    if today < vote.held_on:
        raise RuleBroken(N_("People have not voted yet. Count on the day of the vote, or after it."))
    if len(vote.candidates) < FEWEST:
        raise RuleBroken(N_("Only when two or more people stand is there something to count."))


def check_totals(totals: Totals, candidates: Collection[UUID]) -> None:
    """Refuse totals that cannot be; each sentence says which number to look at."""
    if set(totals.votes) != set(candidates):
        raise Stale(N_("Who stands has changed since you opened the page. Look again."))
    if min(totals.patients, totals.given_out, totals.spoiled, *totals.votes.values()) < 0:
        raise RuleBroken(N_("Write whole numbers from 0 up."))
    if totals.given_out > totals.patients:
        raise RuleBroken(N_("That is more papers than patients. Only patients vote, once each."), field="given_out")
    if totals.came_back > totals.given_out:
        raise RuleBroken(
            N_("You counted %(back)s papers. Only %(given)s were given out. Count again."),
            field="given_out",
            back=totals.came_back,
            given=totals.given_out,
        )
    if totals.came_back == 0:
        raise RuleBroken(N_("No paper came back. Then there is nothing to count."), field="given_out")


def check_tied(vote: Standing) -> list[UUID]:
    """Return who is equal; Stale where there is no tie, or it has ended already."""
    if vote.stage() is not Stage.TIED:
        raise Stale(N_("There is no tie now."))
    return vote.best()


def check_lot(vote: Standing, candidate_id: UUID) -> None:
    """Refuse a lot where there is no tie (409), and one that fell on somebody who has not as many votes (422)."""
    if candidate_id not in check_tied(vote):
        raise RuleBroken(N_("Choose one of those who have the most votes."), field="who")


def can_be_called_off(vote: Standing, today: date) -> bool:
    """Return whether a vote can be called off: until somebody counts, or once its papers cannot be there any more.

    In between nobody drops what they do not like: neither what they have counted nor what the other side has.
    """
    stuck = vote.stage() in (Stage.COUNTING, Stage.DIFFERENT) and today - vote.held_on > LONGEST_AFTER
    return vote.stage() is Stage.OPEN or stuck


def check_calling_off(vote: Standing, today: date) -> None:
    """Refuse to call a vote off that somebody is counting, or that is counted (409)."""
    if not can_be_called_off(vote, today):
        raise Stale(N_("The papers are being counted, or the vote is over. It cannot be called off now."))


def can_be_taken_off(vote: Standing, stood_on: date, today: date, *, own: bool) -> bool:
    """Return whether a name can be taken off the paper: by whoever it is, and by others until people vote on it.

    A name that was put down on the day or later, as a vote is written up, can still be put right.
    """
    return own or today < vote.held_on or stood_on >= vote.held_on


def check_taking_off(vote: Standing, stood_on: date, today: date, *, own: bool) -> None:
    """Refuse to take somebody else off a paper on which people have voted (409)."""
    if not can_be_taken_off(vote, stood_on, today, own=own):
        raise Stale(N_("People have voted on this paper. Only they themselves can take their name off."))
