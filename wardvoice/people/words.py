"""How roles, parts, duties and the ways of choosing read on a page."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from wardvoice.core.actor import Role
from wardvoice.people.rules import Chosen, Duty, ReaderKind, TermRole
from wardvoice.people.rules.accounts import FORMER
from wardvoice.people.rules.pictures import PICTURES as IN_ORDER

ROLES = {
    Role.STAFF: _l("Ward staff"),
    Role.MANAGER: _l("Ward manager"),
    Role.LEAD: _l("Service lead"),
    Role.ADVOCATE: _l("Advocate"),
    Role.LISTENER: _l("Independent listener"),
    Role.DUTY: _l("Duty lead"),
    Role.ADMIN: _l("Hospital admin"),
    Role.REVIEWER: _l("Peer reviewer"),
}
PARTS = {
    TermRole.REP: _l("Rep"),
    TermRole.DEPUTY: _l("Deputy rep"),
    TermRole.PEER: _l("Peer supporter"),
}
HOW_CHOSEN = {
    Chosen.VOTE: _l("By a vote on paper"),
    Chosen.AGREED: _l("Agreed in the meeting"),
    Chosen.ONLY_ONE: _l("Only one person came forward"),
}
_PICTURES = {
    "cat": _l("cat"), "dog": _l("dog"), "bird": _l("bird"), "fish": _l("fish"),
    "rabbit": _l("rabbit"), "turtle": _l("turtle"), "snail": _l("snail"), "squirrel": _l("squirrel"),
    "sun": _l("sun"), "moon": _l("moon"), "star": _l("star"), "cloud": _l("cloud"),
    "snow": _l("snow"), "flower": _l("flower"), "leaf": _l("leaf"), "tree": _l("tree"),
    "apple": _l("apple"), "banana": _l("banana"), "cherry": _l("cherry"), "carrot": _l("carrot"),
    "cake": _l("cake"), "pizza": _l("pizza"), "cup": _l("cup"), "ice-cream": _l("ice cream"),
    "bus": _l("bus"), "bike": _l("bike"), "train": _l("train"), "boat": _l("boat"),
    "book": _l("book"), "guitar": _l("guitar"), "bell": _l("bell"), "umbrella": _l("umbrella"),
}  # fmt: skip
PICTURES = {picture: _PICTURES[picture] for picture in IN_ORDER}
READERS = {
    ReaderKind.ADVOCATE: _l("Advocates"),
    ReaderKind.LISTENER: _l("Independent listeners"),
    ReaderKind.MANAGER: _l("Ward managers"),
}
READS_ALONE = {
    ReaderKind.ADVOCATE: _l("%(ward)s: %(name)s alone has a key as advocate."),
    ReaderKind.LISTENER: _l("%(ward)s: %(name)s alone has a key as independent listener."),
    ReaderKind.MANAGER: _l("%(ward)s: %(name)s alone has a key as ward manager."),
}
"""Said before the last key of a kind goes."""
DUTIES = {
    Duty.READ: _l("I read what patients send to me in private"),
    Duty.PAPER: _l("I type in what patients write on paper"),
}
WHAT_IT_MEANS = {
    Duty.READ: (
        _l("Patients can choose you. Only while you do this are you offered to them."),
        _l("What they send reaches you at 07:00, 13:00 and 19:00. You need a key and its passphrase to read it."),
        _l("You say within 1 working day that you have read it, and then you answer. Each opening is logged."),
        _l("You are offered only if one of you signed in within the last 3 working days."),
    ),
    Duty.PAPER: (
        _l("Some patients write on paper. You collect the forms and type them in word for word."),
        _l("They then wait and come out together with all others. Nobody sees who typed them in."),
        _l("You give the patient the five words for the answer. You keep no copy."),
    ),
}


def username_shown(username: str) -> str:
    """Return how a username reads: of somebody whose name has gone it is a number that tells nobody anything."""
    return _("somebody who left") if username.startswith(FORMER) else username
