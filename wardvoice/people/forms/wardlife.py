"""What is typed about cards, beds and the parts that patients take."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from wardvoice.people.commands import Choice as Chosen
from wardvoice.people.rules.names import MOST_CARDS_AT_ONCE
from wardvoice.people.words import HOW_CHOSEN, PARTS
from wardvoice.wards.rules import MOST_BEDS
from wardvoice.web.fields import Choice, Count, Day, Line
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


class TermForm(Form, SentOnce):
    """Who takes a part, from when to when, and how people chose."""

    word = Line(
        _l("Ward name"),
        needed=_l("Write the ward name of the person."),
        most=40,
        hint=_l("Ask the person for it. Nobody else needs to know who it is."),
    )
    role = Choice(_l("Part"), words=PARTS, needed=_l("Choose a part."))
    how = Choice(_l("How were they chosen?"), words=HOW_CHOSEN, needed=_l("Choose how they were chosen."))
    votes_for = Count(_l("Votes for this person"), hint=_l("Only after a vote."))
    votes_cast = Count(_l("How many people voted"), hint=_l("Only after a vote. The rep and you count together."))
    starts_on = Day(_l("First day"), needed=_l("Choose the first day."))
    ends_on = Day(_l("Ends on"), hint=_l("Three months from the first day, if you leave this out."))

    def choice(self) -> Chosen:
        """Return how the person was chosen."""
        return Chosen(self.how.data, self.votes_for.data, self.votes_cast.data)
