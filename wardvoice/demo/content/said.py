"""The shape of one thing that an invented patient brings, with the answer that it would get."""

from __future__ import annotations

from typing import NamedTuple

from wardvoice.agenda.rules import Answer, ItemKind

PROBLEM, IDEA, QUESTION = ItemKind.PROBLEM, ItemKind.IDEA, ItemKind.QUESTION
THANKS, KEEP, CHALLENGE = ItemKind.THANKS, ItemKind.KEEP, ItemKind.CHALLENGE


class Said(NamedTuple):
    """Words of a patient, the answer, and what staff would promise so that patients can see it happen."""

    kind: ItemKind
    words: str
    answer: Answer
    reply: str
    promise: str = ""
    done: str = ""
    whom: str = ""


def granted(kind: ItemKind, words: str, reply: str, promise: str, done: str) -> Said:
    """Answered with yes and a promise."""
    return Said(kind, words, Answer.YES, reply, promise, done)


def partly(kind: ItemKind, words: str, reply: str, promise: str, done: str) -> Said:
    """Answered with partly and a promise for the part that can be done."""
    return Said(kind, words, Answer.PARTLY, reply, promise, done)


def refused(kind: ItemKind, words: str, reply: str) -> Said:
    """Answered with no, and why."""
    return Said(kind, words, Answer.NO, reply)


def passed(kind: ItemKind, words: str, whom: str, reply: str) -> Said:
    """Passed to somebody who can decide it."""
    return Said(kind, words, Answer.PASSED_TO, reply, whom=whom)


def told(kind: ItemKind, words: str, reply: str) -> Said:
    """Answered in the room, with nothing left to do."""
    return Said(kind, words, Answer.YES, reply)
