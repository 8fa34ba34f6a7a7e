"""An item that asks for two things becomes two, and one again (I4)."""

from __future__ import annotations

from typing import cast

from wardvoice.agenda.rules.codes import ItemState
from wardvoice.agenda.rules.life import MERGEABLE, clean_words
from wardvoice.core.errors import MOVED_ON, N_, RuleBroken, Stale

MOST_PART = 80
"""Characters in the line that says which part a half is about: one line on paper."""


def part_line(text: str | None, field: str) -> str:
    """Return the line that says which part a half is about, in one line; refuse none, and one that is no line."""
    line = " ".join(cast(str, clean_words(text, needed=True, field=field)).split())
    if len(line) > MOST_PART:
        raise RuleBroken(N_("Say it in at most %(most)s characters."), field=field, most=MOST_PART)
    return line


def parts_differ(first: str, second: str) -> None:
    """Two halves about the same part would be one thing said twice."""
    if first.casefold() == second.casefold():
        raise RuleBroken(N_("Say two different parts. These are the same."), field="second_part")


def may_split(
    state: ItemState, *, has_words: bool, is_half: bool, leads_others: bool, hiding: bool, from_ward: bool
) -> None:
    """What still waits may be split, once: what is tied up with other items or words in doubt comes apart first.

    Stale if it waits no more.
    """
    if state not in MERGEABLE:
        raise Stale(MOVED_ON)
    if from_ward:
        raise RuleBroken(N_("This came from a ward. Only its ward can split it."))
    if is_half:
        raise RuleBroken(N_("This is one of two parts already."))
    if leads_others:
        raise RuleBroken(N_("Other items are part of this one. Let them stand for themselves first."))
    _words_are_settled(hiding)
    if not has_words:
        raise RuleBroken(N_("There are no words here that could be split."))


def may_join(first: ItemState, second: ItemState, *, second_talked_about: bool, leads: bool, hiding: bool) -> None:
    """Two halves become one again as long as neither has an outcome and nothing else hangs on the second one.

    Stale if one of them waits no more.
    """
    if first not in MERGEABLE or second not in MERGEABLE:
        raise Stale(MOVED_ON)
    if second_talked_about:
        raise RuleBroken(N_("The meeting has talked about this part. Each part goes its own way now."))
    if leads:
        raise RuleBroken(N_("Other items are part of this one. Let them stand for themselves first."))
    _words_are_settled(hiding)


def _words_are_settled(hiding: bool) -> None:
    if hiding:
        raise RuleBroken(N_("Somebody asked to hide these words. Wait until that is settled."))
