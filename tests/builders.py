"""Builders: they put things into a test's database by the same commands as the pages do, and store them.

Each finds the session of the ward it is given. Without a clock everything happens on Monday 2 March 2026 at 10:00.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session, object_session

from wardvoice.actions import commands as actions
from wardvoice.actions.models import Action
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.models import AgendaEntry, Item
from wardvoice.agenda.rules import Answer, HideBecause, ItemKind, ShownAs, Topic
from wardvoice.core.actor import CLOCK, NOBODY, PATIENT_ROLES, Actor, Door, Role
from wardvoice.core.clock import Clock
from wardvoice.meetings import commands as meetings
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingKind
from wardvoice.people import commands as people
from wardvoice.people import queries as of_people
from wardvoice.people.hashing import hash_pin
from wardvoice.people.keyring import lock_up
from wardvoice.people.models import Account, DutyTaken, Membership, ReaderKey, Term, WardName
from wardvoice.people.rules import Chosen, Duty, TermRole
from wardvoice.people.wordlist import words_of_the_house
from wardvoice.records import commands as records
from wardvoice.storage.apart_work import LogRow
from wardvoice.storage.base import prepare
from wardvoice.storage.history import HistoryRow
from wardvoice.storage.migrate import migrate
from wardvoice.storage.sealing import Keys
from wardvoice.storage.work import Work
from wardvoice.wards import commands as wards
from wardvoice.wards.models import Screen, Ward
from wardvoice.wards.rules import ScreenKind, WardKind

__all__ = ["CLOCK", "NOBODY"]

T = TypeVar("T")

STAFF_ROLES = tuple(role for role in Role if role not in PATIENT_ROLES)
PEPPER = b"pepper of the tests, long enough to be one"
MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
LONG_AGO = date(2025, 9, 1)
STILL = Clock(ZoneInfo("Europe/London"), lambda: MONDAY)
ADMIN = Actor(Door.OWN_DEVICE, id=UUID(int=1), name="the tests' admin", roles=frozenset({Role.ADMIN}))
PASSPHRASE = "lantern gravel orchid thumb"
NO_PASSWORD = "nobody can sign in with this"


def work(session: Session, actor: Actor = ADMIN, clock: Clock = STILL, pepper: bytes = PEPPER) -> Work:
    """Begin a piece of work; without an actor it is an admin's."""
    return Work(session, actor, clock, pepper)


def session_of(thing: object) -> Session:
    """Return the session that a thing was made in."""
    session = object_session(thing)
    assert session is not None, "this thing belongs to no session"
    return session


def history_of(ward: Ward) -> list[HistoryRow]:
    """Return what the history of a ward holds, oldest first."""
    rows = select(HistoryRow).where(HistoryRow.chain == ward.id).order_by(HistoryRow.seq)
    return list(session_of(ward).scalars(rows))


def length_of_log(session: Session) -> int:
    """Return how many lines the log of what readers did in private has."""
    return session.scalar(select(func.count()).select_from(LogRow)) or 0


def a_ward(
    session: Session,
    name: str = "Alder",
    *,
    beds: int = 16,
    place: str = "the day room",
    numbers: str = "Advocate: 0808 157 0001",
    kind: WardKind = WardKind.WARD,
    opened_on: date = LONG_AGO,
    clock: Clock = STILL,
) -> Ward:
    """A ward that opened half a year ago."""
    job = work(session, clock=clock)
    ward = wards.open_ward(job, name=name, beds=beds, place=place, numbers=numbers, kind=kind, opened_on=opened_on)
    job.commit()
    return ward


def a_screen(
    ward: Ward,
    kind: ScreenKind = ScreenKind.TERMINAL,
    *,
    token_hash: str | None = None,
    place: str = "the corridor",
    clock: Clock = STILL,
) -> Screen:
    """A screen that is enrolled on the ward; `token_hash` is that of the browser's cookie."""
    session = session_of(ward)
    job = work(session, clock=clock)
    _, code = wards.invite_screen(job, ward=ward, kind=kind, place=place)
    screen = wards.enrol_screen(job, code=code, token_hash=token_hash or uuid4().hex)
    job.commit()
    return screen


