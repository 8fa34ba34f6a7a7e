"""How it reads that something stands before the patients' council."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from wardvoice.agenda.rules import Topic
from wardvoice.agenda.words import ANSWERS, COUNCIL_REASONS, TOPIC_ICONS, TOPICS
from wardvoice.council.queries import Escalated
from wardvoice.council.rules import Theme
from wardvoice.web.body import address_at_council, plain
from wardvoice.web.frame import day

_: Callable[..., str] = gettext

WORDS_COME = _l("The words come when the council’s agenda is out.")


def reason(one: Escalated) -> str:
    """Return why something stands before the council, and since when."""
    return _("%(reason)s Since %(day)s.", reason=COUNCIL_REASONS[one.reason], day=day(one.since))


def due(one: Escalated, today: date) -> str:
    """Return by which day the council answers, or what became of that."""
    if one.lead_owes is not None:
        return _refused(one, one.lead_owes, today)
    if one.answered_on is not None and one.is_late(today):
        return _("Answered late, on %(day)s", day=day(one.answered_on))
    if one.answered_on is not None:
        return _("Answered on %(day)s", day=day(one.answered_on))
    if one.due is None:
        return _on_the_ward(one, today)
    return _("Late since %(day)s", day=day(one.due)) if one.is_late(today) else _("Answer by %(day)s", day=day(one.due))


def _refused(one: Escalated, lead_owes: date, today: date) -> str:
    facts = {"answer": answer(one), "day": day(lead_owes)}
    if today > lead_owes:
        return _("%(answer)s, not accepted. The service lead owes an answer since %(day)s", **facts)
    return _("%(answer)s, not accepted. The service lead answers by %(day)s", **facts)


def _on_the_ward(one: Escalated, today: date) -> str:
    """Return who answers what the council is only told of: the manager within seven days, then the service lead."""
    if one.ward_owes is None:
        return _("Answered on its ward on %(day)s", day=day(one.on_ward)) if one.on_ward else ""
    if today > one.ward_owes:
        return _("The service lead owes the answer since %(day)s", day=day(one.ward_owes))
    return _("The ward manager answers this by %(day)s", day=day(one.ward_owes))


def due_looks(one: Escalated, today: date) -> tuple[str, str]:
    """Return the picture and the colour that stand beside it."""
    if one.lead_owes is not None:
        return "reopened", "overdue" if today > one.lead_owes else "disputed"
    if one.answered_on is not None:
        return "aloud", "late" if one.is_late(today) else "said"
    return ("overdue", "overdue") if one.is_late(today) else ("clock", "waiting")


def answer(one: Escalated) -> str:
    """Return the council's answer in one word."""
    return str(ANSWERS[one.answer]) if one.answer is not None else ""


def topic(theme: Theme) -> str:
    """Return what a theme is about."""
    return str(TOPICS[Topic(theme.topic)])


def picture(theme: Theme) -> str:
    """Return the name of the icon that stands for a theme."""
    return TOPIC_ICONS[Topic(theme.topic)]


def item_address(one: Escalated) -> str:
    """Return where the council's page of it stands, also from a page of a ward."""
    return address_at_council(plain(url_for("board.item", item_id=one.asked.id)))
