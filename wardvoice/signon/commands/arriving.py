"""Somebody signs on: their account is opened, brought in line with their groups, or closed because they have left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete

from wardvoice.actions.commands import close_leaver
from wardvoice.core.errors import N_
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.people import commands as people
from wardvoice.people import queries as of_people
from wardvoice.people.models import Account
from wardvoice.people.rules.accounts import works_on
from wardvoice.signon import queries, rules
from wardvoice.signon.commands.keeping import join
from wardvoice.signon.models import GroupPart, Knock, PartByGroup
from wardvoice.signon.rules import Part, Person
from wardvoice.storage import history
from wardvoice.storage.work import Work

NO_LINES = N_("No group of the hospital opens WardVoice yet. The hospital admin of WardVoice can change that.")
NOT_KNOWN = N_(
    "Your hospital account is good, but none of your groups opens WardVoice. "
    "The hospital admin of WardVoice now sees that you were here, and can let you in."
)
NAME_TAKEN = N_(
    "There is a WardVoice account with your username already. If it is yours, sign in below with its password. "
    "The hospital admin of WardVoice now sees that you were here, and can link the two."
)
CLOSED = N_("Your WardVoice account is closed. The hospital admin of WardVoice can open it again.")
BY_PASSWORD = N_(
    "You are an admin, an advocate or an independent listener here, so you sign in below with your WardVoice password. "
    "If you have none, the hospital admin of WardVoice makes one."
)
LEFT = N_(
    "You are in none of the groups any more that open WardVoice, so your account here was closed just now. "
    "Your promises went to the ward manager. If that is wrong, tell the hospital admin of WardVoice."
)


@dataclass(frozen=True)
class Arrival:
    """Whose account it is, or why nobody is let in. Either way what was written down is to be stored."""

    account: Account | None = None
    refusal: str = ""


def arrive(work: Work, *, person: Person) -> Arrival:
    """Bring an account in line with what the directory says of somebody, and say whether they may come in.

    NotAllowed where the directory sent no list of groups: that is not the same as a list without any of ours, and
    nothing is changed by it.
    """
    work.require(May.KEEP_ACCOUNTS)
    lines = queries.lines(work.session, work.today)
    if not lines:
        return Arrival(refusal=NO_LINES)
    wanted = rules.given_by(rules.listed(person), lines)
    account = queries.account_of(work.session, person.issuer, person.subject)
    if account is None:
        return _arrives_first(work, person, wanted)
    if not works_on(account, work.today):
        return Arrival(refusal=CLOSED)
    _bring_in_line(work, account, wanted)
    if held := queries.parts_held(work.session, account.id, work.today):
        by_password = rules.signs_in_by_password(part.role for part, _by_group in held)
        return Arrival(refusal=BY_PASSWORD) if by_password else Arrival(account)
    if not queries.was_given_anything(work.session, account.id):
        return Arrival(account)
    close_leaver(work, account=account)
    return Arrival(refusal=LEFT)


def _arrives_first(work: Work, person: Person, wanted: Mapping[Part, GroupPart]) -> Arrival:
    username = rules.username_for(person)
    taken = of_people.username_taken(work.session, username)
    if taken or not wanted:
        _note_knock(work, person)
        return Arrival(refusal=NAME_TAKEN if taken and wanted else NOT_KNOWN)
    job = person.job or rules.job_for(wanted)
    account = people.open_account(work, name=person.name, job=job, username=username, password_hash="")
    join(work, account, issuer=person.issuer, subject=person.subject, username=person.username)
    _bring_in_line(work, account, wanted)
    return Arrival(account)


def _bring_in_line(work: Work, account: Account, wanted: Mapping[Part, GroupPart]) -> None:
    """End what the directory gave and gives no more, begin what it gives now; what a person gave stays."""
    held = queries.parts_held(work.session, account.id, work.today)
    lost = [part for part, by_group in held if by_group and (part.role, part.ward_id) not in wanted]
    new = {part: line for part, line in wanted.items() if part not in {(one.role, one.ward_id) for one, _by in held}}
    history.hold(work.session, {ward_id or history.HOSPITAL for ward_id in [one.ward_id for one in lost]})
    for part in lost:
        people.end_membership(work, membership=part)
    for (role, ward_id), line in sorted(new.items(), key=lambda one: str(one[0])):
        given = people.give_membership(work, account=account, role=role, ward_id=ward_id)
        by_group = PartByGroup(membership_id=given.id, group_part_id=line.id)
        work.session.add(by_group)
        work.record(Happened.PART_BY_GROUP, by_group)


def _note_knock(work: Work, person: Person) -> None:
    """Let an admin see for two weeks that somebody was here, so that they can be linked."""
    same = (Knock.issuer == person.issuer, Knock.subject == person.subject)
    work.session.execute(delete(Knock).where(*same))
    work.session.add(
        Knock(
            issuer=person.issuer,
            subject=person.subject,
            username=person.username,
            name=person.name,
            day=work.today,
        )
    )
