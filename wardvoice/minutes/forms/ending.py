"""The beginning and the two ends of a meeting."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from wardvoice.web import fields
from wardvoice.web.forms import Tool, Versioned


class OpenForm(Versioned, Tool):
    """Nothing but a button."""


class TurnForm(Tool):
    """Nothing but buttons, each with a step of the meeting."""

    to = fields.Line(_l("Where does the room turn to?"), needed=_l("Choose a step of the meeting."), most=40)


class PauseForm(Tool):
    """Nothing but a button."""

    still = fields.Choice(
        _l("Shall the time stand still?"),
        words={"yes": _l("Stop the time"), "no": _l("Let the time go on")},
        needed=_l("Choose one of the answers."),
    )


class CloseForm(Versioned, Tool):
    """Nothing but a button."""


class StopForm(Versioned, Tool):
    """One reason for all that is left."""

    because = fields.Line(
        _l("Why do we stop early?"),
        needed=_l("Say why the meeting stops early. It stands in the minutes."),
        most=300,
    )
