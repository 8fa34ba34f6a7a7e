"""How questions of the week read on screen."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from wardvoice.questions.rules import Counts, Says

SAYS = {
    Says.FOR: _l("For it"),
    Says.AGAINST: _l("Against it"),
    Says.UNSURE: _l("Not sure"),
}


def from_the_ward(counts: Counts) -> str:
    """Return what those said who were not in the room: "From the ward: 5 for, 2 against, 1 not sure."."""
    return str(
        _("From the ward: %(yes)s for, %(no)s against, %(unsure)s not sure.",
          yes=counts.yes, no=counts.no, unsure=counts.unsure)
    )  # fmt: skip
