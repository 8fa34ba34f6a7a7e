"""What is typed about records: the five numbers of a schedule, and what is held."""

from __future__ import annotations

from typing import Self

from flask_babel import lazy_gettext as _l

from wardvoice.agenda.words import HIDE_BECAUSE
from wardvoice.records.rules import BOUNDS, MOST_REASON, Keeping
from wardvoice.records.words import HELD, KEPT
from wardvoice.web.fields import Box, Choice, Count, Line, Pick
from wardvoice.web.forms import Form, SentOnce, Tool, Versioned


def _number(name: str) -> Count:
    bounds = BOUNDS[name]
    unit = _l("From %(least)s to %(most)s.", least=bounds.least, most=bounds.most)
    return Count(KEPT[name], needed=_l("Write a number."), least=bounds.least, most=bounds.most, hint=unit)


class ScheduleForm(Tool, SentOnce):
    """How long words, comments, names and what was sent in private are kept."""

    words_years = _number("words_years")
    comments_years = _number("comments_years")
    names_years = _number("names_years")
    staff_years = _number("staff_years")
    concern_months = _number("concern_months")

    @classmethod
    def of(cls, keeping: Keeping, *, empty: bool) -> Self:
        """Return the form filled with the numbers that hold."""
        return cls(empty=empty, **{name: getattr(keeping, name) for name in BOUNDS})

    @property
    def keeping(self) -> Keeping:
        """The numbers that were typed."""
        return Keeping(**{name: self[name].data for name in BOUNDS})


class HoldForm(Tool, SentOnce):
    """What must stay, and why."""

    what = Choice(_l("What must stay?"), words=HELD, needed=_l("Choose what must stay."))
    ward = Pick(_l("The ward"), hint=_l("Where all of a ward is held."))
    about = Line(
        _l("The page, or the username"),
        most=300,
        hint=_l("Of an item, a promise or a meeting: the address of its page. Of an account: its username."),
    )
    because = Box(
        _l("Why it must stay"),
        needed=_l("Write why it must stay."),
        most=MOST_REASON,
        rows=3,
        hint=_l("As in: inquest, reference 2026/113. Write no patient’s name: this page shows it."),
    )


class RemovalForm(SentOnce, Form):
    """Which words should go for good before their time, and why."""

    words = Choice(_l("Which words?"), needed=_l("Choose the words."))
    because = Choice(_l("Why should they go?"), words=HIDE_BECAUSE, needed=_l("Choose a reason."))


class DecisionForm(Versioned, Form):
    """A yes or a no to what was shown."""
