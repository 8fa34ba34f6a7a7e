"""Who plays on one ward: its staff by their keys, its patients by their ward names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from wardvoice.core.actor import CLOCK, Actor, Door, Role


@dataclass
class Person:
    """Somebody who acts: the row that stands for them, and how the law sees them."""

    thing: Any
    actor: Actor

    def becomes(self, *roles: Role) -> None:
        """Give them a part beside the one they have."""
        self.actor = replace(self.actor, roles=self.actor.roles | set(roles))

    def is_only(self, *roles: Role) -> None:
        """Take every other part from them."""
        self.actor = replace(self.actor, roles=frozenset(roles))

    def at(self, door: Door) -> Actor:
        """Return them at another screen of the ward."""
        return replace(self.actor, door=door)


@dataclass
class Cast:
    """The people of one ward. `rep` is whoever is in post now; it changes with the terms."""

    ward_id: UUID
    staff: dict[str, Person] = field(default_factory=dict)
    patients: dict[str, Person] = field(default_factory=dict)
    rep: Person | None = None

    @property
    def unsigned(self) -> Actor:
        """Somebody at the ward terminal who did not sign in."""
        return Actor(door=Door.TERMINAL, ward_id=self.ward_id)

    @property
    def clock(self) -> Actor:
        """What falls due by itself on this ward."""
        return replace(CLOCK, ward_id=self.ward_id)

    @property
    def chair(self) -> Actor:
        """Whoever prepares and runs the meetings: the rep at the meeting laptop, else a nurse in their place."""
        if self.rep is not None:
            return self.rep.at(Door.LAPTOP)
        return replace(self.staff["nurse"].actor, stands_in=True)

    def hire(self, key: str, account: Any, *roles: Role) -> Person:
        """Let a member of staff play."""
        actor = Actor(
            door=Door.OWN_DEVICE, ward_id=self.ward_id, id=account.id, name=account.name, roles=frozenset(roles)
        )
        self.staff[key] = Person(account, actor)
        return self.staff[key]

    def admit(self, ward_name: Any) -> Person:
        """Let a patient play, under a ward name."""
        actor = Actor(
            door=Door.TERMINAL,
            ward_id=self.ward_id,
            id=ward_name.id,
            name=ward_name.word,
            roles=frozenset({Role.PATIENT}),
        )
        self.patients[ward_name.word] = Person(ward_name, actor)
        return self.patients[ward_name.word]

    def others(self, but: Iterable[str | None]) -> list[Person]:
        """Return the patients with ward names, without these."""
        left_out = set(but)
        return [person for word, person in self.patients.items() if word not in left_out]
