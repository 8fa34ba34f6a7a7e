"""When a question of the week may be put and answered, and how its answers are counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from wardvoice.core.errors import N_, RuleBroken

MOST_QUESTIONS = 3
"""More than three questions in a week are answered by nobody."""
MAX_LETTERS = 200


class Says(StrEnum):
    """What a patient says to a question."""

    FOR = "for"
    AGAINST = "against"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Counts:
    """How many said what; each voice counts once, with its last word."""

    yes: int = 0
    no: int = 0
    unsure: int = 0

    @property
    def all(self) -> int:
        """How many answered."""
        return self.yes + self.no + self.unsure


def counted(answers: Iterable[tuple[str, Says]]) -> Counts:
    """Count answers, each with the mark of its voice, in the order in which they were given."""
    last = list(dict(answers).values())
    return Counts(last.count(Says.FOR), last.count(Says.AGAINST), last.count(Says.UNSURE))


def may_put(already: int) -> None:
    """One to three questions belong to one meeting (G10)."""
    if already >= MOST_QUESTIONS:
        raise RuleBroken(N_("Three questions are enough for one week. Take one back first."), field="words")


def may_take_back(*, is_out: bool) -> None:
    """A question that people may have answered is not taken back: that would throw their voices away."""
    if is_out:
        raise RuleBroken(N_("The question is out, and people may have answered. It stays until the meeting."))


def counts_are_shown(*, is_over: bool, hands_counted: bool) -> bool:
    """Return whether the ward's answers may be read: once the meeting is over, or beside hands that are counted.

    Earlier they would draw others along, and a number that grows while somebody stands at the screen would tell
    what they said.
    """
    return is_over or hands_counted
