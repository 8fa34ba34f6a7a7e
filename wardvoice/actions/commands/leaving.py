"""When somebody leaves: no promise is left without a person in post (F6)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.actions import queries
from wardvoice.actions.commands.promising import change_owner
from wardvoice.actions.models import Action
from wardvoice.actions.rules import UNFINISHED
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.clock import Clock
from wardvoice.core.errors import N_, NotFound, RuleBroken
from wardvoice.core.policy import May
from wardvoice.people import commands as people
from wardvoice.people import queries as of_people
from wardvoice.people.models import Account
from wardvoice.storage import history
from wardvoice.storage.work import Work

AT_THE_SERVER = Actor(Door.OWN_DEVICE, id=UUID(int=0), name="the server's keeper", roles=frozenset({Role.ADMIN}))
"""Whoever types commands at the server itself."""


def close_account(work: Work, *, account: Account, to: Account | None = None) -> Account:
    """Close an account once its promises have a new owner; refused while it still owns any (F6)."""
    work.require(May.KEEP_ACCOUNTS, account)
    left = list(_unfinished(work.session, Action.owner_id == account.id))
    if left and to is None:
        raise RuleBroken(
            N_("%(name)s has promises that are not kept yet: %(count)s. Say who takes them over."),
            field="to",
            name=account.name,
            count=len(left),
        )
    for action in left:
        change_owner(work, action, to, until=action.due)
    return people.close_account(work, account=account)


def close_leaver(work: Work, *, account: Account) -> list[Action]:
    """Close the account of somebody who has left, as a list of people says; nobody is asked first (F6).

    What they still owned goes in the same moment to the manager of each ward, or to the service lead where there is
    none. Returns what found nobody: it stays, and is shown as such.
    """
    work.require(May.KEEP_ACCOUNTS, account)
    left = list(_unfinished(work.session, Action.owner_id == account.id))
    history.hold(work.session, {history.HOSPITAL, *(action.ward_id for action in left)})
    people.close_account(work, account=account)
    return [action for action in left if not _pass_on(work, action)]


def close_account_named(
    session: Session, clock: Clock, pepper: bytes, *, username: str, hand_over_to: str | None = None
) -> Account:
    """Close an account from the server's command line, and store it. NotFound for a username that nobody has."""
    work = Work(session, AT_THE_SERVER, clock, pepper)
    account = _named(work, username)
    closed = close_account(work, account=account, to=_named(work, hand_over_to) if hand_over_to else None)
    work.commit()
    return closed


def close_leaver_named(session: Session, clock: Clock, pepper: bytes, *, username: str) -> list[Action] | None:
    """Close the account of a leaver for a list of people, and store it; return the promises that found nobody.

    None for one that is closed already: such a list names the same person again and again. NotFound for a username
    that nobody ever had.
    """
    work = Work(session, AT_THE_SERVER, clock, pepper)
    account = of_people.account_named(work.session, username)
    if account is None:
        raise NotFound(N_("No account has the username %(username)s."), username=username)
    if account.closed_on is not None:
        return None
    left = close_leaver(work, account=account)
    work.commit()
    return left


def pass_on_promises(work: Work, *, account: Account | None = None) -> list[Action]:
    """Give what people who left still own to the manager of the ward, or to the service lead where there is none.

    Without either it stays, and is shown as such. Of one account, or of everybody on the ward that is looked at. Safe
    to run twice.
    """
    work.require(May.CLOCKWORK)
    where = [Action.owner_id == account.id] if account else []
    if work.actor.ward_id is not None:
        where.append(Action.ward_id == work.actor.ward_id)
    return [action for action in _unfinished(work.session, *where) if _pass_on(work, action)]


def _pass_on(work: Work, action: Action) -> bool:
    owner = queries.owners(work.session, action.ward_id, [action.owner_id], work.today)[action.owner_id]
    if owner.in_post:
        return False
    heir = queries.heir(work.session, action.ward_id, work.today)
    if heir is None:
        return False
    change_owner(work, action, work.session.get_one(Account, heir), until=work.today)
    return True


def _unfinished(session: Session, *where: object) -> Iterable[Action]:
    query = select(Action).where(Action.state.in_(UNFINISHED), *where).order_by(Action.id)  # type: ignore[arg-type]
    return session.scalars(query).all()


def _named(work: Work, username: str) -> Account:
    account = of_people.account_to_sign_in(work.session, username, work.today)
    if account is None:
        raise NotFound(N_("No account in use has the username %(username)s."), username=username)
    return account
