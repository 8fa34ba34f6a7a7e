"""Twins of the commands about answers: given, accepted or not, carried over."""

from __future__ import annotations

from typing import Any

from wardvoice.agenda.models import AnswerReply, Outcome
from wardvoice.agenda.rules import LIFE, AcceptedBy, Answer, CarriedBecause, EntryState
from wardvoice.core.chaining import voice
from wardvoice.core.history import Happened
from wardvoice.demo.bulk.line import Line
from wardvoice.demo.bulk.pen import Pen


def answer_item(pen: Pen, *, item: Line, answer: Answer, words: str, given_by: Line, entry: Line, **rest: Any) -> Line:
    """As `agenda.commands.answer_item`, in the room."""
    outcome = pen.new(
        Outcome,
        ward_id=item.ward_id,
        item_id=item.id,
        entry_id=entry.id,
        answer=answer,
        words=words or None,
        given_by_id=given_by.id,
        at=pen.now,
        day=pen.today,
        **rest,
    )
    pen.change(item, state=LIFE.after(item.state, "answer"))
    pen.change(entry, state=EntryState.ANSWERED)
    told = {name: rest[name] for name in ("review_on", "passed_to", "check_on")}
    pen.record(
        Happened.ITEM_ANSWERED,
        item,
        outcome=outcome.id,
        answer=answer,
        words=words or None,
        given_by=given_by.id,
        **told,
    )
    return outcome


def accept_answer(pen: Pen, *, outcome: Line, accepted: bool) -> Line:
    """As `agenda.commands.accept_answer`."""
    item = pen.here.items[outcome.item_id]
    assert pen.actor.id is not None
    mark = voice(pen.ledger.pepper, pen.actor.id, item.thing)
    hands = {"yes": int(accepted), "no": int(not accepted)}
    reply = _reply(pen, outcome, AcceptedBy.RAISER, voice=mark, **hands)
    pen.record(_said(accepted), item, outcome=outcome.id)
    return reply


def count_acceptance(pen: Pen, *, outcome: Line, yes: int, no: int, unsure: int = 0) -> Line:
    """As `agenda.commands.count_acceptance`."""
    hands = {"yes": yes, "no": no, "unsure": unsure}
    reply = _reply(pen, outcome, AcceptedBy.ROOM, **hands)
    meeting_id = next(id_ for id_, meeting in reversed(pen.here.meetings.items()) if meeting.opened_at is not None)
    pen.record(_said(no <= yes), pen.here.items[outcome.item_id], outcome=outcome.id, meeting=meeting_id, **hands)
    return reply


def carry_over(pen: Pen, *, entry: Line, because: CarriedBecause, words: str | None = None) -> Line:
    """As `agenda.commands.carry_over`."""
    item, meeting = pen.here.items[entry.item_id], pen.here.meetings[entry.meeting_id]
    outcome = pen.new(
        Outcome,
        ward_id=item.ward_id,
        item_id=item.id,
        entry_id=entry.id,
        carried_because=because,
        carried_words=words,
        at=pen.now,
        day=pen.today,
    )
    pen.change(entry, state=EntryState.CARRIED)
    pen.change(item, state=LIFE.after(item.state, "carry_over"))
    pen.here.waiting[item.id] = item
    pen.here.carried[item.id] += 1
    pen.record(Happened.ITEM_CARRIED, item, meeting=meeting.id, day=meeting.day, because=because, words=words)
    return outcome


def _reply(pen: Pen, outcome: Line, source: AcceptedBy, **told: Any) -> Line:
    n = pen.here.answers[outcome.id]
    pen.here.answers[outcome.id] += 1
    return pen.new(
        AnswerReply, ward_id=outcome.ward_id, outcome_id=outcome.id, n=n, source=source, day=pen.today, **told
    )


def _said(accepted: bool) -> Happened:
    return Happened.ANSWER_ACCEPTED if accepted else Happened.ANSWER_NOT_ACCEPTED
