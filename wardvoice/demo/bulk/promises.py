"""Twins of the commands about promises: made, moved, reported."""

from __future__ import annotations

from datetime import date
from typing import Any

from wardvoice.actions import rules
from wardvoice.actions.models import Action, Promise, Report
from wardvoice.actions.rules import ActionFacts, ReportKind
from wardvoice.core.history import Happened
from wardvoice.demo.bulk.line import Line
from wardvoice.demo.bulk.pen import Pen


def make_promise(
    pen: Pen, *, outcome: Line, words: str, owner: Line, due: date, meeting: Line, far_because: str | None, **_: Any
) -> Line:
    """As `actions.commands.make_promise`, in the room; nobody shares it."""
    action = pen.new(
        Action,
        ward_id=outcome.ward_id,
        item_id=outcome.item_id,
        outcome_id=outcome.id,
        owner_id=owner.id,
        owner_since=pen.today,
        words=words,
        far_because=far_because if rules.is_far(due, pen.today) else None,
        made_on=pen.today,
    )
    first = pen.new(Promise, action_id=action.id, n=0, due=due, made_at=pen.now, made_in_id=meeting.id)
    pen.here.promises[action.id].append(first)
    overruled = True if rules.vague_part(words) else None
    pen.record(Happened.PROMISE_MADE, action, due=due, owner=owner.id, words=words, sure=overruled)
    return action


def move_date(pen: Pen, *, action: Line, to: date, because: str) -> Line:
    """As `actions.commands.move_date`."""
    rules.LIFE.after(action.state, "move_date")
    dates = pen.here.promises[action.id]
    before = dates[-1].due
    dates.append(pen.new(Promise, action_id=action.id, n=len(dates), due=to, because=because, made_at=pen.now))
    pen.ledger.tell_again(action, "round")
    facts = {"to": to, "instead_of": before, "first_date": dates[0].due, "times": len(dates) - 1}
    pen.record(Happened.DATE_MOVED, action, because=because, **facts)
    return action


def report(pen: Pen, *, action: Line, kind: ReportKind, words: str) -> Line:
    """As `actions.commands.report`."""
    rules.LIFE.after(action.state, "report")
    line = _written(pen, action, kind, words)
    pen.record(Happened.PROGRESS_REPORTED, action, kind=kind, words=words)
    return line


def report_done(pen: Pen, *, action: Line, words: str) -> Line:
    """As `actions.commands.report_done`."""
    state = rules.LIFE.after(action.state, "report_done")
    line = _written(pen, action, ReportKind.DONE, words)
    pen.change(action, state=state, round=action.round + 1, done_on=pen.today, reopened=False)
    late = rules.is_late(facts_of(pen, action))
    pen.record(Happened.DONE_REPORTED, action, words=words, round=action.round, late=late)
    return line


def report_cannot(pen: Pen, *, action: Line, words: str) -> Line:
    """As `actions.commands.report_cannot`."""
    state = rules.LIFE.after(action.state, "report_cannot")
    line = _written(pen, action, ReportKind.CANNOT, words)
    pen.change(action, state=state, round=action.round + 1)
    pen.record(Happened.CANNOT_REPORTED, action, words=words, round=action.round)
    return line


def facts_of(pen: Pen, action: Line) -> ActionFacts:
    """Return a promise as the rules see it."""
    dates = pen.here.promises[action.id]
    return ActionFacts(action.state, dates[0].due, dates[-1].due, action.done_on, action.confirmed_on, action.reopened)


def _written(pen: Pen, action: Line, kind: ReportKind, words: str) -> Line:
    return pen.new(
        Report, ward_id=action.ward_id, action_id=action.id, kind=kind, words=words, by_id=pen.actor.id, at=pen.now
    )
