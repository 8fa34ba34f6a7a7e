"""Saying yes to minutes, taking it back, and what is written beside them."""

from __future__ import annotations

from typing import Self

from flask_babel import lazy_gettext as _l

from wardvoice.agenda.forms.asking import AsksOnce
from wardvoice.web.fields import Box, Pick, Tick, Words, offer
from wardvoice.web.forms import SentOnce, Tool, Versioned

MOST = 400
"""Letters beside the minutes: a line or two, so that the minutes stay on one page."""


class FairForm(Versioned, Tool):
    """Nothing but a button; the same for taking it back."""


class BesideForm(AsksOnce, SentOnce):
    """Some words beside one line of the minutes, or beside the whole."""

    line = Pick(_l("What is it about?"))
    words = Box(_l("Your words"), needed=_l("Write a few words first."), most=MOST, rows=4)

    def about(self, lines: Words) -> Self:
        """Offer the lines of these minutes."""
        offer(self.line, {"": _l("The minutes as a whole"), **lines})
        return self


class DifferentlyForm(BesideForm):
    """How somebody remembers it; a patient may stand there by ward name."""

    words = Box(_l("How do you remember it?"), needed=_l("Write a few words first."), most=MOST, rows=4)
    named = Tick(_l("Show my ward name. If not, it only says: patients."))


class CorrectionForm(BesideForm):
    """What was wrong in agreed minutes."""

    words = Box(_l("What is right?"), needed=_l("Write a few words first."), most=MOST, rows=4)
