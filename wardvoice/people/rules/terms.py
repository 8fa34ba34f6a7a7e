"""Reps, deputies and peer supporters: their terms, and who stands in while no rep is in post."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from wardvoice.core.actor import WARD_STAFF, Role
from wardvoice.core.errors import N_, RuleBroken

USUAL_TERM = timedelta(weeks=13)
LONGEST_TERM = timedelta(days=366)
STAFF_STAND_IN = timedelta(days=28)
LONGEST_REST = timedelta(days=28)
"""Whoever cannot for longer lets the ward choose somebody else."""


class TermRole(StrEnum):
    """The parts that patients are chosen for."""

    REP = "rep"
    DEPUTY = "deputy"
    PEER = "peer"


class Chosen(StrEnum):
    """How a patient came to a part (product.md, R1)."""

    VOTE = "vote"
    AGREED = "agreed"
    ONLY_ONE = "only-one"


REPS = frozenset({TermRole.REP, TermRole.DEPUTY})


class TermLike(Protocol):
    """What must be known of a term to say whether it runs."""

    starts_on: date
    ends_on: date
    ended_on: date | None


def over_on(term: TermLike) -> date:
    """Return the first day on which the term no longer runs."""
    return term.ended_on or term.ends_on


def in_post(term: TermLike, today: date) -> bool:
    """Return whether the term runs today."""
    return term.starts_on <= today < over_on(term)


def usual_end(starts_on: date) -> date:
    """Return the day on which a term ends unless another is agreed: three months on, the same day of the week."""
    return starts_on + USUAL_TERM


def check_term(*, starts_on: date, ends_on: date, today: date) -> None:
    """Refuse a term that ends before it starts, is over already, or lasts more than a year."""
    if ends_on <= starts_on or ends_on <= today:
        raise RuleBroken(N_("Choose an end after the start, and after today."), field="ends_on")
    if ends_on - starts_on > LONGEST_TERM:
        raise RuleBroken(N_("A term lasts a year at most. After that people choose again."), field="ends_on")


def check_votes(how: Chosen, votes_for: int | None, votes_cast: int | None) -> None:
    """Refuse a vote without its totals, or with more votes for somebody than votes."""
    if how is not Chosen.VOTE:
        return
    if votes_cast is None or votes_cast < 1:
        raise RuleBroken(N_("Write how many people voted."), field="votes_cast")
    if votes_for is None or not 1 <= votes_for <= votes_cast:
        raise RuleBroken(
            N_("Write how many voted for this person: from 1 to %(cast)s."), field="votes_for", cast=votes_cast
        )


def check_rest(until: date, today: date) -> None:
    """Refuse a "not this week" that is over before tomorrow, or lasts more than four weeks."""
    if until <= today:
        raise RuleBroken(N_("Choose a day after today."), field="until")
    if until - today > LONGEST_REST:
        raise RuleBroken(N_("Four weeks at most. For longer the ward chooses somebody else."), field="until")


@dataclass(frozen=True)
class Post:
    """How the rep's post stands on one ward: filled, or empty since a day, with or without peer supporters.

    `rests`: somebody in post has said "not this week". With nobody else in post it counts as empty from that day on.
    """

    filled: bool
    empty_since: date
    has_peer: bool = False
    rests: bool = False

    def staff_until(self) -> date:
        """Return the first day on which ward staff can no longer stand in."""
        return self.empty_since + STAFF_STAND_IN


def stands_in(roles: Collection[Role], post: Post, today: date) -> bool:
    """Return whether somebody with these roles does the rep's work (rules.md, Who may).

    With no rep and no deputy in post who works this week: peer supporters; if there are none, advocate and listener.
    Ward staff, whoever else could, for 28 days from the day the post fell empty and not a day longer.
    """
    if post.filled or Role.REP in roles or Role.DEPUTY in roles:
        return False
    if Role.PEER in roles:
        return True
    if not post.has_peer and (Role.ADVOCATE in roles or Role.LISTENER in roles):
        return True
    return not WARD_STAFF.isdisjoint(roles) and today < post.staff_until()
