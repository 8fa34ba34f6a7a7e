"""The life of an item, and what makes sense at each step of it (rules.md, The life of an item)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date

from wardvoice.agenda.rules.codes import (
    CARRIED_OVER_ENTRIES,
    GOOD_THINGS,
    EntryState,
    ItemKind,
    ItemState,
    ShownAs,
)
from wardvoice.core.errors import MOVED_ON, N_, RuleBroken, Stale
from wardvoice.core.workflow import Workflow

MAX_WORDS = 4_000
"""Characters in one text: two full pages, more than anybody has written on paper."""
UNSEEN = frozenset({"Cc", "Cf", "Mn", "Zl", "Zp", "Zs"})
"""Kinds of signs that leave nothing to read: a text of these alone is no text."""
BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters that are drawn as a blank."""
RAISED_AGAIN = 3
"""From the third time an item is marked as raised again and goes to the top (I8)."""

SLIP_DAYS = 365
"""After so many days the words that open an item die (C3)."""

_S = ItemState
LIFE: Workflow[ItemState] = Workflow(
    "item",
    ItemState,
    _S.RECEIVED,
    {
        _S.RECEIVED: {
            "place": _S.PLACED,
            "put_off": _S.PUT_OFF,
            "answer": _S.ANSWERED,
            "withdraw": _S.WITHDRAWN,
            "merge": _S.MERGED,
        },
        _S.PLACED: {
            "take_off": _S.RECEIVED,
            "put_off": _S.PUT_OFF,
            "answer": _S.ANSWERED,
            "carry_over": _S.CARRIED_OVER,
            "withdraw": _S.WITHDRAWN,
            "merge": _S.MERGED,
        },
        _S.PUT_OFF: {
            "place": _S.PLACED,
            "put_off": _S.PUT_OFF,
            "answer": _S.ANSWERED,
            "withdraw": _S.WITHDRAWN,
            "merge": _S.MERGED,
        },
        _S.CARRIED_OVER: {
            "place": _S.PLACED,
            "put_off": _S.PUT_OFF,
            "answer": _S.ANSWERED,
            "merge": _S.MERGED,
        },
        _S.ANSWERED: {"place": _S.PLACED, "answer": _S.ANSWERED},
        _S.MERGED: {"undo_merge": _S.RECEIVED},
    },
)
WAITING = frozenset({_S.RECEIVED, _S.PUT_OFF, _S.CARRIED_OVER})
"""Items that wait for a place on an agenda; publishing one places them all."""
MERGEABLE = frozenset(state for state in ItemState if LIFE.allows(state, "merge"))


def clean_words(text: str | None, *, needed: bool, field: str = "words") -> str | None:
    """Return what was typed without blanks at its ends; refuse nothing where words are needed, and far too much."""
    words = (text or "").strip()
    words = words if any(_is_seen(sign) for sign in words) else ""
    if needed and not words:
        raise RuleBroken(N_("Write a few words first."), field=field)
    if len(words) > MAX_WORDS:
        raise RuleBroken(
            N_("This is too long: %(count)s characters. At most %(most)s fit. Please make it shorter."),
            field=field,
            count=len(words),
            most=MAX_WORDS,
        )
    return words or None


def _is_seen(sign: str) -> bool:
    return unicodedata.category(sign) not in UNSEEN and sign not in BLANK_LETTERS


def shown_as_makes_sense(shown_as: ShownAs, *, by_ward_name: bool) -> None:
    """Only who is signed in with a ward name can be shown by it (I2)."""
    if shown_as is ShownAs.NAME and not by_ward_name:
        raise RuleBroken(N_("Sign in with your ward name and PIN first."), field="shown_as")


def may_still_change(state: ItemState, published: bool) -> None:
    """An author may reword or withdraw an item until the agenda it stands on is published (I3)."""
    if state is _S.WITHDRAWN:
        raise Stale(MOVED_ON)
    if state is _S.MERGED:
        raise RuleBroken(N_("This is part of another item now. You can add a note."))
    if published or state not in (_S.RECEIVED, _S.PLACED, _S.PUT_OFF):
        raise RuleBroken(N_("The agenda is out, so this can no longer be changed. You can add a note."))


def may_merge(
    kind: ItemKind, into_kind: ItemKind, into_state: ItemState, *, same: bool, leads_others: bool, same_mark: bool
) -> None:
    """Items that ask for the same become one: never in circles or chains, and good things stay among themselves.

    What is about a rep becomes one only with what bears the same mark: or the rep would do the work with it after all
    (rules.md, Who may).
    """
    if same:
        raise RuleBroken(N_("Choose another item: this is the same one."), field="into")
    if leads_others:
        raise RuleBroken(N_("Other items are part of this one. Merge the other one into this one."), field="into")
    if into_state not in MERGEABLE:
        raise RuleBroken(N_("Choose an item that still waits for its answer."), field="into")
    if (kind in GOOD_THINGS) != (into_kind in GOOD_THINGS):
        raise RuleBroken(N_("Good things and problems stay apart."), field="into")
    if not same_mark:
        raise RuleBroken(N_("One of the two is about a rep. Mark both first, or leave them apart."), field="into")


def may_link(received: date, earlier_received: date, *, same: bool, linked_back: bool) -> None:
    """An item is linked to an earlier one that asked for the same, never in a circle."""
    if same or linked_back or earlier_received > received:
        raise RuleBroken(N_("Choose an item that was there before this one."), field="earlier")


def may_place_again(*, due_again: bool) -> None:
    """An answered item comes back to the agenda only when its review or check day has come."""
    if not due_again:
        raise Stale(MOVED_ON)


def may_matter(state: ItemState, *, raised_it: bool, published: bool) -> None:
    """What the ward can read may matter to others, too; whoever raised it is counted already (I4)."""
    if raised_it:
        raise RuleBroken(N_("You asked for this yourself. You are counted already."))
    if state is _S.WITHDRAWN:
        raise Stale(MOVED_ON)
    if not published:
        raise RuleBroken(N_("Wait until the agenda is out. Then everybody can read this."))


def times_carried_over(entries: Iterable[EntryState]) -> int:
    """Count the agendas on which an item stood or waited without getting an answer (rules.md)."""
    return sum(1 for state in entries if state in CARRIED_OVER_ENTRIES)


def times_raised(links: int) -> int:
    """Count how often the same thing was raised: this time and each earlier one that a person linked."""
    return links + 1


def first_rank(raised: int, carried: int) -> int:
    """Return how far up an item starts: asked for three times 0, carried over 1, all others 2."""
    if raised >= RAISED_AGAIN:
        return 0
    return 1 if carried else 2
