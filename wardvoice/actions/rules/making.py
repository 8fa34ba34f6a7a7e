"""What makes sense when a promise is made, moved or reported on."""

from __future__ import annotations

import re
from datetime import date, timedelta

from wardvoice.actions.rules.life import ReportKind
from wardvoice.core.errors import N_, RuleBroken

FAR_DAYS = 28
"""A first date further away than this needs a reason (F1)."""

_VAGUE = re.compile(
    r"\b(look(?:ing)? (?:in ?)?to|monitor\w*|raise (?:it |this )?with|be mindful|keep an eye|consider|explore|"
    r"review(?:ing)? (?:it|this)|discuss(?:ed)?|feed ?back|liaise|try to|when possible|as soon as possible|asap)\b",
    re.IGNORECASE,
)


def vague_part(words: str) -> str | None:
    """Return the part of a promise that patients could not see happen, or None (F10). A hint, never a judgement."""
    found = _VAGUE.search(words)
    return found.group(0) if found else None


def promise_makes_sense(
    words: str | None, *, due: date | None, far_because: str | None, today: date, sure: bool
) -> str:
    """Return the promise's words: what patients will see, by a day from today on; far away only with a reason."""
    said = (words or "").strip()
    if not said:
        raise RuleBroken(N_("Say what will be done, so that patients can see it."), field="words")
    part = vague_part(said)
    if part and not sure:
        raise RuleBroken(
            N_("“%(part)s”: how would patients see that it is done? Say it so, or tick that you mean it as it is."),
            field="words",
            part=part,
        )
    date_makes_sense(due, today)
    assert due is not None
    if is_far(due, today) and not (far_because or "").strip():
        raise RuleBroken(
            N_("This is more than %(days)s days away. Say why it takes so long."), field="far_because", days=FAR_DAYS
        )
    return said


def is_far(due: date, today: date) -> bool:
    """Return whether a first date is so far away that it needs a reason (F1)."""
    return due > today + timedelta(days=FAR_DAYS)


def date_makes_sense(due: date | None, today: date, field: str = "due") -> None:
    """A promise is for today or a later day, within two years."""
    if due is None:
        raise RuleBroken(N_("Choose the day by which it is done."), field=field)
    if due < today:
        raise RuleBroken(N_("This day has passed. Choose today or a later day."), field=field)
    if due > today + timedelta(days=731):
        raise RuleBroken(N_("Choose a day within two years."), field=field)


def owner_makes_sense(*, in_post: bool, post_ends_on: date | None, due: date) -> None:
    """The owner is a person in post, whose post does not end before the date (F1)."""
    if not in_post:
        raise RuleBroken(N_("This person no longer works here. Choose somebody in post."), field="owner")
    if post_ends_on is not None and post_ends_on < due:
        raise RuleBroken(
            N_("This person's post ends before that day. Choose somebody who will still be here."), field="owner"
        )


def cover_makes_sense(*, is_owner: bool, in_post: bool, away: bool) -> None:
    """Whoever covers is somebody else, in post until the date, and there on it."""
    if is_owner:
        raise RuleBroken(N_("Choose somebody else: it is their own promise."), field="cover")
    if not in_post:
        raise RuleBroken(N_("Choose somebody who works on this ward until that day."), field="cover")
    if away:
        raise RuleBroken(N_("This person is away on that day, too. Choose somebody else."), field="cover")


def new_date_makes_sense(current: date, to: date | None, because: str | None, today: date) -> None:
    """A new date is another day from today on, and has a reason that everybody reads (F2)."""
    date_makes_sense(to, today, field="to")
    if to == current:
        raise RuleBroken(N_("This is the day that stands already. Choose another."), field="to")
    if not (because or "").strip():
        raise RuleBroken(N_("Say why the date moves. Everybody on the ward will read it."), field="because")


def report_makes_sense(kind: ReportKind, words: str | None) -> str:
    """Return the report's words; every report says something, also "no change because …" (F5)."""
    said = (words or "").strip()
    if not said:
        asks = {
            ReportKind.DONE: N_("Say what was done."),
            ReportKind.CANNOT: N_("Say why it cannot be done."),
            ReportKind.NO_CHANGE: N_("Say why there is no change yet."),
            ReportKind.PROGRESS: N_("Say in one line how far it is."),
        }
        raise RuleBroken(asks[kind], field="words")
    return said
