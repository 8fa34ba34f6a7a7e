"""What somebody means who writes an address or a username: the thing that a hold is about."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.actions.models import Action
from wardvoice.agenda.models import Item
from wardvoice.core.errors import N_, RuleBroken
from wardvoice.meetings.models import Meeting
from wardvoice.people.models import Account
from wardvoice.people.rules.accounts import folded_username
from wardvoice.records.rules import HeldWhat

OF_PAGE: dict[str, type[Any]] = {"agenda/items": Item, "actions": Action, "meetings": Meeting}
ADDRESS = re.compile(r"/(agenda/items|actions|meetings)/([0-9a-fA-F-]{36})(?:[/?#]|$)")


def held_by(
    session: Session, what: HeldWhat, ward_id: UUID | None, typed: str, *, only_on: UUID | None = None
) -> dict[str, Any]:
    """Return the ward, thing or account that a hold is about. RuleBroken beside its box for what is not there.

    With `only_on` a page of another ward is not there either.
    """
    if what is HeldWhat.WARD:
        if not ward_id:
            raise RuleBroken(N_("Choose the ward."), field="ward")
        return {"ward_id": ward_id}
    return _page(session, typed.strip(), only_on) if what is HeldWhat.PAGE else _account(session, typed)


def _page(session: Session, typed: str, only_on: UUID | None) -> dict[str, Any]:
    match = ADDRESS.search(typed)
    try:
        found = session.get(OF_PAGE[match[1]], UUID(match[2])) if match else None
    except ValueError:
        found = None
    if found is None or (only_on is not None and found.ward_id != only_on):
        raise RuleBroken(N_("No item, promise or meeting has this address."), field="about")
    return {"ward_id": found.ward_id, "about": found.thing}


def _account(session: Session, typed: str) -> dict[str, Any]:
    found = session.scalar(select(Account.id).where(Account.username == folded_username(typed)))
    if found is None:
        raise RuleBroken(N_("No account has this username."), field="about")
    return {"account_id": found}
