"""How a ward reads what it has before the patients' council."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask_babel import gettext

from wardvoice.agenda.rules import Answer
from wardvoice.agenda.words import ANSWERS, COUNCIL_REASONS
from wardvoice.board.queries import BeforeCouncil
from wardvoice.web.frame import day

_: Callable[..., str] = gettext


def council_reason(one: BeforeCouncil) -> str:
    """Return why an item went to the council, and when."""
    return _("%(reason)s Since %(day)s.", reason=COUNCIL_REASONS[one.reason], day=day(one.since))


def council_waits(one: BeforeCouncil, today: date) -> str:
    """Return by when the council answers; nothing once it has."""
    if one.answer is not None:
        return ""
    if one.due is None:
        return _("The ward manager answers it. The council knows of it.")
    if one.is_late(today):
        return _("The council’s answer is late since %(day)s.", day=day(one.due))
    return _("The council answers by %(day)s.", day=day(one.due))


def council_answer(one: BeforeCouncil) -> str:
    """Return what the council answered, in one word."""
    given = one.answer
    if given is None:
        return ""
    if given.answer is Answer.PASSED_TO:
        return _("Passed to %(who)s", who=given.passed_to or "…")
    return str(ANSWERS[given.answer])


def council_more(one: BeforeCouncil) -> str:
    """Return who gave the council's answer and when, whether that was late, and when it is looked at again."""
    given = one.answer
    if given is None:
        return ""
    who = f"{given.by} ({given.job})" if given.by else _("The meeting of the council")
    said = [_("%(who)s, %(day)s.", who=who, day=day(given.at))]
    if one.due is not None and one.is_late(given.at.date()):
        said.append(_("It came late. It was due on %(day)s.", day=day(one.due)))
    if given.review_on is not None:
        said.append(_("It looks at this again on %(day)s.", day=day(given.review_on)))
    if given.check_on is not None:
        said.append(_("It checks on %(day)s.", day=day(given.check_on)))
    return " ".join(said)
