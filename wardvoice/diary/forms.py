"""What somebody types about their own mail."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from wardvoice.diary.rules import WEEKDAYS
from wardvoice.meetings.words import WEEKDAYS as NAMES
from wardvoice.web.fields import Choices, Line
from wardvoice.web.forms import Form

MORNINGS = {number: NAMES[number] for number in WEEKDAYS}


class DiaryMailForm(Form):
    """Where the mail goes, and on which mornings."""

    mail_to = Line(
        _l("Your e-mail address at work"),
        needed=_l("Type your e-mail address, or press Stop the mail."),
        hint=_l("For example wren@hospital.example. It stands on no other page."),
    )
    mornings = Choices(
        _l("On which mornings?"),
        words=MORNINGS,
        needed=_l("Tick at least one morning, or press Stop the mail."),
        hint=_l("None comes on a bank holiday."),
    )
