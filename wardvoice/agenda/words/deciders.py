"""Who can decide an item, as it reads on the agenda, in the room and on the item's page."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from wardvoice.agenda.queries import CanDecide
from wardvoice.agenda.rules import Coming

_: Callable[..., str] = gettext

COMING = {
    Coming.YES: _l("I will come"),
    Coming.SOMEBODY_ELSE: _l("I cannot come: somebody comes instead"),
    Coming.NO: _l("I cannot come, and nobody else can"),
}


def decider(one: CanDecide) -> str:
    """Return who can decide: "Priya (ward manager)", or a job."""
    if one.name is None:
        return one.job or _("These words were removed.")
    return f"{one.name} ({one.job})" if one.job else one.name


def decider_stands(one: CanDecide) -> str:
    """Return who can decide, with what is known of their coming to the meeting."""
    who = decider(one)
    if one.present is not None:
        return _stood(one, who)
    if one.coming is Coming.YES:
        return _("%(who)s says: I will come", who=who)
    if one.coming is Coming.SOMEBODY_ELSE:
        return _("%(who)s cannot come; %(instead)s comes instead", who=who, instead=one.instead or "…")
    if one.coming is Coming.NO:
        return _("%(who)s cannot come", who=who)
    return _("%(who)s is asked to come", who=who)


def _stood(one: CanDecide, who: str) -> str:
    if one.present and one.instead:
        return _("%(instead)s was there for %(who)s", instead=one.instead, who=who)
    return _("%(who)s was there", who=who) if one.present else _("%(who)s was not there", who=who)
