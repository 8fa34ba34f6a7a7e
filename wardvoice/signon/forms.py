"""What an admin says of the directory, and what a browser brings back from it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from wardvoice.signon.rules import GROUP_LETTERS
from wardvoice.signon.words import GIVES
from wardvoice.web.fields import Choice, Kept, Line, Pick
from wardvoice.web.forms import Form, SentOnce

ALL_WARDS = "all"
CODE_LETTERS = 8000


class GroupForm(Form, SentOnce):
    """What one group gives."""

    name = Line(
        _l("The group, exactly as the hospital’s directory sends it"),
        needed=_l("Write the name of the group."),
        most=GROUP_LETTERS,
        hint=_l("A name, a path or an object’s id. Big and small letters count."),
    )
    role = Choice(_l("What is somebody in this group?"), words=GIVES, needed=_l("Choose what the group gives."))
    ward = Pick(_l("On which ward?"), needed=_l("Choose a ward, or all wards."))


class LinkForm(Form):
    """Whose hospital account it is."""

    account = Pick(_l("Which account here is theirs?"), needed=_l("Choose an account."))


class BackForm(Form):
    """What the browser brings back, passed on without being looked at."""

    code = Kept()
    state = Kept()
