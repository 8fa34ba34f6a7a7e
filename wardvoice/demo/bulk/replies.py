"""Twins of the commands with which patients answer what they are asked about a promise."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from wardvoice.actions import rules
from wardvoice.actions.models import Confirmation
from wardvoice.actions.rules import ActionState, Question, Reply, Source, Verdict, Voice
from wardvoice.core.chaining import voice
from wardvoice.core.errors import RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.demo.bulk.line import Line
from wardvoice.demo.bulk.pen import Pen
from wardvoice.demo.bulk.promises import facts_of


def confirm(pen: Pen, *, action: Line, reply: Reply, words: str | None = None) -> Line:
    """As `actions.commands.confirm`."""
    assert pen.actor.id is not None
    question = _open_question(pen, action)
    item = pen.here.items[action.item_id]
    raised_it = item.author_id == pen.actor.id and item.written_by is None
    counts = bool(action.done_on and pen.here.names[pen.actor.id].first_used <= action.done_on)
    source = Source.RAISER if raised_it else Source.PATIENTS
    mark = voice(pen.ledger.pepper, pen.actor.id, action.thing)
    answer = _reply(pen, action, question, source, reply=reply, words=words, voice=mark, counts=counts)
    pen.record(
        Happened.CONFIRMATION_GIVEN,
        action,
        question=question,
        source=source,
        reply=reply,
        words=words,
        counts=counts,
    )
    _settle(pen, action, question)
    return answer


def count_replies(pen: Pen, *, action: Line, meeting: Line, yes: int, partly: int, no: int, unsure: int) -> Line:
    """As `actions.commands.count_replies`."""
    question = _open_question(pen, action)
    hands = {"yes": yes, "partly": partly, "no": no, "unsure": unsure}
    answer = _reply(pen, action, question, Source.ROOM, meeting_id=meeting.id, **hands)
    _keep_hands(pen, action, answer, hands)
    _settle(pen, action, question)
    return answer


def count_let_off(pen: Pen, *, action: Line, meeting: Line, hands_for: int, hands_against: int) -> Line:
    """As `actions.commands.count_let_off`."""
    if action.state is not ActionState.CANNOT_SAID:
        raise Stale("nothing to be let off from")
    hands = {"yes": hands_for, "no": hands_against}
    answer = _reply(pen, action, Question.LET_OFF, Source.ROOM, meeting_id=meeting.id, **hands)
    _keep_hands(pen, action, answer, hands)
    decided = rules.let_off_verdict(hands_for, hands_against)
    if decided is not None:
        pen.change(action, state=rules.LIFE.after(action.state, "accept" if decided else "refuse"))
        what = Happened.LET_OFF_ACCEPTED if decided else Happened.LET_OFF_REFUSED
        pen.record(what, action, meeting=meeting.id)
    return answer


def _open_question(pen: Pen, action: Line) -> Question:
    question = rules.open_question(facts_of(pen, action), pen.today)
    if question is None:
        raise RuleBroken("nobody has said that it is done")
    return question


def _reply(pen: Pen, action: Line, question: Question, source: Source, **told: Any) -> Line:
    given = pen.here.replies[action.id]
    reply = pen.new(
        Confirmation,
        ward_id=action.ward_id,
        action_id=action.id,
        n=len(given) + 1,
        round=action.round,
        question=question,
        source=source,
        day=pen.today,
        **told,
    )
    given.append(reply)
    return reply


def _keep_hands(pen: Pen, action: Line, answer: Line, hands: dict[str, int]) -> None:
    told = {"question": answer.question, "source": answer.source, "meeting": answer.meeting_id}
    pen.record(Happened.CONFIRMATION_GIVEN, action, **told, **hands)


def _settle(pen: Pen, action: Line, question: Question) -> None:
    asked = (action.round, question)
    decided = rules.verdict(
        [_as_voice(one) for one in pen.here.replies[action.id] if (one.round, one.question) == asked],
        confirmed=action.state is ActionState.CONFIRMED,
        in_first_days=pen.today <= action.done_on + timedelta(days=rules.PATIENCE_DAYS),
        question=question,
    )
    if decided is Verdict.CONFIRM and action.state is ActionState.DONE_SAID:
        pen.change(action, state=rules.LIFE.after(action.state, "confirm"), confirmed_on=pen.today)
        pen.record(Happened.ACTION_CONFIRMED, action, question=question, round=action.round)
    elif decided is Verdict.REOPEN:
        reopened = {"confirmed_on": None, "reopened": True, "reopens": action.reopens + 1}
        pen.change(action, state=rules.LIFE.after(action.state, "reopen"), **reopened)
        pen.record(Happened.ACTION_REOPENED, action, question=question, round=action.round)


def _as_voice(reply: Line) -> Voice:
    return Voice(reply.source, reply.reply, reply.voice, reply.yes, reply.partly, reply.no, reply.counts)
