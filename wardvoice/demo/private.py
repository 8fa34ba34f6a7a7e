"""What was said in private on the first ward of the invented hospital: concerns at every step of their life."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from wardvoice.concerns import commands, queries
from wardvoice.concerns.commands.telling import Words
from wardvoice.concerns.models import Concern, Copy, Retelling
from wardvoice.concerns.queries import Case
from wardvoice.concerns.rules import OFF_THE_WARD, Recipient, Where
from wardvoice.concerns.rules.checklist import CHECKLIST, Reply
from wardvoice.concerns.sealed import Body, Head
from wardvoice.core.actor import CLOCK, Actor, Door, Role
from wardvoice.core.clock import Clock
from wardvoice.demo.content import private as said
from wardvoice.demo.content.places import WARDS
from wardvoice.demo.content.private import Sent
from wardvoice.demo.doors import FIVE_WORDS
from wardvoice.demo.readers import Reader
from wardvoice.people.queries.keys import Holder
from wardvoice.pulse import commands as pulse
from wardvoice.pulse.rules import Says
from wardvoice.storage.apart import open_apart
from wardvoice.storage.apart_work import ApartWork
from wardvoice.storage.sealing import Found, find
from wardvoice.wards.models import Ward

PULSES = {60: (6, 11, 3), 47: (7, 12, 2), 34: (9, 11, 4), 21: (12, 10, 3), 13: (14, 8, 5), 2: (6, 2, 1)}
"""So many weeks ago so many patients of the first ward said yes, no, or that they are not sure."""


class Private:
    """The locked room of the first ward, and whoever goes in."""

    def __init__(self, main: Engine, apart_url: str, zone: Clock, pepper: bytes, readers: list[Reader]) -> None:
        self.main, self.apart, self.pepper = main, open_apart(apart_url), pepper
        with Session(main) as session:
            self.ward_id = session.scalars(select(Ward.id).where(Ward.name == WARDS[0])).one()
        here = [reader for reader in readers if reader.actor.ward_id in (None, self.ward_id)]
        self.readers = {role: reader for reader in here for role in reader.actor.roles}
        self.now = zone.now()
        self.clock = Clock(zone.zone, lambda: self.now)
        self.found = find(FIVE_WORDS, pepper)

    def at(self, moment: datetime) -> None:
        """Go to a moment, and let out on the way what falls due."""
        self.now = moment
        with self._work(CLOCK) as work, Session(self.main) as main:
            commands.release_due(work, main)

    def sends(self, sent: Sent, found: Found | None = None) -> None:
        """Let somebody at the terminal write."""
        head = Head(sent.about, sent.signs, sent.statements, sent.soon, sent.complaint)
        with self._work(Actor(Door.TERMINAL)) as work:
            facts = {"recipient": sent.recipient, "holders": self._holders(sent.recipient), "found": found}
            commands.send(work, head=head, body=Body(sent.words), **facts)  # type: ignore[arg-type]

    def acts(self, role: Role, command: Callable[..., Any], *things: Any, **facts: Any) -> None:
        """Let a reader do something with the concern that came last of those they hold."""
        reader = self.readers[role]
        with self._work(reader.actor) as work:
            command(work, self._newest(work, reader), *things, **facts)

    def acknowledges(self, role: Role, sent: Sent, *, about_staff: bool = True, different: bool = False) -> None:
        """Let a reader open the newest concern and say what it is about."""
        self.acts(role, commands.note_opening)
        facts = {"theme": sent.theme, "about_staff": about_staff, "treated_differently": different}
        self.acts(role, commands.acknowledge, **facts)

    def asks_whether_to_tell(self, where: Where, words: Words) -> None:
        """Let the advocate ask whoever wrote of the nights whether it may be told in other words."""
        readers = [self.readers[Role(kind.value)].holder for kind in OFF_THE_WARD]
        facts = {"where": where, "words": words, "theme": said.NIGHTS.theme, "names": (), "readers": readers}
        self.acts(Role.ADVOCATE, commands.propose, **facts)

    def tells_everybody(self) -> None:
        """Let what the advocate retells be shown on the board: with the writer's yes, and the listener's."""
        words = Words(said.RETOLD, said.TOLD_EVERYBODY)
        self.asks_whether_to_tell(Where.BOARD, words)
        writer, listener = Actor(Door.TERMINAL, slip=self.found.lookup.hex()), self.readers[Role.LISTENER].actor
        with self._work(writer) as work:
            mine = queries.mine(work.session, self.found.lookup)
            assert mine is not None
            commands.reply(work, mine=mine, told=_the_retelling(work.session), yes=True)
        _next_day(self)
        for command, more in ((commands.note_reading, ()), (commands.approve, ()), (commands.show, (words,))):
            with self._work(listener) as work:
                command(work, _the_retelling(work.session), *more)

    def _holders(self, recipient: Recipient) -> list[Holder]:
        kinds = OFF_THE_WARD if recipient is Recipient.BOTH else (recipient,)
        return [self.readers[Role(kind.value)].holder for kind in kinds]

    def _newest(self, work: ApartWork, reader: Reader) -> Case:
        theirs = select(Concern).join(Copy, Copy.concern_id == Concern.id).where(Copy.key_id == reader.key_id)
        newest = work.session.scalars(theirs.order_by(Concern.released_on.desc())).first()
        assert newest is not None
        return Case(newest, (reader.holder,))

    @contextmanager
    def _work(self, who: Actor) -> Iterator[ApartWork]:
        actor = Actor(who.door, self.ward_id, who.id, who.name, who.roles, slip=who.slip)
        with Session(self.apart, expire_on_commit=False) as session:
            work = ApartWork(session, actor, self.clock, self.pepper)
            yield work
            work.commit()


def tell_in_private(room: Private, today: date) -> None:
    """Tell the concerns of the last two months, up to one that still waits."""
    stories: list[tuple[Sent, Callable[[Private, Sent], None]]] = [
        (said.LEDGER, _closed), (said.NIGHTS, _answered), (said.PRAYER, _looked_into), (said.LEFT, _seen_soon),
        (said.COLD_FOOD, _unread),
        (said.DOORS, _unread), (said.SINCE_THEN, _protected), (said.QUIET, _seen), (said.THREAT, _unread),
    ]  # fmt: skip
    for sent, then in stories:
        room.at(room.clock.moment(today - timedelta(days=sent.days_ago), sent.hour))
        room.sends(sent, room.found if sent is said.NIGHTS else None)
        then(room, sent)
    room.at(room.clock.moment(today - timedelta(days=1), 20))
    room.sends(said.COLD_FOOD)


def answer_the_pulse(room: Private, today: date) -> None:
    """Tell what patients answered at the terminal in the last year, and count the quarters that are over."""
    for weeks_ago, (yes, no, unsure) in PULSES.items():
        room.now = room.clock.moment(today - timedelta(weeks=weeks_ago), 15)
        with room._work(Actor(Door.TERMINAL)) as work:
            for says, times in zip(Says, (yes, no, unsure), strict=True):
                for _ in range(times):
                    pulse.answer(work, says=says)
    room.now = room.clock.moment(today, 7)
    with room._work(CLOCK) as work:
        commands.count_quarters(work, bank_holidays="england-and-wales")


def _unread(_room: Private, _sent: Sent) -> None:
    """Nobody has opened it yet."""


def _seen(room: Private, sent: Sent) -> None:
    _next_day(room)
    room.acknowledges(Role.ADVOCATE, sent)


def _seen_soon(room: Private, sent: Sent) -> None:
    room.at(room.now + timedelta(hours=3))
    room.acknowledges(Role.ADVOCATE, sent, about_staff=False)


def _looked_into(room: Private, sent: Sent) -> None:
    _next_day(room)
    room.acknowledges(Role.LISTENER, sent)
    room.acts(Role.LISTENER, commands.look_into)


def _protected(room: Private, sent: Sent) -> None:
    room.at(room.now + timedelta(hours=3))
    room.acknowledges(Role.ADVOCATE, sent, different=True)
    room.acts(Role.ADVOCATE, commands.record_protection, step=said.PROTECTION)


def _answered(room: Private, sent: Sent) -> None:
    _next_day(room)
    room.acknowledges(Role.ADVOCATE, sent)
    room.acts(Role.ADVOCATE, commands.look_into)
    room.acts(Role.ADVOCATE, commands.answer, words=said.ANSWER_TO_NIGHTS)
    _next_day(room)
    room.tells_everybody()
    room.asks_whether_to_tell(Where.MEETING, Words(said.FOR_THE_MEETING))


def _closed(room: Private, sent: Sent) -> None:
    """It was nobody who works here: so one reader closes it. A court may still ask for it."""
    _next_day(room)
    room.acknowledges(Role.LISTENER, sent, about_staff=False)
    for line in CHECKLIST:
        room.acts(Role.LISTENER, commands.check_off, line=line, reply=Reply.NOT_NEEDED, words="")
    room.acts(Role.LISTENER, commands.note_reference, reference="Complaint 2214")
    room.acts(Role.LISTENER, commands.close, done=dict.fromkeys(CHECKLIST, Reply.NOT_NEEDED))
    room.acts(Role.LISTENER, commands.hold, on=True)


def _next_day(room: Private) -> None:
    room.at(room.now + timedelta(days=1))


def _the_retelling(session: Session) -> Retelling:
    return session.scalars(select(Retelling)).one()
