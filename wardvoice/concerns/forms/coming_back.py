"""What a writer types when they come back with their five words."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from wardvoice.alerts.forms import AsksWhetherSoon
from wardvoice.concerns.forms.said import MOST_LETTERS
from wardvoice.web.fields import Box, Line
from wardvoice.web.forms import Form, SentOnce


class WriteBackForm(AsksWhetherSoon, SentOnce):
    """More words to what was sent."""

    words = Box(_l("What do you want to add?"), needed=_l("Write a few words first."), most=MOST_LETTERS, rows=6)


class ComplainForm(SentOnce, Form):
    """To be treated as a complaint after all, with a name and a way to reply for whoever gives them (C9)."""

    sender = Line(_l("Your name, if you want to give it"), most=120)
    way_to_reply = Line(_l("How can the complaints team reach you?"), most=200)

    def words(self, beginning: str) -> str:
        """Return the letter that asks for it."""
        given = [self.sender.data or "", self.way_to_reply.data or ""]
        return "\n".join([beginning, *(line for line in given if line.strip())])
