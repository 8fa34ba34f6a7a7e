"""What is typed about accounts of staff."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from wardvoice.people.words import ROLES
from wardvoice.web.fields import Choice, Day, Line, Pick, Secret
from wardvoice.web.forms import Form, SentOnce, Versioned

ALL_WARDS = "all"


class PersonWords(Form):
    """How a person is known on the ward."""

    name = Line(
        _l("First name"),
        needed=_l("Write the first name."),
        most=60,
        hint=_l("As patients know the person. With the job it stands beside every promise."),
    )
    job = Line(_l("Job"), needed=_l("Write the job."), most=60, hint=_l("In plain words: nurse, ward manager."))
    ends_on = Day(_l("Last day in this post"), hint=_l("For agency staff and leavers. The account stops after it."))


class PartWords(Form):
    """What somebody is, where, and for a reviewer until when."""

    role = Choice(_l("What is this person?"), words=ROLES, needed=_l("Choose what this person is."))
    ward = Pick(_l("On which ward?"), needed=_l("Choose a ward, or all wards."))
    last_day = Day(
        _l("For a peer reviewer: the last day"),
        hint=_l("A peer reviewer always has one, at most 92 days from today. For anybody else leave it empty."),
    )


class NewAccountForm(PersonWords, PartWords, SentOnce):
    """A new account, with its first part."""

    username = Line(_l("Username"), needed=_l("Write a username."), most=60)


class AccountForm(PersonWords, Versioned):
    """An account that exists."""


class MembershipForm(PartWords):
    """One more part."""


class LastDayForm(Form):
    """A later last day for a reviewer."""

    last_day = Day(_l("The new last day"), needed=_l("Choose the last day."), hint=_l("At most 92 days from today."))


class PasswordForm(Form):
    """A new password for one's own account."""

    current = Secret(_l("Your password now"), needed=_l("Type your password."))
    password = Secret(
        _l("New password"),
        needed=_l("Type a new password."),
        hint=_l("At least 12 characters. Three words that do not belong together are good."),
    )
    again = Secret(_l("New password again"), needed=_l("Type the new password again."))
