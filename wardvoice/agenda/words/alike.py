"""How an earlier item reads beside what somebody is about to send."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext

from wardvoice.agenda.queries import Alike
from wardvoice.agenda.words.labels import ANSWERS
from wardvoice.web.frame import day

_: Callable[..., str] = gettext

SHORT = 90


def asked_before(one: Alike) -> str:
    """Return an earlier item's first words, its day and its last answer."""
    text = " ".join(one.words.split())
    words = text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]} …"
    told = {"words": words, "day": day(one.received_on)}
    if one.answer is None:
        return _("“%(words)s” (%(day)s, no answer yet)", **told)
    return _("“%(words)s” (%(day)s, answer: %(answer)s)", **told, answer=str(ANSWERS[one.answer]).lower())
