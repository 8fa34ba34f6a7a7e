"""While an owner is away over the date: somebody who says yes does it instead (F5)."""

from __future__ import annotations

from wardvoice.actions import queries, rules
from wardvoice.actions.models import Action
from wardvoice.core.errors import MOVED_ON, N_, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.people.models import Account
from wardvoice.storage.work import Work


def ask_cover(work: Work, *, action: Action, by: Account | None, version: int | None = None) -> Action:
    """Ask somebody to do a promise whose date falls into the owner's absence; it counts once they say yes.

    RuleBroken beside `cover`, or if the owner is there on the date.
    """
    work.require(May.HAND_OVER, action)
    work.still(action, version)
    card = queries.card(work.session, action.ward_id, action, work.today)
    if card.away_over_date is None:
        raise RuleBroken(N_("Whose job it is will be here on that day. Nobody needs to cover."), field="cover")
    if by is None:
        raise RuleBroken(N_("Choose who covers."), field="cover")
    person = queries.owner(work.session, action.ward_id, by.id, work.today)
    rules.cover_makes_sense(
        is_owner=by.id == action.owner_id,
        in_post=person.in_post and (person.post_ends_on is None or person.post_ends_on >= action.due),
        away=queries.is_away(work.session, by.id, action.due),
    )
    action.cover_id, action.cover_taken_on = by.id, None
    work.record(Happened.COVER_ASKED, action, owner=by.id, instead_of=action.owner_id)
    return action


def take_cover(work: Work, *, action: Action) -> Action:
    """Say yes: from now on one may report on it and move its date, as the owner may."""
    _asked(work, action)
    action.cover_taken_on = work.today
    work.record(Happened.COVER_TAKEN, action, owner=action.cover_id, instead_of=action.owner_id)
    return action


def decline_cover(work: Work, *, action: Action) -> Action:
    """Say no: the promise asks for somebody else."""
    _asked(work, action)
    before, action.cover_id = action.cover_id, None
    work.record(Happened.COVER_DECLINED, action, owner=before)
    return action


def _asked(work: Work, action: Action) -> None:
    work.require(May.COVER, action)
    if action.cover_taken_on is not None:
        raise Stale(MOVED_ON)
