"""What staff report on a promise: how far it is, that it is done, or that it cannot be done."""

from __future__ import annotations

from wardvoice.actions import rules
from wardvoice.actions.commands.whose import settle_if_owner
from wardvoice.actions.models import Action, Report
from wardvoice.actions.rules import ReportKind
from wardvoice.agenda.rules import clean_words
from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.storage.work import Work


def report(work: Work, *, action: Action, kind: ReportKind, words: str | None, version: int | None = None) -> Report:
    """Say how far a promise is, or why nothing has changed yet (F5)."""
    if kind not in (ReportKind.PROGRESS, ReportKind.NO_CHANGE):
        raise RuleBroken(N_("Choose what you want to report."), field="kind")
    line = _written(work, action, kind, words, version)
    rules.LIFE.after(action.state, "report")
    work.session.add(line)
    work.record(Happened.PROGRESS_REPORTED, action, kind=kind, words=line.words)
    return line


def report_done(work: Work, *, action: Action, words: str | None, version: int | None = None) -> Report:
    """Say that it is done, and what was done. From now on patients are asked whether it happened."""
    line = _written(work, action, ReportKind.DONE, words, version)
    action.state = rules.LIFE.after(action.state, "report_done")
    action.round += 1
    action.done_on = work.today
    action.reopened = False
    work.session.add(line)
    late = rules.is_late(rules.ActionFacts(action.state, action.first_date, action.due, action.done_on))
    work.record(Happened.DONE_REPORTED, action, words=line.words, round=action.round, late=late)
    return line


def report_cannot(work: Work, *, action: Action, words: str | None, version: int | None = None) -> Report:
    """Say that it cannot be done, and why. The meeting decides whether the owner is let off."""
    line = _written(work, action, ReportKind.CANNOT, words, version)
    action.state = rules.LIFE.after(action.state, "report_cannot")
    action.round += 1
    work.session.add(line)
    work.record(Happened.CANNOT_REPORTED, action, words=line.words, round=action.round)
    return line


def _written(work: Work, action: Action, kind: ReportKind, words: str | None, version: int | None) -> Report:
    work.require(May.REPORT, action)
    work.still(action, version)
    said = rules.report_makes_sense(kind, clean_words(words, needed=False))
    assert work.actor.id is not None
    settle_if_owner(action, work.actor.id)
    return Report(ward_id=action.ward_id, action_id=action.id, kind=kind, words=said, by_id=work.actor.id, at=work.now)
