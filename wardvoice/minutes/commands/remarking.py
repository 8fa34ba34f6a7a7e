"""What is said beside the minutes: that somebody remembers it differently, and corrections once they are agreed."""

from __future__ import annotations

from datetime import date

from wardvoice.agenda.models import AgendaEntry
from wardvoice.agenda.rules import clean_words
from wardvoice.core.errors import N_, NotFound, RuleBroken
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.minutes import queries, rules
from wardvoice.minutes.models import Minutes, Remark
from wardvoice.minutes.rules import RemarkKind, Side
from wardvoice.storage.work import Work


def remember_differently(
    work: Work, *, minutes: Minutes, words: str | None, entry: AgendaEntry | None = None, named: bool = False
) -> Remark:
    """Say beside the minutes, or beside one line, that one remembers it differently. It keeps nobody from agreeing.

    `named` shows a patient's ward name; without it only the side stands there. RuleBroken two weeks after agreement.
    """
    work.require(May.REMEMBER_DIFFERENTLY, minutes)
    rules.may_remember_differently(_agreed_on(work, minutes), work.today)
    by_name = named and work.actor.is_patient
    return _add(work, minutes, RemarkKind.DIFFERENTLY, words, entry, named=by_name)


def put_right(work: Work, *, minutes: Minutes, words: str | None, entry: AgendaEntry | None = None) -> Remark:
    """Append a correction to agreed minutes; what was agreed stays as it is. RuleBroken for a draft."""
    work.require(May.AGREE_MINUTES, minutes)
    rules.may_be_put_right(_agreed_on(work, minutes))
    return _add(work, minutes, RemarkKind.CORRECTION, words, entry)


def see(work: Work, *, minutes: Minutes, remark: Remark) -> Remark:
    """Say for one's side that a correction was seen. RuleBroken if that was said already."""
    work.require(May.AGREE_MINUTES, minutes)
    if remark.minutes_id != minutes.id or remark.kind is not RemarkKind.CORRECTION:
        raise NotFound()
    side = rules.side_of(work.actor)
    if remark.seen_by(side):
        raise RuleBroken(N_("Your side has seen this already."))
    _mark_seen(remark, side, work)
    work.record(Happened.MINUTES_REMARK_SEEN, remark, meeting=minutes.meeting_id, side=side)
    return remark


def _add(
    work: Work, minutes: Minutes, kind: RemarkKind, words: str | None, entry: AgendaEntry | None, *, named: bool = False
) -> Remark:
    if entry is not None and entry.meeting_id != minutes.meeting_id:
        raise NotFound()
    side = rules.side_of(work.actor)
    remark = Remark(
        ward_id=minutes.ward_id,
        minutes_id=minutes.id,
        entry_id=entry.id if entry else None,
        n=queries.count_remarks(work.session, minutes) + 1,
        kind=kind,
        side=side,
        author_id=work.actor.id if named else None,
        words=clean_words(words, needed=True),
        day=work.today,
    )
    if kind is RemarkKind.CORRECTION:
        _mark_seen(remark, side, work)
    work.session.add(remark)
    work.session.flush()  # gives the remark its id, under which the history knows it
    what = Happened.MINUTES_CORRECTED if kind is RemarkKind.CORRECTION else Happened.MINUTES_REMEMBERED_DIFFERENTLY
    work.record(what, remark, meeting=minutes.meeting_id, entry=remark.entry_id, side=side, words=remark.words)
    return remark


def _mark_seen(remark: Remark, side: Side, work: Work) -> None:
    """Whoever writes a correction has seen it."""
    if side is Side.PATIENTS:
        remark.seen_by_patients_on = work.today
    else:
        remark.seen_by_staff_on = work.today


def _agreed_on(work: Work, minutes: Minutes) -> date | None:
    agreed = minutes.fair.agreed_at
    return work.clock.day_of(agreed) if agreed else None
