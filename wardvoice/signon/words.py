"""How what groups can give reads on a page."""

from __future__ import annotations

from wardvoice.core.actor import Role
from wardvoice.people.words import ROLES
from wardvoice.signon.rules import GroupRole

GIVES = {role: ROLES[Role(role.value)] for role in GroupRole}
