"""The room itself: of which ward and period a page speaks."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import Blueprint, request

from wardvoice.core.errors import NotFound
from wardvoice.core.policy import May, may
from wardvoice.evidence.rules.periods import Period, own_dates, shown_first
from wardvoice.wards import queries as of_wards
from wardvoice.wards.models import Ward
from wardvoice.wards.rules import WardKind
from wardvoice.web.identity import this_actor, this_work

bp = Blueprint("evidence", __name__)


def ward_asked(ward_id: UUID, what: May = May.READ_EVIDENCE) -> Ward:
    """Return the ward of an address; NotFound for an unknown one and for one of which this person may not read."""
    ward = of_wards.ward(this_work().session, ward_id)
    if ward.kind is not WardKind.WARD or not may(this_actor(), what, ward):
        raise NotFound()
    return ward


def period_asked() -> Period:
    """Return the period that the address asks for, `?from=&to=`, or the one that is shown first.

    RuleBroken for days that make no period.
    """
    today = this_work().today
    if not request.args.get("from") and not request.args.get("to"):
        return shown_first(today)
    return own_dates(_day("from"), _day("to"), today)


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.args.get(name, "").strip())
    except ValueError:
        return None
