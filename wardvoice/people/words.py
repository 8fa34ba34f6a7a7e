"""How roles, parts and the ways of choosing read on a page."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from wardvoice.core.actor import Role
from wardvoice.people.rules import Chosen, TermRole

ROLES = {
    Role.STAFF: _l("Ward staff"),
    Role.MANAGER: _l("Ward manager"),
    Role.LEAD: _l("Service lead"),
    Role.ADVOCATE: _l("Advocate"),
    Role.LISTENER: _l("Independent listener"),
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
