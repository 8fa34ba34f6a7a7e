"""The many small facts of some wards, gathered with one statement: posts, names, voices, staff in the rep's place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CompoundSelect,
    Date,
    Row,
    Select,
    String,
    Uuid,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from wardvoice.actions.models import Confirmation
from wardvoice.agenda.models import AnswerReply, Support
from wardvoice.agenda.rules import AcceptedBy
from wardvoice.core.actor import WARD_STAFF
from wardvoice.evidence.rules.facts import Held, Voice
from wardvoice.evidence.rules.periods import Period
from wardvoice.meetings.models import Rhythm
from wardvoice.meetings.rules import GATHERING, MeetingKind
from wardvoice.people.models import Membership, Pause, Term, WardName
from wardvoice.people.queries.terms import REPS_WORK
from wardvoice.people.rules.terms import REPS
from wardvoice.questions.models import QuestionAnswer
from wardvoice.storage.history import BY_A_STAND_IN, HistoryRow
from wardvoice.wards.models import Ward

VOICES = frozenset({"support", "reply", "answer", "question"})


@dataclass
class Marks:
    """What was gathered of one ward; `staff` are the accounts that ever worked there, `places` what stand-ins did."""

    beds: int = 0
    opened_on: date = date.max
    reps: list[Held] = field(default_factory=list)
    rests: list[Held] = field(default_factory=list)
    names: list[Held] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    rhythms: list[Rhythm] = field(default_factory=list)
    staff: set[str] = field(default_factory=set)
    places: list[tuple[str | None, date]] = field(default_factory=list)

    @property
    def staff_days(self) -> frozenset[date]:
        """The days on which staff of the ward did the rep's work."""
        return frozenset(day for person, day in self.places if person in self.staff)

    def note(self, row: Row[Any]) -> None:
        """Take up one row of the statement."""
        if row.what == "ward":
            self.beds, self.opened_on = int(row.told), row.day
        elif row.what == "rhythm":
            self.rhythms.append(_rhythm(row))
        elif row.what == "staff":
            self.staff.add(str(row.whose))
        elif row.what == "place":
            body = json.loads(row.told)
            self.places.append((body["person"], date.fromisoformat(body["day"])))
        elif row.what in VOICES:
            self.voices.append(Voice(row.day, (row.what, str(row.whose), row.told or "")))
        else:
            spans = {"rep": self.reps, "rest": self.rests, "name": self.names}
            spans[row.what].append(Held(row.whose, row.day, row.until))


def marks_of(session: Session, ward_ids: Sequence[UUID], span: Period) -> dict[UUID, Marks]:
    """Return what was gathered, ward by ward."""
    found = {ward_id: Marks() for ward_id in ward_ids}
    for row in session.execute(_statement(ward_ids, span)):
        for ward_id in [row.ward_id] if row.ward_id else ward_ids:
            found[ward_id].note(row)
    for marks in found.values():
        marks.rhythms.sort(key=lambda rhythm: rhythm.since)
    return found


def _rhythm(row: Row[Any]) -> Rhythm:
    """Return a rhythm that stands in no session: what the rules need of it."""
    kind, weekday, weeks = row.told.split()
    since = {"since": row.day, "until": row.until}
    return Rhythm(kind=MeetingKind(kind), weekday=int(weekday), every_weeks=int(weeks), **since)


def _statement(ward_ids: Sequence[UUID], span: Period) -> CompoundSelect[Any]:
    return union_all(*_posts(ward_ids), *_rhythms(ward_ids), *_voices(ward_ids, span), *_in_the_reps_place(ward_ids))


def _posts(wards: Sequence[UUID]) -> Iterable[Select[Any]]:
    over = func.coalesce(Term.ended_on, Term.ends_on)
    yield _mark("ward", Ward.id, day=Ward.opened_on, told=cast(Ward.beds, String)).where(Ward.id.in_(wards))
    reps = _mark("rep", Term.ward_id, Term.ward_name_id, Term.starts_on, over)
    yield reps.where(Term.ward_id.in_(wards), Term.role.in_(REPS))
    rests = _mark("rest", Pause.ward_id, Term.ward_name_id, Pause.starts_on, Pause.until)
    yield rests.join(Term, Term.id == Pause.term_id).where(Pause.ward_id.in_(wards))
    names = _mark("name", WardName.ward_id, WardName.id, WardName.first_used, WardName.rests_since)
    yield names.where(WardName.ward_id.in_(wards))


def _rhythms(wards: Sequence[UUID]) -> Iterable[Select[Any]]:
    told = (cast(Rhythm.kind, String), cast(Rhythm.weekday, String), cast(Rhythm.every_weeks, String))
    rhythms = _mark("rhythm", Rhythm.ward_id, None, Rhythm.since, Rhythm.until, told[0] + " " + told[1] + " " + told[2])
    yield rhythms.where(Rhythm.ward_id.in_(wards), Rhythm.kind.in_(GATHERING))


def _voices(wards: Sequence[UUID], span: Period) -> Iterable[Select[Any]]:
    """Yield where patients are heard in a span of days."""
    supports = _mark("support", Support.ward_id, Support.id, Support.day)
    yield supports.where(Support.ward_id.in_(wards), Support.stands, Support.day.between(span.first, span.last))
    said = _mark("reply", Confirmation.ward_id, Confirmation.action_id, Confirmation.day, told=Confirmation.voice)
    yield said.where(
        Confirmation.ward_id.in_(wards),
        Confirmation.voice.is_not(None),
        Confirmation.day.between(span.first, span.last),
    )
    back = _mark("answer", AnswerReply.ward_id, AnswerReply.outcome_id, AnswerReply.day, told=AnswerReply.voice)
    raiser = (AnswerReply.source == AcceptedBy.RAISER, AnswerReply.voice.is_not(None))
    yield back.where(AnswerReply.ward_id.in_(wards), *raiser, AnswerReply.day.between(span.first, span.last))
    asked = _mark("question", QuestionAnswer.ward_id, QuestionAnswer.id, QuestionAnswer.day)
    yield asked.where(QuestionAnswer.ward_id.in_(wards), QuestionAnswer.day.between(span.first, span.last))


def _in_the_reps_place(wards: Sequence[UUID]) -> Iterable[Select[Any]]:
    here = or_(Membership.ward_id.in_(wards), Membership.ward_id.is_(None))
    staff = _mark("staff", Membership.ward_id, Membership.account_id)
    yield staff.where(here, Membership.role.in_(WARD_STAFF))
    places = _mark("place", HistoryRow.chain, told=HistoryRow.body)
    yield places.where(
        HistoryRow.chain.in_(wards),
        HistoryRow.what.in_([what.value for what in REPS_WORK]),
        BY_A_STAND_IN,
    )


def _mark(what: str, ward_id: Any, whose: Any = None, day: Any = None, until: Any = None, told: Any = None) -> Any:
    """Return a part of the statement; all have the same columns."""
    return select(
        literal(what).label("what"),
        ward_id.label("ward_id"),
        _or_null(whose, Uuid()).label("whose"),
        _or_null(day, Date()).label("day"),
        _or_null(until, Date()).label("until"),
        _or_null(told, String()).label("told"),
    )


def _or_null(column: Any, kind: Any) -> Any:
    return cast(null(), kind) if column is None else column
