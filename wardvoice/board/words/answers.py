"""How an answer reads: the word, who gave it, and when it is looked at again."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext

from wardvoice.agenda.rules import Answer, CarriedBecause
from wardvoice.agenda.words import ANSWERS, CARRIED
from wardvoice.board.queries import Given
from wardvoice.web.frame import day
from wardvoice.web.identity import this_ward

_: Callable[..., str] = gettext


def answer_word(given: Given) -> str:
    """Return the answer in one word; a no always goes on with its reason."""
    if given.answer is Answer.NO:
        return _("No, because:")
    if given.answer is Answer.PASSED_TO:
        return _("Passed to %(who)s", who=given.passed_to or "…")
    return str(ANSWERS[given.answer]) if given.answer is not None else ""


def answer_more(given: Given) -> str:
    """Return who gave an answer and when, and when it is looked at again."""
    said = _("%(who)s, %(day)s.", who=_giver(given), day=day(given.at))
    if given.review_on is not None:
        return _("%(said)s We look at this again on %(day)s.", said=said, day=day(given.review_on))
    if given.by_when is not None:
        return _("%(said)s It will be so by %(day)s.", said=said, day=day(given.by_when))
    if given.check_on is not None:
        return _("%(said)s We check on %(day)s.", said=said, day=day(given.check_on))
    return said


def _giver(given: Given) -> str:
    if given.by:
        return f"{given.by} ({given.job})" if given.job else given.by
    return _("The patients’ council") if this_ward().is_council else _("Staff")


def carried_word(given: Given) -> str:
    """Return why an item waits until next time."""
    if given.carried_because is CarriedBecause.OTHER or given.carried_because is None:
        return given.carried_words or ""
    return str(CARRIED[given.carried_because])
