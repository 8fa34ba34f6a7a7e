"""Lets the pools out at their times: shuffled, with the day and its part, and nothing finer (C8; decision 3)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wardvoice.concerns import queries
from wardvoice.concerns.commands.deeds import carry_out
from wardvoice.concerns.commands.pool import take_out
from wardvoice.concerns.models import Concern, Copy, Letter, LetterCopy, PoolState
from wardvoice.concerns.queries import Held
from wardvoice.concerns.rules import Pool, last_release, lets_out, next_release, pool_of
from wardvoice.concerns.sealed import Added, Parcel
from wardvoice.concerns.words.names import two_words
from wardvoice.core.clock import part_of_day
from wardvoice.core.policy import May
from wardvoice.storage.apart_work import ApartWork


def release_due(work: ApartWork, main: Session) -> None:
    """Let out what falls due on this ward; safe to run twice."""
    work.require(May.CLOCKWORK)
    now, weekday = work.clock.local(work.now), queries.meeting_weekday(main, work.ward_id)
    for pool in Pool:
        _look_at(work, pool, last_release(pool, now, weekday), next_release(pool, now, weekday))


def _look_at(work: ApartWork, pool: Pool, due: datetime, follows: datetime) -> None:
    """Let a pool out if the time `due` was not looked at yet; `follows` is the one after it.

    A clock that was put back a little passes a time twice, and nothing is let out the second time: between the two
    hardly anybody wrote. One that was far ahead is forgotten, or all would wait until then; nothing is let out by that.
    """
    state = work.session.get(PoolState, (work.ward_id, pool))
    if state is None:
        state = PoolState(ward_id=work.ward_id, pool=pool, looked_at=due, held_back=0)
        work.session.add(state)
    elif state.looked_at > follows:
        state.looked_at = due
        return
    elif state.looked_at >= due:
        return
    held = queries.waiting(work.session, work.ward_id, work.pepper)
    waiting = [row for row in held if pool_of(row.recipient) is pool and (row.after < due or row.after > work.now)]
    concerns = sum(row.about is None for row in waiting)
    if lets_out(pool, len(waiting), state.held_back, concerns):
        _let_out(work, waiting, due)
        state.held_back = 0
    else:
        state.held_back = state.held_back + 1 if waiting else 0
    state.looked_at = due


def _let_out(work: ApartWork, waiting: list[Held], due: datetime) -> None:
    for row in take_out(work, {one.id for one in waiting}):
        if row.about is None:
            _open_concern(work, row, due)
        else:
            _deliver(work, row, due)
    work.session.flush()


def _open_concern(work: ApartWork, row: Held, due: datetime) -> None:
    parcel = Parcel.unpacked(row.sealed)
    concern = Concern(
        ward_id=row.ward_id,
        recipient=row.recipient,
        name=_free_name(work.session),
        released_on=due.date(),
        part=part_of_day(due),
        lookup=row.lookup if parcel.answer_public else None,
        answer_public=parcel.answer_public,
        answer_private=parcel.answer_private,
    )
    work.session.add(concern)
    work.session.flush()
    for key_id, head, body in parcel.copies:
        work.session.add(Copy(concern_id=concern.id, key_id=key_id, head=head, body=body))


def _deliver(work: ApartWork, row: Held, due: datetime) -> None:
    """Put a letter beside its concern, or do what its writer asked for; where that was deleted it goes with it."""
    concern, held = work.session.get(Concern, row.about), Added.unpacked(row.sealed)
    if concern is None:
        return
    if held.deed is not None:
        carry_out(work, concern, held)
        return
    count = select(func.count()).select_from(Letter).where(Letter.concern_id == row.about)
    letter = Letter(
        concern_id=concern.id,
        n=work.session.scalar(count) or 0,
        from_writer=held.for_writer is None,
        day=due.date(),
        part=part_of_day(due),
        for_writer=held.for_writer,
    )
    work.session.add(letter)
    if letter.from_writer:
        concern.unfounded_first_by = None  # whoever signed to close it had not read this
    work.session.flush()
    for key_id, body in held.copies:
        work.session.add(LetterCopy(letter_id=letter.id, key_id=key_id, body=body))


def _free_name(session: Session) -> str:
    """Return two words that no concern has now."""
    while session.scalar(select(Concern.id).where(Concern.name == (name := two_words()))) is not None:
        pass
    return name
