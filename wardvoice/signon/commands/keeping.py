"""What an admin says of the directory: what its groups give, and which of its accounts is which of ours."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete

from wardvoice.core.errors import N_, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.people import commands as people
from wardvoice.people.models import Account
from wardvoice.signon import queries, rules
from wardvoice.signon.models import GroupPart, HospitalAccount, Knock
from wardvoice.signon.rules import GroupRole
from wardvoice.storage.work import Work

BY_PASSWORD = N_("An admin, an advocate and an independent listener sign in with their WardVoice password.")


def give_group_part(
    work: Work, *, name: str, role: GroupRole, ward_id: UUID | None, once: str | None = None
) -> GroupPart:
    """Say what a group of the directory gives from the next sign-on of each of its members."""
    work.require(May.KEEP_SIGN_ON)
    work.refuse_repeat(once)
    rules.check_line(name, role, ward_id)
    same = (name, role, ward_id)
    if any((line.name, line.role, line.ward_id) == same for line in queries.lines(work.session, work.today)):
        raise RuleBroken(N_("This group gives that already."), field="name")
    part = GroupPart(name=name, role=role, ward_id=ward_id, since=work.today)
    work.session.add(part)
    work.record(Happened.GROUP_PART_GIVEN, part)
    work.once(once, part)
    return part


def end_group_part(work: Work, *, part: GroupPart) -> GroupPart:
    """Let a group give this no more; the parts that it gave end at once. Stale if that is so already."""
    work.require(May.KEEP_SIGN_ON)
    if part.until is not None:
        raise Stale(N_("This is over already."))
    part.until = work.today
    work.record(Happened.GROUP_PART_ENDED, part)
    for given in queries.parts_because_of(work.session, part.id, work.today):
        people.end_membership(work, membership=given)
    return part


def link(work: Work, *, account: Account, knock: Knock) -> HospitalAccount:
    """Let somebody who knocked sign on as an account that there is: an admin looked, and says that it is they.

    RuleBroken for whoever signs in with a password alone.
    """
    work.require(May.KEEP_SIGN_ON)
    if account.closed_on is not None:
        raise Stale(N_("This account is closed."))
    if queries.has_hospital_account(work.session, account.id):
        raise RuleBroken(N_("This person signs on with a hospital account already."), field="account")
    held = queries.parts_held(work.session, account.id, work.today)
    if rules.signs_in_by_password(part.role for part, _by_group in held):
        raise RuleBroken(BY_PASSWORD, field="account")
    if queries.account_of(work.session, knock.issuer, knock.subject) is not None:
        raise Stale(N_("This hospital account is linked already."))
    return join(work, account, issuer=knock.issuer, subject=knock.subject, username=knock.username)


def unlink(work: Work, *, hospital_account: HospitalAccount) -> HospitalAccount:
    """Let a hospital account sign on as this account no more. Stale if that is so already."""
    work.require(May.KEEP_SIGN_ON)
    if hospital_account.until is not None:
        raise Stale(N_("This is over already."))
    hospital_account.until = work.today
    work.record(Happened.SIGN_ON_UNLINKED, hospital_account)
    return hospital_account


def join(work: Work, account: Account, *, issuer: str, subject: str, username: str) -> HospitalAccount:
    """Write down whose hospital account it is; who may is asked before. Whoever knocked waits no more."""
    link = HospitalAccount(account_id=account.id, issuer=issuer, subject=subject, username=username, since=work.today)
    work.session.add(link)
    work.record(Happened.SIGN_ON_LINKED, link)
    work.session.execute(delete(Knock).where(Knock.issuer == issuer, Knock.subject == subject))
    return link
