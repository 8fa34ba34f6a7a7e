"""What is typed into the evidence: own dates, an edition of the standards in a file, and what a rep says."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

import wtforms
from flask import request
from flask_babel import lazy_gettext as _l

from wardvoice.agenda.forms.asking import AsksOnce
from wardvoice.agenda.rules import MAX_WORDS
from wardvoice.core.errors import NotFound, Refused, RuleBroken
from wardvoice.evidence.rules.periods import Period, own_dates, shown_first
from wardvoice.web.checks import AtMost
from wardvoice.web.fields import Box, Day, Kept, Line, Upload
from wardvoice.web.forms import Form, SentOnce, cleaned


class DatesForm(Form):
    """The days of a period; they are sent by GET, so that an address can be kept and passed on."""

    refused_with: ClassVar[tuple[type[Refused], ...]] = (RuleBroken,)
    first = Day(_l("From"), needed=_l("Choose the first day."), name="from")
    last = Day(_l("To"), needed=_l("Choose the last day."), name="to")

    def __init__(self, shown: Period | None = None) -> None:
        self.status = 200
        self.asked = shown is None and bool(request.args.get("from") or request.args.get("to"))
        days = {"first": shown.first, "last": shown.last} if shown else {}
        wtforms.Form.__init__(self, cleaned(request.args) if self.asked else None, data=days)

    def period(self, today: date) -> Period | None:
        """Return the period that the address asks for, or the one that is shown first; None where it makes none."""
        if not self.asked:
            return shown_first(today)
        if not wtforms.Form.validate(self):
            self.status = 422
            return None
        try:
            assert self.first.data is not None
            assert self.last.data is not None
            return own_dates(self.first.data, self.last.data, today)
        except RuleBroken as refused:
            self.refuse(refused)
            return None


MOST_TABLE = 200_000
"""Letters of a table that is carried along, as a form sends them: more of them no address takes (MOST_BYTES)."""


class EditionForm(Form):
    """An edition of the standards, with the table that says which criterion each theme belongs to."""

    name = Line(
        _l("Name of the edition"),
        needed=_l("Write the name of the edition, as in “7th edition, 2026”."),
        most=120,
        hint=_l("As it stands on its first page."),
    )
    file = Upload(
        _l("The table"),
        accept=".xlsx,.csv",
        hint=_l("A spreadsheet (.xlsx) or a CSV file with the columns theme, number and words. 1 MB is the most."),
    )


class CheckedForm(SentOnce, Form):
    """What was understood of the file, carried along until somebody says that it is right. It is read anew then."""

    name = Kept(validators=[AtMost(120)])
    table = Kept(validators=[AtMost(MOST_TABLE)])


class CommentForm(AsksOnce, SentOnce):
    """What a rep says about the figures of the period that goes along unseen: questions in between keep no address."""

    first = Kept(name="from")
    last = Kept(name="to")
    words = Box(_l("Your words"), needed=_l("Write a few words first."), most=MAX_WORDS, rows=6)

    def about(self, today: date) -> Period:
        """Return the period that was sent along; NotFound for one that no page offered."""
        try:
            days = (date.fromisoformat(self.first.data or ""), date.fromisoformat(self.last.data or ""))
            return own_dates(*days, today)
        except (ValueError, RuleBroken):
            raise NotFound() from None

    def of(self, period: Period) -> Self:
        """Carry this period along."""
        self.first.data, self.last.data = period.first.isoformat(), period.last.isoformat()
        return self
