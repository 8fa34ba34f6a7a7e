"""What writers do: send, add to it, say that an answer is not good enough, take it back. None of it leaves a line."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from wardvoice.concerns.commands.pool import Row, put_in, take_out
from wardvoice.concerns.models import Concern, Copy
from wardvoice.concerns.queries import Held, Mine
from wardvoice.concerns.rules import LIFE, Deed, Recipient, check_recipient
from wardvoice.concerns.sealed import Added, Body, Head, added, blanks, parcel
from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.policy import May
from wardvoice.people.queries.keys import Holder
from wardvoice.storage.apart_work import ApartWork
from wardvoice.storage.sealing import Found

NOBODY_READS = N_("Nobody can read this now. Please choose somebody else, or ask your advocate.")
NOBODY_ANY_MORE = N_("Nobody can read this any more. Please write again, or ask your advocate.")


def send(
    work: ApartWork,
    *,
    recipient: Recipient,
    holders: Sequence[Holder],
    head: Head,
    body: Body,
    found: Found | None = None,
    again: bytes | None = None,
) -> None:
    """Seal a concern to its readers and let it wait for its release; with `found` its writer can come back.

    What came on paper is typed in by somebody who took that duty on; only that, and not whose it is, goes into the log.
    Raises RuleBroken where the reader must not get it, nobody could read it, or nothing is said.
    """
    work.require(May.TYPE_PAPER if head.on_paper else May.WRITE_PRIVATELY)
    check_recipient(recipient, head.about, head.signs)
    if not holders:
        raise RuleBroken(NOBODY_READS, field="recipient")
    if not (body.words.strip() or head.signs or head.statements):
        raise RuleBroken(N_("Write a few words, or choose what happened."), field="words")
    sealed = parcel(head, body, holders, found).packed()
    put_in(work, Row(work.ward_id, recipient, sealed, lookup=found.lookup if found else None, again=again))
    if head.on_paper:
        work.log("typed in a note")


def write_back(
    work: ApartWork, *, mine: Mine, holders: Sequence[Holder], words: str, again: bytes | None = None
) -> None:
    """Add words to one's concern; they wait for the next release like everything else.

    RuleBroken where nothing is said, or none of its readers is left: the words would be lost without a sound.
    """
    concern = mine.released
    work.require(May.GO_ON_PRIVATELY, mine)
    if not holders:
        raise RuleBroken(NOBODY_ANY_MORE)
    if not words.strip():
        raise RuleBroken(N_("Write a few words first."), field="words")
    let_wait(work, concern, added(words, holders), again)


def dispute(work: ApartWork, *, mine: Mine) -> None:
    """Say "not good enough": from the next release on the concern is open again. Stale without an answer to dispute."""
    work.require(May.GO_ON_PRIVATELY, mine)
    LIFE.after(mine.released.state, "dispute")
    do_later(work, mine.released, Deed.DISPUTE)


def withdraw(work: ApartWork, *, mine: Mine) -> None:
    """Take it back: at once while it waits; else with the next release, so that no moment tells who did it.

    Words that no reader has acknowledged by then are gone for good; of others the reader is told.
    """
    work.require(May.GO_ON_PRIVATELY, mine)
    if mine.waiting is not None:
        take_out(work, {mine.waiting.id})
        return
    LIFE.after(mine.released.state, "withdraw")
    do_later(work, mine.released, Deed.WITHDRAW)


def do_later(work: ApartWork, concern: Concern, deed: Deed, told: bytes | None = None) -> None:
    """Let a writer's deed wait for the next release, once; its row is as long as that of a few words.

    The last word on a retelling counts: a no takes the place of a yes that waits, and the other way round.
    """
    count = select(func.count()).select_from(Copy).where(Copy.concern_id == concern.id)
    later = Added(blanks(work.session.scalar(count) or 0), deed=deed, told=told)

    def done_before(held: Held) -> bool:
        before = Added.unpacked(held.sealed) if held.about == concern.id else None
        return before is not None and before.deed is not None and (before.told or before.deed) == (told or deed)

    put_in(work, Row(concern.ward_id, concern.recipient, later.packed(), about=concern.id), done_before)


def let_wait(work: ApartWork, concern: Concern, held: Added, again: bytes | None = None) -> None:
    """Let something that belongs to a concern wait for the next release."""
    put_in(work, Row(concern.ward_id, concern.recipient, held.packed(), about=concern.id, again=again))
