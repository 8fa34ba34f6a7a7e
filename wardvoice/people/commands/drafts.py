"""What a ward name has begun to write: kept, thrown away, forgotten. It is no act, so the history never hears of it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select

from wardvoice.core.policy import May
from wardvoice.people.models import Draft
from wardvoice.people.queries import lock_draft, mark_of
from wardvoice.storage.work import Work

KEPT_FOR = timedelta(days=7)
MOST = 20
"""Drafts of one ward name; the oldest go first."""


def keep_draft(work: Work, *, address: str, typed: str) -> None:
    """Keep what one has typed into the form of this address, under one's ward name, and nothing older of it."""
    work.require(May.SEE_MY_THINGS)
    assert work.actor.id is not None
    whose = mark_of(work.pepper, work.actor.id)
    locked = lock_draft(typed, work.pepper, work.actor.id)
    work.session.merge(Draft(whose=whose, address=address, typed=locked, day=work.today))
    newest = select(Draft.address).where(Draft.whose == whose).order_by(Draft.day.desc(), Draft.address)
    for too_many in work.session.scalars(newest.offset(MOST)).all():
        _forget(work, Draft.whose == whose, Draft.address == too_many)


def throw_drafts_away(work: Work, *addresses: str) -> None:
    """Let go of what one has begun in these forms, if anything: it was sent, or is not wanted."""
    if work.actor.is_patient and work.actor.id is not None:
        _forget(work, Draft.whose == mark_of(work.pepper, work.actor.id), Draft.address.in_(addresses))


def forget_drafts(work: Work) -> None:
    """Let go of every draft that has waited for a week."""
    work.require(May.CLOCKWORK)
    _forget(work, Draft.day <= work.today - KEPT_FOR)


def forget_drafts_of(work: Work, name_id: UUID) -> None:
    """Let go of all that a ward name has begun: nobody can come back to it."""
    _forget(work, Draft.whose == mark_of(work.pepper, name_id))


def _forget(work: Work, *which: object) -> None:
    work.session.execute(delete(Draft).where(*which))  # type: ignore[arg-type]
