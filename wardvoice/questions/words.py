"""How questions of the week read on screen."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from wardvoice.core.history import Happened
from wardvoice.meetings.words import DECIDES
from wardvoice.questions.rules import Counts, Says

__all__ = ["DECIDES", "SAYS", "SENTENCES", "from_the_ward"]

SAYS = {
    Says.FOR: _l("For it"),
    Says.AGAINST: _l("Against it"),
    Says.UNSURE: _l("Not sure"),
}
SENTENCES = {
    Happened.QUESTION_PUT: _l("A question was put to everybody on the ward."),
    Happened.QUESTION_TAKEN_BACK: _l("A question was taken back before it was out."),
    Happened.QUESTION_ANSWERED: _l("A patient answered a question of the week."),
}
"""What happened; what somebody said stands in no sentence."""


def from_the_ward(counts: Counts) -> str:
    """Return what those said who were not in the room: "From the ward: 5 for, 2 against, 1 not sure."."""
    return str(
        _("From the ward: %(yes)s for, %(no)s against, %(unsure)s not sure.",
          yes=counts.yes, no=counts.no, unsure=counts.unsure)
    )  # fmt: skip
