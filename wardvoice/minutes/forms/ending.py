"""The beginning and the two ends of a meeting."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from wardvoice.actions.forms import Tool
from wardvoice.web import fields
from wardvoice.web.forms import Versioned


class OpenForm(Versioned, Tool):
    """Nothing but a button."""


class CloseForm(Versioned, Tool):
    """Nothing but a button."""


class StopForm(Versioned, Tool):
    """One reason for all that is left."""

    because = fields.Line(
        _l("Why do we stop early?"),
        needed=_l("Say why the meeting stops early. It stands in the minutes."),
        most=300,
    )
