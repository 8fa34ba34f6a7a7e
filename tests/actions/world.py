"""A ward with its people, on which promises can be made: every row of it has its place in the history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import PEPPER, SetClock
from wardvoice.actions import commands
from wardvoice.actions.models import Action
from wardvoice.agenda.models import AgendaEntry, Decider, DeciderAt, Item, Outcome
from wardvoice.agenda.rules import Answer, EntryState, ItemKind, ItemState, ShownAs, Topic
from wardvoice.core.actor import CLOCK, Actor, Door, Role
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.meetings.models import Meeting, Rhythm
from wardvoice.meetings.rules import MeetingKind, MeetingState
from wardvoice.people.models import Account, Membership, WardName
from wardvoice.storage.history import Remembered, of_things
from wardvoice.storage.work import Work
from wardvoice.wards.models import Ward


@dataclass
class World:
    """One ward. Patients come in by ward name, staff by account; `promise` makes one that the nurse owns."""

    session: Session
    clock: SetClock
    ward: Ward = field(init=False)
    names: Iterator[int] = field(default_factory=lambda: iter(range(10_000)))

    def __post_init__(self) -> None:
        self.ward = self.stored(Ward(name="Willow", beds=14, opened_on=self.today), Happened.WARD_OPENED)
        self.stored(
            Rhythm(ward_id=self.ward.id, kind=MeetingKind.WARD, weekday=0, at=time(10, 30), since=self.today),
            Happened.RHYTHM_SET,
        )
        self.nurse = self.account("Tom", "nurse")
        self.manager = self.account("Ann", "ward manager", Role.MANAGER)
        self.kestrel = self.patient("Kestrel")
        self.rep = self.patient("Oak")

    @property
    def today(self) -> date:
        return self.clock.today

    def stored(self, row: Any, what: Happened) -> Any:
        work = self.work(CLOCK)
        work.require(May.CLOCKWORK)
        self.session.add(row)
        work.record(what, row)
        work.commit()
        return row

    def work(self, actor: Actor) -> Work:
        return Work(self.session, actor, self.clock, PEPPER)

    # --- people ------------------------------------------------------------------------------------------------------

    def account(
        self, name: str, job: str, role: Role = Role.STAFF, *, ends_on: date | None = None, ward: Any = ...
    ) -> Account:
        account = Account(
            name=name,
            job=job,
            username=f"{name}-{next(self.names)}".lower(),
            password_hash="",
            starts_on=self.today,
            ends_on=ends_on,
        )
        self.stored(account, Happened.ACCOUNT_OPENED)
        ward_id = self.ward.id if ward is ... else ward
        member = Membership(account_id=account.id, ward_id=ward_id, role=role, since=self.today)
        self.stored(member, Happened.MEMBERSHIP_GIVEN)
        return account

    def patient(self, word: str) -> WardName:
        name = WardName(ward_id=self.ward.id, word=word, pin_hash="", first_used=self.today, last_used=self.today)
        return self.stored(name, Happened.CARD_USED)

    def as_staff(self, account: Account, *roles: Role, **more: Any) -> Actor:
        held = self.session.scalars(select(Membership.role).where(Membership.account_id == account.id))
        return Actor(
            door=Door.OWN_DEVICE,
            ward_id=self.ward.id,
            id=account.id,
            name=account.name,
            roles=frozenset(roles or held),
            **more,
        )

    def as_patient(self, name: WardName, *roles: Role, door: Door = Door.TERMINAL) -> Actor:
        return Actor(
            door=door, ward_id=name.ward_id, id=name.id, name=name.word, roles=frozenset({Role.PATIENT, *roles})
        )

    def as_rep(self) -> Actor:
        return self.as_patient(self.rep, Role.REP, door=Door.LAPTOP)

    def nurse_works(self) -> Work:
        return self.work(self.as_staff(self.nurse))

    def rep_works(self) -> Work:
        return self.work(self.as_rep())

    # --- things ------------------------------------------------------------------------------------------------------

    def item(self, author: WardName | None = None, **more: Any) -> Item:
        given: dict[str, Any] = {
            "kind": ItemKind.PROBLEM,
            "topic": Topic.LAUNDRY,
            "shown_as": ShownAs.PATIENT,
            "words": "The dryer is broken",
            "state": ItemState.PLACED,
        }
        item = Item(
            ward_id=self.ward.id, author_id=author.id if author else None, received_on=self.today, **(given | more)
        )
        return self.stored(item, Happened.ITEM_RAISED)

    def meeting(self, state: MeetingState = MeetingState.OPEN, *, day: date | None = None, **more: Any) -> Meeting:
        meeting = Meeting(ward_id=self.ward.id, day=day or self.today, at=time(10, 30), state=state, **more)
        return self.stored(meeting, Happened.MEETING_PLANNED)

    def line(self, meeting: Meeting, item: Item | None = None, **more: Any) -> AgendaEntry:
        entry = AgendaEntry(
            ward_id=self.ward.id,
            meeting_id=meeting.id,
            item_id=item.id if item else None,
            place=next(self.names),
            **({"state": EntryState.ON} | more),
        )
        return self.stored(entry, Happened.ITEM_PLACED)

    def answered(self, item: Item, entry: AgendaEntry | None = None, answer: Answer = Answer.YES) -> Outcome:
        outcome = Outcome(
            ward_id=self.ward.id,
            item_id=item.id,
            entry_id=entry.id if entry else None,
            answer=answer,
            words="We will mend it",
            given_by_id=self.nurse.id,
            something_to_do=True,
            at=self.clock.now(),
        )
        return self.stored(outcome, Happened.ITEM_ANSWERED)

    def decides(self, person: Account | None, meeting: Meeting, item: Item | None = None, **more: Any) -> Decider:
        """Somebody who can decide an item of a meeting; `present`, `coming` and `instead` are what it knows of them."""
        item = item or self.item()
        facts = {"account_id": person.id if person else None, "job": more.pop("job", None), "named_on": self.today}
        decider = self.stored(Decider(ward_id=self.ward.id, item_id=item.id, **facts), Happened.DECIDER_NAMED)
        if more:
            at = DeciderAt(ward_id=self.ward.id, decider_id=decider.id, meeting_id=meeting.id, **more)
            self.stored(at, Happened.DECIDER_MARKED)
        return decider

    def promise(self, *, author: WardName | None = None, days: int = 7, **more: Any) -> Action:
        outcome = more.pop("outcome", None) or self.answered(self.item(author or self.kestrel))
        work = self.nurse_works()
        given = {"words": "Mend the dryer", "owner": self.nurse, "due": self.today + timedelta(days=days)}
        action = commands.make_promise(work, outcome=outcome, **(given | more))
        work.commit()
        return action

    def done_promise(self, **more: Any) -> Action:
        action = self.promise(**more)
        self.done(action)
        return action

    def done(self, action: Action) -> None:
        work = self.nurse_works()
        commands.report_done(work, action=action, words="New belt put in")
        work.commit()

    def told(self, thing: Any) -> list[Remembered]:
        """Everything that happened to a thing, the last thing last."""
        return of_things(self.session, [thing.thing])

    def what_happened(self, thing: Any) -> list[str]:
        return [row.what for row in self.told(thing)]

    def by_id(self, model: Any, key: UUID) -> Any:
        self.session.expire_all()
        return self.session.get(model, key)
