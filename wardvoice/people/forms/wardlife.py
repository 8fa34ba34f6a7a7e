"""What is typed about cards and beds, and by a rep who rests."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from wardvoice.people.rules.names import MOST_CARDS_AT_ONCE
from wardvoice.wards.rules import MOST_BEDS
from wardvoice.web.fields import Count, Day
from wardvoice.web.forms import Form, SentOnce


class DrawForm(Form, SentOnce):
    """How many cards are drawn."""

    how_many = Count(
        _l("How many cards?"), needed=_l("Write how many cards."), least=1, most=MOST_CARDS_AT_ONCE, default=1
    )


class BedsForm(Form):
    """How many beds the ward has."""

    beds = Count(_l("Beds"), needed=_l("Write how many beds the ward has."), least=1, most=MOST_BEDS)


class RestForm(Form, SentOnce):
    """Until when somebody says "not this week"."""

    until = Day(
        _l("When are you back?"),
        needed=_l("Choose the day when you are back."),
        hint=_l("Nobody asks why. You can come back earlier."),
    )
