"""Accounts of staff: opened, changed and closed by an admin, with a password that only its owner keeps."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.core.actor import CLOCK, Role
from wardvoice.core.clock import Clock
from wardvoice.core.errors import N_, NotAllowed, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.people import queries
from wardvoice.people.hashing import hash_password
from wardvoice.people.models import Account, Membership
from wardvoice.people.rules import accounts as rules
from wardvoice.people.rules.locks import check_password
from wardvoice.storage.work import Work


def open_account(
    work: Work,
    *,
    name: str,
    job: str,
    username: str,
    password_hash: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
    once: str | None = None,
) -> Account:
    """Open an account; its username stays its own for ever, also when it is closed."""
    work.require(May.CLOCKWORK if work.actor == CLOCK else May.KEEP_ACCOUNTS)
    work.refuse_repeat(once)
    username = rules.folded_username(username)
    rules.check_username(username)
    starts_on = starts_on or work.today
    rules.check_end(starts_on=starts_on, ends_on=ends_on, today=work.today)
    if queries.username_taken(work.session, username):
        raise RuleBroken(N_("There is an account with this username. Choose another one."), field="username")
    account = Account(
        name=name,
        job=job,
        username=username,
        password_hash=password_hash,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    work.session.add(account)
    work.record(Happened.ACCOUNT_OPENED, account)
    work.once(once, account)
    return account


def open_first_admin(
    session: Session, clock: Clock, pepper: bytes, *, username: str, name: str, password: str
) -> Account:
    """Open the account of the first admin of an empty hospital; RuleBroken if there is any account."""
    check_password(password, username)
    password_hash = hash_password(password)
    work = Work(session, CLOCK, clock, pepper)
    if session.scalar(select(Account.id).limit(1)) is not None:
        raise RuleBroken(N_("There are accounts already. An admin can open more of them."))
    account = open_account(work, name=name, job="admin", username=username, password_hash=password_hash)
    _join(work, account, Role.ADMIN, None)
    work.commit()
    return account


def change_account(
    work: Work, *, account: Account, name: str, job: str, ends_on: date | None, version: int | None = None
) -> Account:
    """Mend a name or a job, or set the day on which a post ends."""
    work.require(May.KEEP_ACCOUNTS)
    work.still(account, version)
    _check_open(account)
    if ends_on != account.ends_on:
        rules.check_end(starts_on=account.starts_on, ends_on=ends_on, today=work.today)
        if ends_on is not None:
            _keep_an_admin(work, account.id, field="ends_on")
    account.name, account.job, account.ends_on = name, job, ends_on
    work.record(Happened.ACCOUNT_CHANGED, account, ends_on=ends_on)
    return account


def close_account(work: Work, *, account: Account) -> Account:
    """Close an account for good. Whether promises are handed over is for the room of promises to ask first."""
    work.require(May.KEEP_ACCOUNTS)
    _check_open(account)
    if account.id == work.actor.id:
        raise NotAllowed(N_("You cannot close your own account. Ask another admin."))
    _keep_an_admin(work, account.id)
    account.closed_on = work.today
    account.password_hash = ""
    work.record(Happened.ACCOUNT_CLOSED, account)
    return account


def open_again(work: Work, *, account: Account) -> Account:
    """Open a closed account again: without a password, and without the parts that it had. Stale if it is open.

    What somebody was long ago is not given back unseen; an admin, or the hospital's directory, gives it anew.
    """
    work.require(May.KEEP_ACCOUNTS)
    if account.closed_on is None:
        raise Stale(N_("This account is open."))
    for member in queries.roles_by_account(work.session, [account.id], work.today).get(account.id, []):
        member.membership.until = work.today
        work.record(Happened.MEMBERSHIP_ENDED, member.membership)
    account.closed_on = None
    work.record(Happened.ACCOUNT_REOPENED, account)
    return account


def set_password(work: Work, *, account: Account, password_hash: str) -> Account:
    """Give an account a new password: its owner, or an admin who hands over a starting one."""
    work.require(May.KEEP_OWN_ACCOUNT if account.id == work.actor.id else May.KEEP_ACCOUNTS)
    _check_open(account)
    account.password_hash = password_hash
    work.record(Happened.ACCOUNT_CHANGED, account)
    return account


def give_membership(
    work: Work, *, account: Account, role: Role, ward_id: UUID | None, last_day: date | None = None
) -> Membership:
    """Say what somebody is on a ward, or on all of them; a reviewer until a `last_day`, and nobody else."""
    work.require(May.KEEP_ACCOUNTS)
    _check_open(account)
    rules.check_membership(role=role, ward_id=ward_id)
    rules.check_last_day(role=role, last_day=last_day, today=work.today)
    held = queries.roles_by_account(work.session, [account.id], work.today).get(account.id, [])
    if any(member.membership.role is role and member.membership.ward_id == ward_id for member in held):
        raise RuleBroken(N_("This person is that already."), field="role")
    return _join(work, account, role, ward_id, last_day)


def invite_on(work: Work, *, membership: Membership, last_day: date | None) -> Membership:
    """Let a reviewer whose time is not over read until a later day: a deed of its own, which the history keeps.

    Stale if it is over, or no reviewer's; RuleBroken for a day that is not later, or too far ahead.
    """
    work.require(May.KEEP_ACCOUNTS)
    now_until = membership.until
    if membership.role is not Role.REVIEWER or (now_until is not None and now_until <= work.today):
        raise Stale(N_("This is over already."))
    rules.check_last_day(role=membership.role, last_day=last_day, today=work.today)
    assert last_day is not None, "a reviewer has one"
    if now_until is not None and rules.over_from(last_day) <= now_until:
        raise RuleBroken(N_("This is not later than now. Choose a later day."), field="last_day")
    membership.until = rules.over_from(last_day)
    work.record(Happened.REVIEWER_INVITED_ON, membership, last_day=last_day)
    return membership


def end_membership(work: Work, *, membership: Membership) -> Membership:
    """End what somebody is on a ward, today. Nobody ends their own part as admin."""
    work.require(May.KEEP_ACCOUNTS)
    if membership.until is not None and membership.until <= work.today:
        raise Stale(N_("This is over already."))
    if membership.account_id == work.actor.id and membership.role is Role.ADMIN:
        raise NotAllowed(N_("You cannot end your own part as admin. Ask another admin."))
    if membership.role is Role.ADMIN:
        _keep_an_admin(work, membership.account_id)
    membership.until = work.today
    work.record(Happened.MEMBERSHIP_ENDED, membership)
    return membership


def _join(work: Work, account: Account, role: Role, ward_id: UUID | None, last_day: date | None = None) -> Membership:
    until = rules.over_from(last_day) if last_day else None
    membership = Membership(account_id=account.id, ward_id=ward_id, role=role, since=work.today, until=until)
    work.session.add(membership)
    work.record(Happened.MEMBERSHIP_GIVEN, membership)
    return membership


def _keep_an_admin(work: Work, leaves: UUID, field: str | None = None) -> None:
    """Refuse to let the last admin go, today or on a last day."""
    if queries.is_last_admin(work.session, leaves, work.today):
        raise RuleBroken(N_("This is the last admin of the hospital. Make somebody else admin first."), field=field)


def _check_open(account: Account) -> None:
    if account.closed_on is not None:
        raise Stale(N_("This account is closed."))
