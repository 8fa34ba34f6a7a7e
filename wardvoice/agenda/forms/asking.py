"""A form with a patient's own words: where they seem to name somebody, its page asks once before they are sent."""

from __future__ import annotations

from flask import request

from wardvoice.alerts.forms import AsksWhetherSoon
from wardvoice.web.fields import Kept
from wardvoice.web.hall import SAFE

CHANGE = "change"


class AsksOnce(AsksWhetherSoon):
    """Mixin: `asked` goes along once the question was put, so that it is never put twice."""

    asked = Kept()

    @property
    def wants_to_change(self) -> bool:
        """True for whoever answered "Change my words": nothing is sent, the form is shown again."""
        return request.method not in SAFE and CHANGE in request.form

    def carried_on(self) -> list[tuple[str, str]]:
        """Return all that was sent, to be sent again with the answer; never a secret."""
        return self.sent_again(asked="yes", **self.answered())
