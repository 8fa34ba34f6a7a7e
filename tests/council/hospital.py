"""Two wards and the patients' council of their hospital, and what leads there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import time, timedelta
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from wardvoice.agenda import commands as agenda
from wardvoice.agenda import queries
from wardvoice.agenda.models import AgendaEntry, Escalation, Item, Outcome
from wardvoice.agenda.rules import Answer, CarriedBecause
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.meetings import commands as meetings
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingKind, NotHeldBecause
from wardvoice.minutes import commands as minutes
from wardvoice.people.models import Account
from wardvoice.wards.models import Ward
from wardvoice.wards.rules import WardKind

DRYER = "The dryer is broken"


@dataclass
class TwoWards:
    """Alder and Birch with their people, and the council; each act is stored at once."""

    session: Session
    clock: SetClock
    alder: Ward = field(init=False)
    birch: Ward = field(init=False)
    council: Ward = field(init=False)
    people: dict[str, Actor] = field(default_factory=dict)
    opens_in: int = 0

    def __post_init__(self) -> None:
        opened_on = self.clock.today + timedelta(days=self.opens_in)
        facts = {"beds": 0, "kind": WardKind.COUNCIL, "numbers": "", "opened_on": opened_on}
        self.council = a.a_ward(self.session, "Patients’ council", **facts, clock=self.clock)
        for name, word, other in (("Alder", "Linnet", "Kestrel"), ("Birch", "Curlew", "Dipper")):
            ward = a.a_ward(self.session, name, clock=self.clock)
            setattr(self, name.lower(), ward)
            self._patient(f"rep of {name}", ward, word, Role.REP, door=Door.LAPTOP)
            self._patient(f"patient of {name}", ward, other)
            for role in (Role.MANAGER, Role.STAFF):
                self._staff(f"{role.value} of {name}", ward, role)
        for role in (Role.LEAD, Role.LISTENER, Role.ADVOCATE, Role.ADMIN):
            self._staff(role.value, self.alder if role is not Role.ADMIN else None, role)

    def _patient(self, who: str, ward: Ward, word: str, *roles: Role, **more: Any) -> None:
        self.people[who] = a.a_patient_actor(ward, *roles, word=word, clock=self.clock, **more)

    def _staff(self, who: str, ward: Ward | None, role: Role) -> None:
        known = who.replace(" ", ".").lower()
        account = a.an_account(self.session, who.capitalize(), job=role.value, username=known, clock=self.clock)
        a.a_membership(account, role, ward, clock=self.clock)
        ward_id = (ward or self.alder).id
        self.people[who] = Actor(Door.OWN_DEVICE, ward_id, account.id, account.name, frozenset({role}))

    def does(self, who: Actor, command: Callable[..., Any], **facts: Any) -> Any:
        try:
            return a.done(self.session, who, command, self.clock, **facts)
        except Exception:
            self.session.rollback()
            raise

    def there(self, who: str) -> Actor:
        """Somebody of a ward, looking at the council."""
        return replace(self.people[who], ward_id=self.council.id, at_council=True, stands_in=False)

    # --- on a ward ---------------------------------------------------------------------------------------------------

    def item(self, words: str = DRYER, ward: Ward | None = None, **more: Any) -> Item:
        ward = ward or self.alder
        item = a.an_item(ward, words, clock=self.clock, **more)
        return self.does(self.people[f"rep of {ward.name}"], agenda.read_item, item=item)

    def in_vain(self, *, called_off: bool = False, ward: Ward | None = None) -> Meeting:
        """A meeting today at which there was no time for anything, or that was not held; a week later."""
        ward = ward or self.alder
        rep = self.people[f"rep of {ward.name}"]
        meeting = a.a_published_agenda(ward, self.clock.today, actor=rep, clock=self.clock)
        if called_off:
            self.does(rep, agenda.call_off, meeting=meeting, because=NotHeldBecause.INCIDENT)
        else:
            self.does(rep, meetings.open_meeting, meeting=meeting)
            for entry in queries.without_outcome(self.session, meeting):
                self.does(rep, agenda.carry_over, entry=entry, because=CarriedBecause.NO_TIME)
            self.does(rep, minutes.close_meeting, meeting=meeting)
        self.clock.go_on(days=7)
        return meeting

    def out_on_alder(self) -> Meeting:
        """A ward meeting a week from now, whose agenda is out."""
        rep, day = self.people["rep of Alder"], self.clock.today + timedelta(days=7)
        return a.a_published_agenda(self.alder, day, actor=rep, clock=self.clock)

    def open_on_alder(self) -> Meeting:
        """A ward meeting that is going on."""
        return a.an_open_meeting(self.alder, actor=self.people["rep of Alder"], clock=self.clock)

    def answered(self, item: Item, words: str = "We look at it") -> Outcome:
        """The ward's own answer, outside a meeting."""
        ward = self.session.get_one(Ward, item.ward_id)
        facts = {"item": item, "answer": Answer.YES, "words": words}
        return self.does(self.people[f"manager of {ward.name}"], agenda.answer_item, **facts)

    def refused(self, words: str = DRYER) -> Item:
        """An item whose author does not accept the answer."""
        kestrel = self.people["patient of Alder"]
        item = self.item(words, actor=kestrel)
        self.does(kestrel, agenda.accept_answer, outcome=self.answered(item), accepted=False)
        return item

    def raised_again(self, words: str = DRYER) -> Item:
        """An item that a person linked with three earlier ones."""
        earlier = [self.item(f"{words}, {n}") for n in range(3)]
        item = self.item(words)
        for one in earlier:
            self.does(self.people["rep of Alder"], agenda.link_items, item=item, earlier=one)
        return item

    # --- at the council ----------------------------------------------------------------------------------------------

    def tick(self) -> list[Escalation]:
        """What goes to the council by itself now."""
        return list(self.does(a.the_clock(self.council), agenda.take_up_from_wards))

    def stands_for(self, origin: Item) -> Item:
        return cast(Item, self._one(select(Item).where(Item.origin_id == origin.id)))

    def _one(self, query: Any) -> Any:
        found = self.session.scalars(query).one()
        self.session.commit()  # an open transaction would keep the pages from writing
        return found

    def agenda(self, day_from_now: int = 0, who: str = "rep of Birch") -> Meeting:
        """The council's next agenda, out, with all that waits."""
        day = self.clock.today + timedelta(days=day_from_now)
        facts = {"day": day, "at": time(14), "kind": MeetingKind.COUNCIL, "place": "the hall"}
        meeting = self.does(self.there(who), meetings.plan_meeting, **facts)
        return self.does(self.there(who), agenda.publish, meeting=meeting)

    def line(self, item: Item) -> AgendaEntry:
        return cast(AgendaEntry, self._one(select(AgendaEntry).where(AgendaEntry.item_id == item.id)))

    def account(self, who: str) -> Account:
        return self.session.get_one(Account, self.people[who].id)
