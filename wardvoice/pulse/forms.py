"""The form of the one question: three buttons, each of which sends it."""

from __future__ import annotations

from hashlib import sha256

from flask_babel import gettext as _
from wtforms import HiddenField

from wardvoice.pulse.rules import Says
from wardvoice.web.forms import Form, SentOnce


class PulseForm(SentOnce, Form):
    """Which button was pressed."""

    says = HiddenField()

    @property
    def mark(self) -> str:
        """By which mark this very form is known, when its receipt is loaded again."""
        return sha256((self.once.data or "").encode()).hexdigest()

    @property
    def chosen(self) -> Says | None:
        """What was said; None, with a sentence in the form, where no button of ours was pressed."""
        if self.says.data in set(Says):
            return Says(self.says.data)
        self.form_errors.append(_("Press Yes, No or Not sure."))
        self.status = 422
        return None