def an_account(
    session: Session,
    name: str = "Tom",
    *,
    job: str = "nurse",
    username: str | None = None,
    password_hash: str = NO_PASSWORD,
    ends_on: date | None = None,
    starts_on: date = LONG_AGO,
    clock: Clock = STILL,
) -> Account:
    """An account of somebody in post, with no part on any ward yet."""
    piece = work(session, clock=clock)
    account = people.open_account(
        piece,
        name=name,
        job=job,
        username=username or f"{name.lower()}.{uuid4().hex[:6]}",
        password_hash=password_hash,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    piece.commit()
    return account


def accepts_conduct(account: Account, *, clock: Clock = STILL) -> None:
    """Somebody accepts the conduct text, so that signing in leads straight to the start page."""
    piece = work(session_of(account), Actor(Door.OWN_DEVICE, id=account.id, name=account.name), clock)
    people.accept_conduct(piece, account=account)
    piece.commit()


def a_reader_key(account: Account, *, clock: Clock = STILL) -> tuple[ReaderKey, Keys, str]:
    """A key of somebody who reads in private, open, and the words of its sheet. Ask for `quick_sealing`, too."""
    accepts_conduct(account, clock=clock)
    holder = Actor(Door.OWN_DEVICE, id=account.id, name=account.name, roles=frozenset({Role.ADVOCATE}))
    keys = Keys.fresh()
    locked = lock_up(keys, PASSPHRASE)
    blobs = {"public_key": keys.public, "wrapped": locked.wrapped, "recovery": locked.recovery}
    piece = work(session_of(account), holder, clock)
    key = people.make_key(piece, account=account, **blobs)
    piece.commit()
    return key, keys, locked.words


def a_duty(account: Account, ward: Ward | None = None, duty: Duty = Duty.READ, *, clock: Clock = STILL) -> DutyTaken:
    """A duty that an advocate has taken on, on one ward or on all."""
    ward_id = ward.id if ward else None
    advocate = Actor(Door.OWN_DEVICE, ward_id, account.id, account.name, frozenset({Role.ADVOCATE}))
    piece = work(session_of(account), advocate, clock)
    taken = people.take_duty(piece, duty=duty, ward_id=ward_id)
    piece.commit()
    return taken


def a_membership(
    account: Account, role: Role, ward: Ward | None = None, *, last_day: date | None = None, clock: Clock = STILL
) -> Membership:
    """A part on one ward, or on all of them; a reviewer's ends after eight weeks unless a day is given."""
    piece = work(session_of(account), clock=clock)
    if role is Role.REVIEWER:
        last_day = last_day or piece.today + timedelta(weeks=8)
    where = ward.id if ward else None
    membership = people.give_membership(piece, account=account, role=role, ward_id=where, last_day=last_day)
    piece.commit()
    return membership


def a_staff_actor(
    ward: Ward, *roles: Role, name: str = "Tom", job: str = "nurse", stands_in: bool = False, clock: Clock = STILL
) -> Actor:
    """Somebody with an account and these parts on the ward (a nurse without any word), at their own computer."""
    account = an_account(session_of(ward), name, job=job, clock=clock)
    parts = roles or (Role.STAFF,)
    for role in parts:
        a_membership(account, role, None if role in (Role.ADMIN, Role.DUTY) else ward, clock=clock)
    reviews = frozenset({ward.id}) if Role.REVIEWER in parts else frozenset()
    return Actor(Door.OWN_DEVICE, ward.id, account.id, name, frozenset(parts), stands_in=stands_in, reviews=reviews)


def a_ward_name(ward: Ward, word: str | None = None, *, pin: str | None = None, clock: Clock = STILL) -> WardName:
    """A ward name that was drawn with a card. Only with a `pin` can it be signed in with: hashing takes its time."""
    session = session_of(ward)
    piece = work(session, _keeper(ward), clock)
    (code,) = people.draw_cards(piece, ward_id=ward.id)
    card = of_people.card_with_code(session, ward.id, code, PEPPER)
    assert card is not None
    piece.commit()
    taken = of_people.words_in_use(session, ward.id)
    word = word or next(free for free in words_of_the_house() if free not in taken)
    choosing = work(session, a_terminal_actor(ward), clock)
    pin_hash = hash_pin(PEPPER, pin) if pin else NO_PASSWORD
    name = people.use_card(choosing, card=card, word=word, pin_hash=pin_hash)
    choosing.commit()
    return name


def a_term(
    name: WardName,
    role: TermRole = TermRole.REP,
    *,
    starts_on: date | None = None,
    ends_on: date | None = None,
    clock: Clock = STILL,
) -> Term:
    """A term that was agreed upon; it starts today and lasts three months."""
    piece = work(session_of(name), clock=clock)
    term = people.give_term(
        piece,
        name=name,
        role=role,
        choice=people.Choice(Chosen.AGREED),
        starts_on=starts_on or piece.today,
        ends_on=ends_on,
    )
    piece.commit()
    return term


def a_patient_actor(
    ward: Ward, *roles: Role, word: str | None = None, door: Door = Door.TERMINAL, clock: Clock = STILL
) -> Actor:
    """Somebody with a ward name, and with a term for each role that is given."""
    name = a_ward_name(ward, word, clock=clock)
    for role in roles:
        if role is not Role.PATIENT:
            a_term(name, TermRole(role.value), clock=clock)
    return Actor(door, ward.id, name.id, name.word, frozenset({Role.PATIENT, *roles}))


def a_terminal_actor(ward: Ward, door: Door = Door.TERMINAL) -> Actor:
    """Somebody at a screen of the ward who did not sign in."""
    return Actor(door, ward.id)


def the_clock(ward: Ward) -> Actor:
    """What falls due by itself on this ward."""
    return Actor(Door.CLOCK, ward.id, name=CLOCK.name)


def _keeper(ward: Ward) -> Actor:
    return Actor(Door.OWN_DEVICE, ward.id, UUID(int=2), "the tests' advocate", frozenset({Role.ADVOCATE}))


# --- agendas and meetings ---------------------------------------------------------------------------------------------


def done(session: Session, actor: Actor, command: Callable[..., T], clock: Clock = STILL, **facts: Any) -> T:
    """What a command returns that somebody has carried out and stored."""
    piece = work(session, actor, clock)
    made = command(piece, **facts)
    piece.commit()
    return made


def removed_by(one: Actor, other: Actor, thing: Any, text: str | None, clock: Clock = STILL) -> int:
    """Words that one person asked to remove for good, and another agreed to; return from how many places."""
    session = session_of(thing)
    asked = {"thing": thing, "text": text, "because": HideBecause.NAMES_SOMEBODY}
    request = done(session, one, records.ask_removal, clock, **asked)
    return done(session, other, records.agree_removal, clock, request=request)


def a_stand_in(ward: Ward, role: Role = Role.ADVOCATE) -> Actor:
    """Somebody who does the rep's work, as if no rep were in post; no account stands behind it."""
    return Actor(Door.OWN_DEVICE, ward.id, UUID(int=2), "the tests' stand-in", frozenset({role}), stands_in=True)


def a_meeting(
    ward: Ward,
    day: date | None = None,
    *,
    at: time = time(10, 30),
    kind: MeetingKind = MeetingKind.WARD,
    actor: Actor | None = None,
    clock: Clock = STILL,
) -> Meeting:
    """A meeting that is planned, three days from now unless a day is given."""
    day = day or clock.day_of(clock.now()) + timedelta(days=3)
    facts = {"day": day, "at": at, "kind": kind, "place": ward.place}
    return done(session_of(ward), actor or a_stand_in(ward), meetings.plan_meeting, clock, **facts)


def an_item(
    ward: Ward,
    words: str | None = "The dryer is broken",
    *,
    actor: Actor | None = None,
    kind: ItemKind = ItemKind.PROBLEM,
    topic: Topic = Topic.LAUNDRY,
    shown_as: ShownAs = ShownAs.PATIENT,
    clock: Clock = STILL,
    **more: Any,
) -> Item:
    """An item that somebody put on the agenda; without an actor somebody who did not sign in."""
    facts = {"kind": kind, "topic": topic, "words": words, "shown_as": shown_as, **more}
    return done(session_of(ward), actor or a_terminal_actor(ward), agenda.raise_item, clock, **facts)


def a_published_agenda(
    ward: Ward, day: date | None = None, *, items: Sequence[Item] = (), actor: Actor | None = None, clock: Clock = STILL
) -> Meeting:
    """A meeting whose agenda is out, with these items placed in this order."""
    actor = actor or a_stand_in(ward)
    meeting = a_meeting(ward, day, actor=actor, clock=clock)
    for item in items:
        done(session_of(ward), actor, agenda.place_item, clock, meeting=meeting, item=item)
    return done(session_of(ward), actor, agenda.publish, clock, meeting=meeting)


def an_open_meeting(
    ward: Ward, *, items: Sequence[Item] = (), actor: Actor | None = None, clock: Clock = STILL
) -> Meeting:
    """A meeting that is going on now, with these items on its agenda."""
    today = clock.day_of(clock.now())
    meeting = a_published_agenda(ward, today, items=items, actor=actor, clock=clock)
    return done(session_of(ward), actor or a_stand_in(ward), meetings.open_meeting, clock, meeting=meeting)


# --- promises -----------------------------------------------------------------------------------------------------


def an_action(
    ward: Ward,
    words: str = "Mend the dryer",
    *,
    due: date | None = None,
    owner: Actor | None = None,
    clock: Clock = STILL,
) -> Action:
    """A promise that Tom the nurse gave in a meeting that is going on, due in a week."""
    session, rep = session_of(ward), a_stand_in(ward)
    owner = owner or a_staff_actor(ward, clock=clock)
    account = session.get(Account, owner.id)
    item = an_item(ward, clock=clock)
    meeting = an_open_meeting(ward, items=[item], clock=clock)
    entry = session.scalars(select(AgendaEntry).where(AgendaEntry.item_id == item.id)).one()
    outcome = done(
        session, rep, agenda.answer_item, clock,
        item=item, entry=entry, answer=Answer.YES, words="It will be mended", given_by=account, something_to_do=True,
    )  # fmt: skip
    due = due or clock.day_of(clock.now()) + timedelta(days=7)
    return done(
        session, rep, actions.make_promise, clock, outcome=outcome, words=words, owner=account, due=due, meeting=meeting
    )


def a_done_action(ward: Ward, words: str = "New belt put in", *, clock: Clock = STILL, **more: Any) -> Action:
    """A promise of which its owner has said that it is done."""
    owner = more.pop("owner", None) or a_staff_actor(ward, clock=clock)
    action = an_action(ward, owner=owner, clock=clock, **more)
    done(session_of(ward), owner, actions.report_done, clock, action=action, words=words)
    return action


@contextmanager
def an_instance(folder: Path, clock: Clock = STILL) -> Iterator[tuple[Session, Callable[[Actor], Work]]]:
    """A database in files, as a hospital has it, and pieces of work on it."""
    url = f"sqlite:///{folder / 'wardvoice.sqlite'}"
    migrate(url)
    engine = prepare(create_engine(url))
    with Session(engine) as session:
        yield session, lambda actor: work(session, actor, clock)
    engine.dispose()
