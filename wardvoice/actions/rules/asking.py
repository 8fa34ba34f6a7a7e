"""Who counts when patients are asked, and what their replies decide (rules.md, The life of an action)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wardvoice.actions.rules.life import Question, Reply, Source, Verdict
from wardvoice.core.errors import N_, RuleBroken

ROOM_QUORUM = 3
"""Answers in the room below this number decide nothing."""
VOICES = 2
"""How many patients decide while no raiser has answered."""


@dataclass(frozen=True)
class Voice:
    """One reply to the question now open, oldest first in a sequence.

    For ROOM the four numbers are hands; for a ward name `reply` is set and `voice` tells two people apart.
    `counts` is False for a ward name first used after the "done?", whose reply is kept and not counted.
    """

    source: Source
    reply: Reply | None = None
    voice: str | None = None
    yes: int = 0
    partly: int = 0
    no: int = 0
    counts: bool = True


def verdict(replies: Sequence[Voice], *, confirmed: bool, in_first_days: bool, question: Question) -> Verdict | None:
    """Return what the replies decide, or None (rules.md, The life of an action).

    A raiser's word decides, one no or partly outweighing any yes. While no raiser has answered two patients' no
    reopens (also what was confirmed, in the first 14 days), else two yes or a room of at least three confirms, and a
    room with more no than yes reopens. `question` STILL_FIXED is counted in the same way, without the 14 days.
    """
    raisers = _last_words(replies, Source.RAISER)
    if raisers:
        return Verdict.CONFIRM if all(reply is Reply.YES for reply in raisers) else Verdict.REOPEN
    patients = _last_words(replies, Source.PATIENTS)
    yes = sum(reply is Reply.YES for reply in patients)
    undo = not confirmed or question is Question.STILL_FIXED
    if len(patients) - yes >= VOICES and (undo or in_first_days):
        return Verdict.REOPEN
    if yes >= VOICES:
        return Verdict.CONFIRM
    return _room_says(replies, may_reopen=undo)


def _last_words(replies: Iterable[Voice], source: Source) -> list[Reply]:
    """Each person's last reply that says something; "cannot tell" is no answer and takes nothing back."""
    last: dict[str | None, Reply] = {}
    for reply in replies:
        if reply.source is source and reply.counts and reply.reply not in (None, Reply.CANNOT_TELL):
            assert reply.reply is not None
            last[reply.voice] = reply.reply
    return list(last.values())


def _room_says(replies: Sequence[Voice], *, may_reopen: bool) -> Verdict | None:
    rooms = [reply for reply in replies if reply.source is Source.ROOM]
    if not rooms:
        return None
    last = rooms[-1]
    against = last.no + last.partly
    if last.yes + against < ROOM_QUORUM or last.yes == against:
        return None
    if last.yes > against:
        return Verdict.CONFIRM
    return Verdict.REOPEN if may_reopen else None


def let_off_verdict(hands_for: int, hands_against: int) -> bool | None:
    """Return whether the room lets the owner off: at least three patients for, and more for than against (rules.md)."""
    if hands_for >= ROOM_QUORUM and hands_for > hands_against:
        return True
    return False if hands_against > hands_for else None


def hands_make_sense(**hands: int | None) -> None:
    """Hands are counted from 0 to 200."""
    for name, count in hands.items():
        if count is None or not 0 <= count <= 200:
            raise RuleBroken(N_("Count the hands: a number from 0 to 200."), field=name)


def missing_part_is_said(reply: Reply, words: str | None) -> None:
    """Partly says what is missing (F4)."""
    if reply is Reply.PARTLY and not (words or "").strip():
        raise RuleBroken(N_("Say what is still missing."), field="words")
