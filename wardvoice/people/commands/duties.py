"""Duties that advocates take on, and covers: who is told that something sent in private is late."""

from __future__ import annotations

from uuid import UUID

from wardvoice.core.errors import N_, NotAllowed, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.people.models import Account, Cover, DutyTaken
from wardvoice.people.queries import duties as queries
from wardvoice.people.rules.keys import Duty, ReaderKind, check_cover
from wardvoice.storage.work import Work


def take_duty(work: Work, *, duty: Duty, ward_id: UUID | None) -> DutyTaken:
    """Take on a duty on the ward that is looked at, or on all of one's wards."""
    assert work.actor.id is not None
    taken = DutyTaken(account_id=work.actor.id, ward_id=ward_id, duty=duty, since=work.today)
    work.require(May.TAKE_DUTY, taken)
    if any(queries.same_place(held, taken) for held in queries.duties_of(work.session, work.actor.id, work.today)):
        raise RuleBroken(N_("You have taken this on already."))
    work.session.add(taken)
    work.record(Happened.DUTY_TAKEN, taken)
    return taken


def leave_duty(work: Work, *, taken: DutyTaken) -> DutyTaken:
    """Leave a duty of one's own, from today on."""
    work.require(May.TAKE_DUTY, taken)
    if taken.account_id != work.actor.id:
        raise NotAllowed(N_("Only the person who took a duty can leave it."))
    if taken.until is not None:
        raise Stale(N_("This is over already."))
    taken.until = work.today
    work.record(Happened.DUTY_LEFT, taken)
    return taken


def name_cover(work: Work, *, kind: ReaderKind, account: Account, ward_id: UUID | None) -> Cover:
    """Name who is told that something sent to this kind of reader is late, on one ward or on all."""
    cover = Cover(ward_id=ward_id, role=kind, account_id=account.id, since=work.today)
    work.require(May.NAME_COVER, cover)
    check_cover(kind, queries.roles_where(work.session, account.id, ward_id, work.today))
    if not queries.others_read(work.session, kind, account.id, ward_id, work.today):
        raise RuleBroken(N_("Nobody else is there to cover for. Choose a second person."), field="account")
    if any(queries.same_place(held, cover) for held in queries.running_covers(work.session, ward_id, work.today)):
        raise RuleBroken(N_("This person covers here already."), field="account")
    work.session.add(cover)
    work.record(Happened.COVER_NAMED, cover)
    return cover


def end_cover(work: Work, *, cover: Cover) -> Cover:
    """End a cover today."""
    work.require(May.NAME_COVER, cover)
    if cover.until is not None:
        raise Stale(N_("This is over already."))
    cover.until = work.today
    work.record(Happened.COVER_ENDED, cover)
    return cover
