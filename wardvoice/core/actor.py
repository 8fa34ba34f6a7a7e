"""Who is asking: one person (or nobody in particular) at one door, looking at one ward."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What somebody is on a ward. One person may be several: a rep is a patient too."""

    PATIENT = "patient"
    REP = "rep"
    DEPUTY = "deputy"
    PEER = "peer"
    STAFF = "staff"
    MANAGER = "manager"
    LEAD = "lead"
    ADVOCATE = "advocate"
    LISTENER = "listener"
    DUTY = "duty"
    ADMIN = "admin"
    REVIEWER = "reviewer"


PATIENT_ROLES = frozenset({Role.PATIENT, Role.REP, Role.DEPUTY, Role.PEER})
WARD_STAFF = frozenset({Role.STAFF, Role.MANAGER})
READERS_OFF_WARD = frozenset({Role.ADVOCATE, Role.LISTENER})


class Door(StrEnum):
    """Through which screen somebody comes in."""

    TERMINAL = "terminal"
    LAPTOP = "laptop"
    BOARD = "board"
    STATION = "station"
    OWN_DEVICE = "own-device"
    CLOCK = "clock"
    DIRECTORY = "directory"


@dataclass(frozen=True)
class Actor:
    """Somebody who asks for something.

    `id` is an account's id at OWN_DEVICE, a ward name's id at a screen of the ward, and None for whoever has not
    signed in. `stands_in` says that this person does the rep's work because no rep is in post (rules.md, Who may).
    `slip` is the hash of the secret with which somebody without a name comes back to their own item. `works_on` are the
    wards on which an account is staff, whichever it looks at; None among them stands for all wards. `reviews` are, in
    the same way, those that a reviewer was invited to, and `reads_on` as what an account reads what is sent in private,
    and of which wards. `at_council` says that the ward looked at is the patients'
    council: the roles are those of this person's own wards then, and a narrower law holds. `deputises` says that they
    are manager only while the manager is away. `speaks_as` is the id under which a ward name that came from another
    ward spoke first: one person keeps one voice on a thing.
    """

    door: Door
    ward_id: UUID | None = None
    id: UUID | None = None
    name: str = ""
    roles: frozenset[Role] = field(default_factory=frozenset)
    stands_in: bool = False
    slip: str | None = None
    works_on: frozenset[UUID | None] = field(default_factory=frozenset)
    reviews: frozenset[UUID | None] = field(default_factory=frozenset)
    reads_on: frozenset[tuple[Role, UUID | None]] = field(default_factory=frozenset)
    at_council: bool = False
    deputises: bool = False
    speaks_as: UUID | None = None

    @property
    def is_staff(self) -> bool:
        """True for whoever holds an account, patients never."""
        return self.id is not None and self.door is Door.OWN_DEVICE

    @property
    def is_patient(self) -> bool:
        """True for a ward name that is signed in at a screen of the ward."""
        return self.id is not None and self.door in (Door.TERMINAL, Door.LAPTOP)

    @property
    def at_ward_screen(self) -> bool:
        """True for anybody at an enrolled screen, signed in or not."""
        return self.door in (Door.TERMINAL, Door.LAPTOP, Door.BOARD, Door.STATION)

    @property
    def is_of_the_ward(self) -> bool:
        """True for those who work on the ward itself."""
        return self.has(*WARD_STAFF)

    @property
    def only_reviews(self) -> bool:
        """True for an account that is nothing but a reviewer where it looks."""
        return self.is_staff and bool(self.reviews or self.roles) and self.roles <= {Role.REVIEWER}

    def works_at(self, ward_id: UUID | None) -> bool:
        """Return whether this person works on a ward, also while they look at another one."""
        looked_at = self.is_of_the_ward and ward_id == self.ward_id
        return looked_at or not self.works_on.isdisjoint({ward_id, None})

    def reads_at(self, role: Role, ward_id: UUID | None) -> bool:
        """Return whether what is sent in private on a ward comes to this person as this, wherever they look."""
        return not self.reads_on.isdisjoint({(role, ward_id), (role, None)})

    @property
    def acting_as(self) -> str:
        """The part in which the history remembers this person: the first that fits of the list above, reps first."""
        if self.door in (Door.CLOCK, Door.DIRECTORY):
            return self.door.value
        if self.stands_in:
            return "stand-in"
        if self.id is None:
            return "unsigned"
        return next((role.value for role in _PARTS if role in self.roles), "nobody")

    def as_a_patient_of(self, ward_id: UUID) -> Actor:
        """Return the same person on another ward, on what they asked there: with their voice and no part of theirs."""
        return replace(self, ward_id=ward_id, roles=self.roles & {Role.PATIENT}, stands_in=False)

    def has(self, *roles: Role) -> bool:
        """Return whether one of these roles is theirs on the ward they look at."""
        return not self.roles.isdisjoint(roles)


_PARTS = (Role.REP, Role.DEPUTY, Role.PEER, Role.PATIENT, *(role for role in Role if role not in PATIENT_ROLES))

CLOCK = Actor(door=Door.CLOCK, name="WardVoice")
DIRECTORY = Actor(door=Door.DIRECTORY, name="the hospital's directory")
"""What the hospital's own list of people says of an account, when somebody signs on with it (N7)."""
NOBODY = Actor(door=Door.OWN_DEVICE)
