"""Something must stay, whatever the schedule says: for a court, an inquiry, or whoever asks why."""

from __future__ import annotations

from uuid import UUID

from wardvoice.core.errors import N_, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May, may
from wardvoice.records.models import Hold
from wardvoice.records.rules import check_reason
from wardvoice.storage.work import Work


def hold(
    work: Work,
    *,
    because: str,
    ward_id: UUID | None = None,
    about: str | None = None,
    account_id: UUID | None = None,
    once: str | None = None,
) -> Hold:
    """Hold all of a ward, one thing of it, or without a ward an account and all in which it stands, from now on.

    An account stands on many wards, so an admin alone holds one. RuleBroken without a reason.
    """
    what = {"ward_id": ward_id, "about": about, "account_id": account_id}
    held = Hold(**what, because=because.strip(), since=work.today, set_by_id=work.actor.id)
    _require(work, held)
    work.refuse_repeat(once)
    check_reason(because)
    work.session.add(held)
    work.record(Happened.HOLD_SET, held)
    work.once(once, held)
    return held


def lift(work: Work, *, held: Hold) -> Hold:
    """Let the schedule count again for what was held, in four weeks. Stale for one that is lifted."""
    _require(work, held)
    if held.lifted_on is not None:
        raise Stale(N_("This hold is lifted already."))
    held.lifted_on, held.lifted_by_id = work.today, work.actor.id
    work.record(Happened.HOLD_LIFTED, held)
    return held


def _require(work: Work, held: Hold) -> None:
    """Whoever may hold anything is not asked of which ward; to all others a hold of another ward is none."""
    work.require(May.HOLD_RECORDS, None if may(work.actor, May.HOLD_RECORDS) else held)
