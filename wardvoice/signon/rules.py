"""What a directory's token says of somebody, and what their groups give: nothing is guessed, nothing looks alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Protocol, TypeVar
from uuid import UUID

from wardvoice.core.actor import Role
from wardvoice.core.errors import N_, NotAllowed, RuleBroken

NAME_LETTERS = 60
USERNAME_LETTERS = 40
SUBJECT_LETTERS = 255
GROUP_LETTERS = 256
MOST_GROUPS = 2000
KNOCKS_LAST = timedelta(days=14)
JOINERS = "\u200c\u200d"
"""The two unseen signs without which names in some scripts read wrongly."""


class GroupRole(StrEnum):
    """What a group may give. An admin, those who read in private and reviewers are named by a person, never by a list.

    Whoever keeps the directory could otherwise make themselves an admin here, or a reader of what patients send.
    """

    STAFF = "staff"
    MANAGER = "manager"
    LEAD = "lead"
    DUTY = "duty"


BY_PASSWORD_ALONE = frozenset({Role.ADMIN, Role.ADVOCATE, Role.LISTENER})
"""Whoever is one of these signs in with a password of WardVoice: they are the second of two people, and the directory
could otherwise be both. A single sign-on once linked needs nothing more that its owner knows or has.
"""


@dataclass(frozen=True)
class Says:
    """Under which names the directory's token says what."""

    groups: str = "groups"
    username: str = "preferred_username"
    name: str = "given_name"
    job: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody as the directory knows them. `groups` is None where the token has no list of groups at all."""

    issuer: str
    subject: str
    username: str
    name: str
    job: str
    groups: frozenset[str] | None


class GroupPartLike(Protocol):
    """What must be known of a line to say what it gives."""

    name: str
    role: GroupRole
    ward_id: UUID | None


JOBS = {Role.LEAD: "service lead", Role.MANAGER: "ward manager", Role.DUTY: "duty lead", Role.STAFF: "ward staff"}

L = TypeVar("L", bound=GroupPartLike)
Part = tuple[Role, UUID | None]

TOO_MANY_GROUPS = N_(
    "Your hospital account is in too many groups for the hospital to tell us all of them. "
    "Tell the people who keep the hospital’s accounts: they can send WardVoice its own groups only."
)
NO_GROUPS = N_(
    "The hospital did not tell us your groups, so we cannot see where you work. "
    "Tell the people who keep the hospital’s accounts."
)
UNREADABLE = N_("We could not read what the hospital told us about you. Tell the people who keep WardVoice.")


def person_in(issuer: str, claims: Mapping[str, object], says: Says) -> Person:
    """Return whom a token speaks of; NotAllowed for one without a subject, or with groups that cannot be read."""
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= SUBJECT_LETTERS or plain(subject) != subject:
        raise NotAllowed(UNREADABLE)
    known_as = plain(claims.get(says.username))[:SUBJECT_LETTERS]
    name = _first_of(claims, says.name, "given_name", "name") or known_as or subject
    return Person(
        issuer=issuer,
        subject=subject,
        username=known_as,
        name=name[:NAME_LETTERS].strip(),
        job=plain(claims.get(says.job))[:NAME_LETTERS].strip() if says.job else "",
        groups=_groups_in(claims, says.groups),
    )


def listed(person: Person) -> frozenset[str]:
    """Return somebody's groups; NotAllowed where the token has no list of them: that may be a mistake of the server."""
    if person.groups is None:
        raise NotAllowed(NO_GROUPS)
    return person.groups


def username_for(person: Person) -> str:
    """Return the username of a new account: what stands before the @, in letters that every keyboard has."""
    letters = unicodedata.normalize("NFKD", person.username.partition("@")[0]).casefold()
    usable = re.sub(r"[^a-z0-9._-]+", "", letters).lstrip("._-")[:USERNAME_LETTERS]
    unnamed = f"staff-{sha256(f'{person.issuer} {person.subject}'.encode()).hexdigest()[:8]}"
    return usable if len(usable) > 1 else unnamed


def given_by(groups: frozenset[str], lines: Iterable[L]) -> dict[Part, L]:
    """Return what these groups give, each part with the line that says so; names must be the same sign by sign."""
    return {(Role(line.role.value), line.ward_id): line for line in lines if line.name in groups}


def signs_in_by_password(roles: Iterable[Role]) -> bool:
    """Return whether somebody with these parts signs in with a password of WardVoice, and never by the directory."""
    return not BY_PASSWORD_ALONE.isdisjoint(roles)


def job_for(parts: Iterable[Part]) -> str:
    """Return the job of a new account of which the directory told none: the weightiest of its parts."""
    roles = {role for role, _ward_id in parts}
    return next(job for role, job in JOBS.items() if role in roles)


def check_line(name: str, role: GroupRole, ward_id: UUID | None) -> None:
    """Refuse a duty lead of one ward, and a name with blanks around it that no token could hold."""
    if role is GroupRole.DUTY and ward_id is not None:
        raise RuleBroken(N_("A duty lead looks after the whole hospital. Choose all wards."), field="ward")
    if not name.strip():
        raise RuleBroken(N_("Write the name of the group."), field="name")


def plain(said: object) -> str:
    """Return one line of what a token says, without signs that cannot be seen or that turn other words around."""
    if not isinstance(said, str):
        return ""
    shown = (sign if sign in JOINERS or unicodedata.category(sign)[0] != "C" else " " for sign in said[:4096])
    return unicodedata.normalize("NFC", " ".join("".join(shown).split()))


def _first_of(claims: Mapping[str, object], *names: str) -> str:
    return next((words for name in names if (words := plain(claims.get(name)))), "")


def _groups_in(claims: Mapping[str, object], name: str) -> frozenset[str] | None:
    """Return the groups; Entra ID names a claim elsewhere when there are too many, and ADFS sends one alone as text."""
    elsewhere = claims.get("_claim_names")
    if claims.get("hasgroups") or (isinstance(elsewhere, Mapping) and name in elsewhere):
        raise NotAllowed(TOO_MANY_GROUPS)
    said = claims.get(name)
    listed = [said] if isinstance(said, str) else said
    if listed is None:
        return None
    if not isinstance(listed, list) or len(listed) > MOST_GROUPS or not all(map(_is_group, listed)):
        raise NotAllowed(UNREADABLE)
    return frozenset(listed)


def _is_group(said: object) -> bool:
    return isinstance(said, str) and len(said) <= GROUP_LETTERS
