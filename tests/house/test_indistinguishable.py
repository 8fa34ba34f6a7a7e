"""Whether a concern was sent or not: nobody on the staff can tell by anything they get, until it comes out (P14).

And when it is about staff nobody on the ward ever can: not after its release, nor when it is read, answered and closed,
nor when somebody is called for it.
Every address that answers a GET is asked by every person, and all of the answer is compared: status, headers, length,
each byte; only the marks of a visit are masked, and the clock stands still.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from difflib import unified_diff
from uuid import UUID

import pytest
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import builders as a
from tests.conftest import PEPPER
from tests.house.hospital import LAST, PERSONS, Hospital, Visitor, address
from wardvoice.alerts.commands import raise_alert
from wardvoice.alerts.models import Alert
from wardvoice.concerns import commands, queries
from wardvoice.concerns.models import Concern, Waiting
from wardvoice.concerns.rules import About, Recipient, Theme
from wardvoice.concerns.rules.checklist import CHECKLIST, Reply
from wardvoice.concerns.sealed import Body, Head
from wardvoice.core.actor import Actor, Door
from wardvoice.pulse.commands import answer as answer_pulse
from wardvoice.pulse.models import Pulse
from wardvoice.pulse.rules import Says
from wardvoice.storage import sealing
from wardvoice.storage.apart_work import ApartWork
from wardvoice.storage.sealing import Found, find

NOWHERE = UUID(int=404)
OWN_READING = ("evidence.visits", "evidence.take_visits")
"""What reviewers read is written down for good: asking everything twice adds to it by itself."""
TOLD_TO_REVIEWERS = ("records.about_me", "records.take_about_me_json", "records.take_about_me_csv")
"""The same, told to each reviewer alone."""
MARKS = re.compile(rb"[0-9a-f]{32,64}|(?<=\")[\w-]{43}(?=\")|(?<=^wv=)[^;]+")
OFF_THE_WARD = {"advocate", "listener"}
ON_THE_WARD = [name for name in PERSONS if name not in OFF_THE_WARD]

Answer = tuple[int, list[str], int, bytes]
Seen = dict[tuple[str, str], Answer]


@dataclass
class Room:
    """The locked room of the first ward, and what happens in it."""

    hospital: Hospital
    found: Found
    session: Session = field(init=False)

    def __post_init__(self) -> None:
        ward = self.hospital.alder
        self.session = Session(self.hospital.app.extensions["apart"], expire_on_commit=False)
        for name in ("Joan", "Ines", "Priya"):
            a.a_reader_key(ward.accounts[name], clock=ward.clock)
        a.a_duty(ward.accounts["Joan"], ward.ward, clock=ward.clock)
        ward.session.commit()

    def does(self, actor: Actor, command: Callable[..., object], *things: object, **facts: object) -> None:
        work = ApartWork(self.session, actor, self.hospital.alder.clock, PEPPER)
        command(work, *things, **facts)
        work.commit()
        self.hospital.alder.session.commit()

    def somebody_writes(self, about: About = About.YES, recipient: Recipient = Recipient.ADVOCATE) -> None:
        ward = self.hospital.alder
        holders = queries.holders_of(ward.session, ward.ward.id, recipient, ward.clock.today)
        facts = {"head": Head(about), "body": Body("needle"), "found": self.found}
        ward.session.commit()
        self.does(Actor(Door.TERMINAL, ward.ward.id), commands.send, recipient=recipient, holders=holders, **facts)

    def somebody_answers_the_pulse(self, *said: Says) -> None:
        for one in said:
            self.does(Actor(Door.TERMINAL, self.hospital.alder.ward.id), answer_pulse, says=one)

    def somebody_calls_past_the_ward(self) -> None:
        """Somebody at the terminal fears a person who works here, and lets the duty list be called (C5)."""
        self.does(
            Actor(Door.TERMINAL, self.hospital.alder.ward.id), raise_alert, place="the corridor", about_staff=True
        )
        assert self.session.query(Alert).count() == 1

    def comes_out(self) -> None:
        ward = self.hospital.alder
        clock = Actor(Door.CLOCK, ward.ward.id, name="WardVoice")
        self.does(clock, commands.release_due, ward.session)

    def reader_does(self, command: Callable[..., object], **facts: object) -> None:
        ward, joan = self.hospital.alder, self.hospital.alder.accounts["Joan"]
        case = queries.case(self.session, ward.session, joan.id, self.concern.id, ward.clock.today)
        self.does(ward.people["Joan"], command, case, **facts)

    @property
    def concern(self) -> Concern:
        return self.session.query(Concern).one()


@pytest.fixture(scope="module")
def room(hospital: Hospital) -> Iterator[Room]:
    with pytest.MonkeyPatch.context() as quick:
        quick.setattr(sealing, "COST", sealing.Cost(passes=1, kibibytes=8))
        made = Room(hospital, find("oak pin sun cup hat", PEPPER))
        yield made
        made.session.close()


def everything_seen(hospital: Hospital, names: Collection[str], concern: UUID = NOWHERE) -> Seen:
    """Return all that these persons get at every address of the house, each at a browser just opened."""
    everybody = {name: Visitor(hospital, *PERSONS[name]) for name in names}
    seen: Seen = {}
    for person in everybody.values():
        person.ask("GET", "/here")  # a screen calls in by itself; whether one is silent is another story
    for rule in hospital.rules("GET"):
        if rule.endpoint in (*LAST, *OWN_READING):
            continue
        known = hospital.alder.ids | {"concern_id": concern}
        at = address(rule, {name: known.get(name, NOWHERE) for name in rule.arguments})
        for name, person in everybody.items():
            if name == "reviewer" and rule.endpoint in TOLD_TO_REVIEWERS:
                continue
            seen[name, rule.rule] = told(person.ask("GET", at), str(concern))
    return seen


def told(answer: TestResponse, concern: str) -> Answer:
    """Return status, headers, length and body of an answer, the marks of the visit masked."""
    masked = MARKS.sub(b"...", answer.get_data().replace(concern.encode(), b"(this one)"))
    headers = [f"{name}: {MARKS.sub(b'...', value.encode()).decode()}" for name, value in answer.headers]
    return answer.status_code, sorted(headers), len(answer.get_data()), masked


def differs(before: Seen, after: Seen) -> list[str]:
    """Return who could tell, and where: the first few lines that are not the same."""
    assert set(before) == set(after)
    return [
        f"{name} at {rule}: {_lines(before[name, rule], after[name, rule])}"
        for name, rule in before
        if before[name, rule] != after[name, rule]
    ]


def _lines(before: Answer, after: Answer) -> list[str]:
    texts = [[str(one[0]), *one[1], *one[3].decode(errors="replace").splitlines()] for one in (before, after)]
    return [line for line in unified_diff(*texts, n=0, lineterm="") if line[:3] not in ("---", "+++")][:6]


def test_nobody_can_tell_that_a_concern_waits(hospital: Hospital, room: Room) -> None:
    before = everything_seen(hospital, PERSONS)
    assert len(before) > 900, "hardly any address was asked"
    room.somebody_writes()
    room.somebody_writes(About.NO, Recipient.MANAGER)
    assert room.session.query(Waiting).count() == 2
    room.session.commit()
    told = differs(before, everything_seen(hospital, PERSONS))
    assert not told, "\n".join(told)


def test_nobody_can_tell_that_somebody_answered_the_pulse(hospital: Hospital, room: Room) -> None:
    """Not before the quarter is over: no number of it ticks while somebody stands at the terminal (measure 16)."""
    room.session.commit()
    before = everything_seen(hospital, PERSONS)
    room.somebody_answers_the_pulse(*[Says.NO] * 9, Says.YES, Says.UNSURE)
    assert room.session.query(Pulse).one().no == 9
    room.session.commit()
    told = differs(before, everything_seen(hospital, PERSONS))
    assert not told, "\n".join(told)


def test_nobody_on_the_ward_can_ever_tell_that_one_is_about_staff(hospital: Hospital, room: Room) -> None:
    """What waits since the test before comes out here; the manager's goes on waiting for others."""
    if not room.session.query(Waiting).count():
        room.somebody_writes()
    room.session.commit()
    hospital.alder.clock.go_to(hospital.alder.clock.today, 13, 1)
    before = everything_seen(hospital, ON_THE_WARD)
    room.comes_out()
    kept = room.concern.uuid
    room.session.commit()
    told = differs(before, everything_seen(hospital, ON_THE_WARD, kept))
    assert not told, "\n".join(told)
    about = {"theme": Theme.STAFF_CONDUCT, "about_staff": True, "treated_differently": True}
    room.reader_does(commands.acknowledge, **about)
    for line in CHECKLIST:
        room.reader_does(commands.check_off, line=line, reply=Reply.YES, words="")
    room.reader_does(commands.answer, words="We look into it")
    room.reader_does(commands.close, done=dict.fromkeys(CHECKLIST, Reply.YES))
    room.somebody_calls_past_the_ward()
    unaware = [name for name in ON_THE_WARD if name != "duty"]  # the duty list is called, and nobody else
    after = everything_seen(hospital, unaware, kept)
    told = differs({at: answer for at, answer in before.items() if at[0] in unaware}, after)
    assert not told, "\n".join(told)
