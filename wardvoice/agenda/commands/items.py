"""From a patient's words to an item: raised, written down for somebody, reworded, taken back, added to, read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from sqlalchemy import ColumnElement, update

from wardvoice.agenda import queries, rules
from wardvoice.agenda.commands.aside import take_in_hand
from wardvoice.agenda.commands.merging import let_parts_go
from wardvoice.agenda.commands.placing import leave_agenda
from wardvoice.agenda.models import Item, ItemNote
from wardvoice.agenda.rules import LIFE, EntryState, Feeling, ItemKind, ItemState, ShownAs, Topic, WrittenBy
from wardvoice.core.actor import Role
from wardvoice.core.clock import part_of_day
from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.storage.work import Work, flush

PENS = (
    ((Role.REP, Role.DEPUTY), WrittenBy.REP),
    ((Role.PEER,), WrittenBy.PEER),
    ((Role.ADVOCATE,), WrittenBy.ADVOCATE),
    ((Role.STAFF, Role.MANAGER), WrittenBy.STAFF),
)
"""In which part somebody holds the pen for another, the first that fits."""


@dataclass(frozen=True)
class Paper:
    """What came on paper: the day on which it was handed in, and the number of its form, if it has one."""

    handed_in_on: date
    form_number: int | None = None


def raise_item(
    work: Work,
    *,
    kind: ItemKind,
    topic: Topic,
    words: str | None,
    feeling: Feeling | None = None,
    shown_as: ShownAs = ShownAs.PATIENT,
    slip_hash: str | None = None,
    once: str | None = None,
) -> Item:
    """Put something on the agenda, in words or by a picture.

    Without a ward name only the day and its part are kept, and `slip_hash` lets its author take it back. Repeated if
    the form with the key `once` has arrived before.
    """
    work.require(May.RAISE_ITEM)
    work.refuse_repeat(once)
    rules.shown_as_makes_sense(shown_as, by_ward_name=work.actor.is_patient)
    item = Item(
        ward_id=work.ward_id,
        kind=kind,
        topic=topic,
        shown_as=shown_as,
        words=rules.clean_words(words, needed=feeling is None),
        feeling=feeling,
        author_id=work.actor.id,
        slip_hash=None if work.actor.id else slip_hash,
        received_on=work.today,
        part_of_day=part_of_day(work.clock.local(work.now)) if work.voice_less else None,
    )
    return _store(work, item, once)


def renew_slip(work: Work, *, item: Item, slip_hash: str, once: str | None) -> None:
    """Let other words open an item whose form arrived twice: whoever sent it has not seen the first ones (P24).

    Written past the history, which knows nothing of slips. RuleBroken for whoever did not send this very form.
    """
    work.require(May.RAISE_ITEM)
    if not once or not work.was_sent(once) or item.author_id is not None or item.slip_hash is None:
        raise RuleBroken(N_("We have this already. Nothing was stored twice."))
    write_slip(work, Item.id == item.id, slip_hash)
    work.session.expire(item, ["slip_hash"])


def let_slips_die(work: Work) -> None:
    """After twelve months words open nothing any more (P47); safe to run twice."""
    work.require(May.CLOCKWORK)
    old = work.today - timedelta(days=rules.SLIP_DAYS)
    write_slip(work, (Item.ward_id == work.ward_id) & (Item.received_on < old) & Item.slip_hash.is_not(None), None)


def write_for(
    work: Work,
    *,
    kind: ItemKind,
    topic: Topic,
    words: str | None,
    feeling: Feeling | None = None,
    shown_as: ShownAs = ShownAs.PATIENT,
    paper: Paper | None = None,
    once: str | None = None,
) -> Item:
    """Write an item down for a patient, as rep, peer supporter, advocate or staff; such items are counted apart.

    What came on `paper` was received on the day it was handed in. Nobody is its author, so nobody can reword it or
    take it back.
    """
    work.require(May.WRITE_FOR)
    work.refuse_repeat(once)
    rules.shown_as_makes_sense(shown_as, by_ward_name=False)
    item = Item(
        ward_id=work.ward_id,
        kind=kind,
        topic=topic,
        shown_as=shown_as,
        words=rules.clean_words(words, needed=feeling is None),
        feeling=feeling,
        written_by=_pen(work),
        written_by_id=work.actor.id if work.actor.is_staff else None,
        received_on=paper.handed_in_on if paper else work.today,
        typed_in_on=work.today if paper else None,
        form_number=paper.form_number if paper else None,
    )
    return _store(work, item, once)


def reword_item(work: Work, *, item: Item, words: str, version: int | None = None) -> Item:
    """Let its author say it differently until the agenda is out, to be read anew. RuleBroken afterwards.

    Both halves of an item that asked for two things have the same words, and get the new ones together.
    """
    work.require(May.EDIT_ITEM, item)
    work.still(item, version)
    both = _with_its_other_half(work, item)
    for one in both:
        rules.may_still_change(one.state, queries.is_out(work.session, one))
    said = rules.clean_words(words, needed=item.feeling is None)
    if said != item.words:
        for one in both:
            one.words, one.read_on = said, None
            work.record(Happened.ITEM_REWORDED, one)
    return item


def withdraw_item(work: Work, *, item: Item) -> Item:
    """Let its author take it back until the agenda is out. RuleBroken afterwards."""
    work.require(May.EDIT_ITEM, item)
    rules.may_still_change(item.state, queries.is_out(work.session, item))
    state = LIFE.after(item.state, "withdraw")
    leave_agenda(work, item, EntryState.TAKEN_OFF)
    item.state, item.slip_hash = state, None
    work.record(Happened.ITEM_WITHDRAWN, item)
    let_parts_go(work, item)
    return item


def add_note(work: Work, *, item: Item, words: str) -> ItemNote:
    """Let its author add something at any time; the first words stay."""
    work.require(May.ADD_NOTE, item)
    text = cast(str, rules.clean_words(words, needed=True))
    note = ItemNote(
        ward_id=item.ward_id,
        item_id=item.id,
        n=len(queries.notes(work.session, item)),
        words=text,
        day=work.today,
    )
    work.session.add(note)
    work.record(Happened.NOTE_ADDED, item)
    return note


def read_item(work: Work, *, item: Item) -> Item:
    """Say, for the patients, "I have read this": from now on its words may stand on the agenda."""
    take_in_hand(work, May.PREPARE, item)
    if item.read_on is None:
        item.read_on = work.today
        work.record(Happened.ITEM_READ, item)
    return item


def write_slip(work: Work, which: ColumnElement[bool], slip_hash: str | None) -> None:
    """Write which words open some items, past the history, which knows nothing of slips."""
    statement = update(Item).where(which).values(slip_hash=slip_hash)
    work.session.execute(statement.execution_options(synchronize_session=False))


def _with_its_other_half(work: Work, item: Item) -> list[Item]:
    """Return an item and, unless that was taken back, the half beside it."""
    both = queries.halves(work.session, item)
    other = both.other(item) if both is not None else item
    return [item, other] if other is not item and other.state is not ItemState.WITHDRAWN else [item]


def _store(work: Work, item: Item, once: str | None) -> Item:
    work.session.add(item)
    flush(work.session)
    work.once(once, item)
    work.record(
        Happened.ITEM_RAISED,
        item,
        kind=item.kind,
        topic=item.topic,
        shown_as=item.shown_as,
        written_by=item.written_by,
        handed_in_on=item.received_on if item.typed_in_on else None,
    )
    return item


def _pen(work: Work) -> WrittenBy:
    return next(pen for roles, pen in PENS if work.actor.has(*roles))
