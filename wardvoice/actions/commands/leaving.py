"""When somebody leaves: no promise is left without a person in post (F6)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from wardvoice.actions import queries
from wardvoice.actions.commands.promising import change_owner
from wardvoice.actions.models import Action
from wardvoice.actions.rules import UNFINISHED
from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.policy import May
from wardvoice.people import commands as people
from wardvoice.people.models import Account
from wardvoice.storage.work import Work


def close_account(work: Work, *, account: Account, to: Account | None = None) -> Account:
    """Close an account once its promises have a new owner; refused while it still owns any (F6)."""
    work.require(May.KEEP_ACCOUNTS, account)
    left = unfinished_of(work, account.id)
    if left and to is None:
        raise RuleBroken(
            N_("%(name)s still owns %(count)s promises. Say who takes them over first."),
            field="to",
            name=account.name,
            count=len(left),
        )
    for action in left:
        change_owner(work, action, to, until=action.due)
    return people.close_account(work, account=account)


def pass_on_promises(work: Work, *, account: Account) -> list[Action]:
    """Give what somebody who left still owns to the manager of each ward; without one it stays, shown as such."""
    work.require(May.CLOCKWORK)
    passed = []
    for action in unfinished_of(work, account.id):
        here = queries.owners(work.session, action.ward_id, [account.id], work.today)[account.id]
        manager = _manager_of(work, action.ward_id, but=account.id)
        if not here.in_post and manager is not None:
            passed.append(change_owner(work, action, manager, until=work.today))
    return passed


def pass_on_what_is_left(work: Work) -> list[Action]:
    """Do the same for everybody who is no longer in post. Safe to run twice."""
    owners = select(Account).where(Account.id.in_(select(Action.owner_id).where(Action.state.in_(UNFINISHED))))
    passed = []
    for account in work.session.scalars(owners.order_by(Account.id)).all():
        passed += pass_on_promises(work, account=account)
    return passed


def unfinished_of(work: Work, account_id: UUID) -> list[Action]:
    """Return every promise, of any ward, that this person still has to keep."""
    query = select(Action).where(Action.owner_id == account_id, Action.state.in_(UNFINISHED)).order_by(Action.id)
    return list(work.session.scalars(query))


def _manager_of(work: Work, ward_id: UUID, but: UUID) -> Account | None:
    """The manager whose post lasts longest, so that nothing has to be handed on again soon."""
    found = [person for person in queries.managers(work.session, ward_id, work.today) if person.id != but]
    found.sort(key=lambda person: (person.post_ends_on is not None, person.name))
    return work.session.get(Account, found[0].id) if found else None
