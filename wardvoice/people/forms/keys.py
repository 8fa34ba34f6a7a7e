"""What is typed about readers' keys, duties and covers. `to` is the page that somebody wanted."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from wardvoice.people.words import DUTIES, READERS
from wardvoice.web.fields import Box, Choice, Kept, Line, Pick, Secret
from wardvoice.web.forms import Form

HERE, EVERYWHERE = "here", "all"
PLACES = {HERE: _l("This ward"), EVERYWHERE: _l("All wards")}


class ConductForm(Form):
    """Nothing but the button that accepts."""

    to = Kept()


class MailForm(Form):
    """Where the daily reminder goes."""

    mail_to = Line(
        _l("Your e-mail address"),
        most=200,
        hint=_l("Leave it empty to get no mail."),
    )


class UnlockForm(Form):
    """The passphrase of one's key."""

    to = Kept()
    passphrase = Secret(_l("Your passphrase"), needed=_l("Type your passphrase."))


class _NewPassphrase(Form):
    """A passphrase, given twice."""

    to = Kept()
    passphrase = Secret(
        _l("New passphrase"),
        needed=_l("Type a new passphrase."),
        hint=_l("At least 12 letters. Four words that do not belong together are good. Use no password of yours."),
    )
    again = Secret(_l("New passphrase again"), needed=_l("Type the new passphrase again."))


class MakeKeyForm(_NewPassphrase):
    """The passphrase of a key that is made now."""


class ChangeForm(_NewPassphrase):
    """Another passphrase for the same key."""

    current = Secret(_l("Your passphrase now"), needed=_l("Type your passphrase."))


class RecoverForm(_NewPassphrase):
    """The words of the printed sheet, and a new passphrase."""

    words = Box(
        _l("The eight words on your recovery sheet"),
        needed=_l("Type the eight words."),
        most=200,
        rows=2,
        hint=_l("With blanks between them. Big or small letters do not matter."),
    )


class DutyForm(Form):
    """A duty, and where it is taken on."""

    duty = Choice(_l("Duty"), words=DUTIES, needed=_l("Choose a duty."))
    where = Choice(_l("Where?"), words=PLACES, needed=_l("Choose where."))


class CoverForm(Form):
    """Who covers for which readers, and where."""

    kind = Choice(_l("For whom?"), words=READERS, needed=_l("Choose for whom."))
    account = Pick(_l("Who covers?"), needed=_l("Choose a person."))
    where = Choice(_l("Where?"), words=PLACES, needed=_l("Choose where."), default=HERE)
