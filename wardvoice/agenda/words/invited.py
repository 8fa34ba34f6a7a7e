"""What became of inviting those who can decide an item, as sentences of its history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from wardvoice.agenda.rules import Coming
from wardvoice.core.history import Happened
from wardvoice.storage.history import Remembered
from wardvoice.web.timeline import Names, Sentence, actor, day_in

_: Callable[..., str] = gettext


def _decider(row: Remembered, names: Names) -> str:
    whole = names.get(UUID(row.fact("decider")), _("Somebody")) if row.fact("decider") else row.fact("job")
    return str(whole or _("Somebody"))


def _of_decider(text: Any) -> Sentence:
    return lambda row, names: str(text) % {"who": actor(row, names), "decider": _decider(row, names)}


def _decider_named(row: Remembered, names: Names) -> str:
    if row.fact("brought_by"):
        return _(
            "%(decider)s is asked here, too: they can decide what became part of it.", decider=_decider(row, names)
        )
    return NAMED(row, names)


def _decider_replied(row: Remembered, names: Names) -> str:
    when = day_in(row)
    if row.fact("coming") == Coming.SOMEBODY_ELSE.value:
        sent = row.fact("instead") or _("Somebody")
        return _("%(who)s sends %(sent)s to the meeting on %(day)s.", who=actor(row, names), sent=sent, day=when)
    if row.fact("coming") == Coming.YES.value:
        return _("%(who)s comes to the meeting on %(day)s to decide this.", who=actor(row, names), day=when)
    return _("%(who)s cannot come to the meeting on %(day)s.", who=actor(row, names), day=when)


def _decider_marked(row: Remembered, names: Names) -> str:
    who, when = row.fact("instead") or _decider(row, names), day_in(row)
    if row.fact("present"):
        return _("%(who)s was there on %(day)s to decide this.", who=who, day=when)
    return _("%(who)s was asked to decide this on %(day)s, and was not there.", who=who, day=when)


NAMED: Sentence = _of_decider(_l("%(who)s wrote down that %(decider)s can decide this."))
SENTENCES: dict[Happened, Sentence] = {
    Happened.DECIDER_NAMED: _decider_named,
    Happened.DECIDER_DROPPED: _of_decider(_l("%(who)s wrote down that %(decider)s cannot decide this.")),
    Happened.DECIDER_REPLIED: _decider_replied,
    Happened.DECIDER_MARKED: _decider_marked,
}
