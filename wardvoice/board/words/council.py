"""How a ward reads what it has before the patients' council."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask_babel import gettext

from wardvoice.agenda.rules import Answer
from wardvoice.agenda.words import ANSWERS, COUNCIL_REASONS
from wardvoice.board.queries import BeforeCouncil
from wardvoice.board.words.answers import answer_word
from wardvoice.web.frame import day
from wardvoice.web.hall import the_hall

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
    if given.answer is Answer.NO:
        return str(ANSWERS[Answer.NO])
    return answer_word(given)


def council_more(one: BeforeCouncil) -> str:
    """Return who gave the council's answer and when, whether that was late, and when it is looked at again."""
    given = one.answer
    if given is None:
        return ""
    who = f"{given.by} ({given.job})" if given.by else _("The meeting of the council")
    said = [_("%(who)s, %(day)s.", who=who, day=day(given.at))]
    if one.due is not None and one.came_late(the_hall().clock.day_of(given.at)):
        said.append(_("It came late. It was due on %(day)s.", day=day(one.due)))
    if given.review_on is not None:
        said.append(_("It looks at this again on %(day)s.", day=day(given.review_on)))
    if given.by_when is not None:
        said.append(_("It will be so by %(day)s.", day=day(given.by_when)))
    if given.check_on is not None:
        said.append(_("It checks on %(day)s.", day=day(given.check_on)))
    return " ".join(said)


def council_refused(one: BeforeCouncil, today: date) -> str:
    """Return who answers instead of the council, and by when, where its answer is not accepted; nothing otherwise."""
    if one.lead_owes is None:
        return ""
    if today > one.lead_owes:
        return _("The service lead’s answer is late since %(day)s.", day=day(one.lead_owes))
    return _("The service lead answers by %(day)s.", day=day(one.lead_owes))
