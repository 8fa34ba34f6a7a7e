"""A form with somebody's own words: where they sound serious its page asks once whether to tell somebody now (C5)."""

from __future__ import annotations

import hmac
from enum import StrEnum
from hashlib import sha256

from flask import request

from wardvoice.web.fields import Kept
from wardvoice.web.forms import Form, clean
from wardvoice.web.hall import the_hall

OWN = ("soon", "soon_of", "pressed")
NOT_CARRIED = ("csrf", "pin", "pictures", "change", "asked", *OWN)


class Soon(StrEnum):
    """What the writer answered. AWAY: yes, but nobody of this ward; TOLD: yes, and it has been done."""

    YES = "yes"
    AWAY = "away"
    NO = "no"
    TOLD = "told"


class AsksWhetherSoon(Form):
    """Mixin: the answer goes along with the words. A no holds for these words alone, a yes is carried out once."""

    soon = Kept()
    soon_of = Kept()
    pressed = Kept()

    @property
    def said_no(self) -> bool:
        """True for whoever wants nobody told: their words go on top, marked, and nobody is called."""
        return bool(self.soon.data == Soon.NO)

    @property
    def wants_somebody(self) -> bool:
        """True for whoever answered yes just now."""
        return self.soon.data in (Soon.YES, Soon.AWAY)

    def is_settled(self, words: str) -> bool:
        """Return whether nothing is to be asked about these words."""
        same_words = hmac.compare_digest((self.soon_of.data or "").encode(), mark_of(words).encode())
        return self.soon.data == Soon.TOLD or (self.said_no and same_words)

    def sent_again(self, **more: str) -> list[tuple[str, str]]:
        """Return all that was sent, to be sent again with an answer; never a secret."""
        sent = [(name, clean(value)) for name, value in request.form.items(multi=True)]
        kept = [(name, value) for name, value in sent if not name.startswith(NOT_CARRIED)]
        return [*more.items(), *kept]

    def answered(self) -> dict[str, str]:
        """Return the answer as it goes along to the next question."""
        return {name: self[name].data for name in OWN if self[name].data}


def mark_of(words: str) -> str:
    """Return what tells, in the page alone, which words an answer was given to; worth nothing without our own key."""
    return hmac.new(the_hall().secret, b"soon:" + words.encode(), sha256).hexdigest()[:32]
