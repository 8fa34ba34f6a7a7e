"""Votes on paper as they stand: who is on the paper, what was counted, and who may count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import Session, aliased

from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import NotFound
from wardvoice.people.models import Term, WardName
from wardvoice.people.queries.holding import in_post, rests_today
from wardvoice.people.rules import TermRole
from wardvoice.reps.models import Candidate, Training, Vote, VoteCount, VoteLot, VoteTally
from wardvoice.reps.rules import CountedFor, Entry, Lot, Shown, Stage, Standing, Totals
from wardvoice.storage.finding import one_of

SHOWN_FOR = timedelta(days=365)
"""Votes of the last year stand on the page of the reps."""


@dataclass(frozen=True)
class OnPaper:
    """Somebody on the paper: the ward name behind it, and its word, None once the name is at rest."""

    id: UUID
    ward_name_id: UUID
    word: str | None
    stood_on: date


@dataclass(frozen=True)
class Ballot:
    """A vote with all that is known of it; the law asks it who stands and who else could count."""

    vote: Vote
    standing: Standing
    on_paper: Mapping[UUID, OnPaper] = field(default_factory=dict)
    teller: str | None = None
    somebody_counts: bool = False

    @property
    def id(self) -> UUID:
        """The vote's own."""
        return self.vote.id

    @property
    def ward_id(self) -> UUID:
        """The ward that votes."""
        return self.vote.ward_id

    @property
    def part(self) -> TermRole:
        """What somebody is chosen for."""
        return self.vote.part

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        return self.standing.stage()

    @property
    def teller_id(self) -> UUID | None:
        """The patient who was asked to count."""
        return self.vote.teller_id

    @property
    def standing_ids(self) -> frozenset[UUID]:
        """The ward names on the paper."""
        return frozenset(one.ward_name_id for one in self.on_paper.values())

    @property
    def no_patient_counts(self) -> bool:
        """True where nobody in post can count and no other patient was asked."""
        return not self.somebody_counts and self.vote.teller_id is None

    def chosen(self) -> OnPaper | None:
        """Return whom the ward has chosen."""
        found = self.standing.chosen()
        return self.on_paper[found] if found else None

    @property
    def waits(self) -> bool:
        """True while somebody has something to do; once whoever was chosen is not on the ward any more nobody has."""
        chosen = self.chosen()
        return self.stage not in (Stage.AGAIN, Stage.CALLED_OFF) and (chosen is None or chosen.word is not None)

    def waits_for(self, side: CountedFor, today: date) -> bool:
        """Return whether people have voted, and this side has not counted yet."""
        begun = self.vote.held_on <= today and len(self.on_paper) > 1
        counting = self.stage in (Stage.OPEN, Stage.COUNTING, Stage.DIFFERENT)
        return begun and counting and not self.standing.has_counted(side)


def side_of(actor: Actor) -> CountedFor:
    """Return for whom somebody counts: every patient, and the listener in their place, for the patients."""
    return CountedFor.ADVOCATE if actor.is_staff and actor.has(Role.ADVOCATE) else CountedFor.PATIENTS


def ballots(session: Session, ward_id: UUID, today: date) -> list[Ballot]:
    """Return the votes of a ward's last year, the latest first; one statement."""
    return _ballots(session, today, and_(Vote.ward_id == ward_id, Vote.held_on >= today - SHOWN_FOR))


def going_on(session: Session, ward_id: UUID, today: date) -> list[Ballot]:
    """Return the votes that wait for somebody: to be counted, for a lot, or for the term to be given; one statement."""
    waits = and_(Vote.ward_id == ward_id, Vote.called_off_on.is_(None), Vote.term_id.is_(None))
    return [one for one in _ballots(session, today, waits) if one.waits]


def ballot(session: Session, ward_id: UUID, vote_id: UUID, today: date) -> Ballot:
    """Return one vote; NotFound for another ward's."""
    found = _ballots(session, today, and_(Vote.ward_id == ward_id, Vote.id == vote_id))
    if not found:
        raise NotFound()
    return found[0]


def candidate(session: Session, ballot: Ballot, candidate_id: UUID) -> Candidate:
    """Return somebody who stands in this vote; NotFound for anybody else."""
    return one_of(session, Candidate, candidate_id, vote_id=ballot.id, withdrawn_on=None)


def trainings(session: Session, term_ids: Iterable[UUID]) -> dict[tuple[UUID, Shown], Training]:
    """Return what was ticked or confirmed in these terms; one statement."""
    rows = session.scalars(select(Training).where(Training.term_id.in_(list(term_ids))))
    return {(one.term_id, one.what): one for one in rows}


# --- the statement ---------------------------------------------------------------------------------------------------


def _ballots(session: Session, today: date, wanted: ColumnElement[bool]) -> list[Ballot]:
    """Each row is a vote, somebody on its paper, and one number or lot of theirs, as far as there are any."""
    teller, later = aliased(WardName), aliased(Vote)
    again = exists().where(later.follows_id == Vote.id).label("again")
    names = (WardName.word, WardName.rests_since, teller.word.label("teller"), teller.rests_since.label("left"))
    query = (
        select(Vote, Candidate, VoteCount, VoteTally, VoteLot, *names, again, _somebody_counts(today))
        .outerjoin(Candidate, and_(Candidate.vote_id == Vote.id, Candidate.withdrawn_on.is_(None)))
        .outerjoin(WardName, WardName.id == Candidate.ward_name_id)
        .outerjoin(VoteTally, VoteTally.candidate_id == Candidate.id)
        .outerjoin(VoteCount, VoteCount.id == VoteTally.count_id)
        .outerjoin(VoteLot, VoteLot.candidate_id == Candidate.id)
        .outerjoin(teller, teller.id == Vote.teller_id)
        .where(wanted)
        .order_by(Vote.held_on.desc(), Vote.id, WardName.word, Candidate.id)
    )
    rows: dict[UUID, list[Any]] = {}
    for row in session.execute(query):
        rows.setdefault(row.Vote.id, []).append(row)
    return [_ballot(of_one) for of_one in rows.values()]


def _somebody_counts(today: date) -> ColumnElement[Any]:
    """Whether a rep, deputy or peer supporter is in post who does not stand, and does not rest."""
    rival = aliased(Candidate)
    stands = exists().where(
        rival.vote_id == Vote.id, rival.withdrawn_on.is_(None), rival.ward_name_id == Term.ward_name_id
    )
    able = (Term.ward_id == Vote.ward_id, in_post(today), ~rests_today(today), ~stands.correlate(Vote, Term))
    return exists().where(*able).correlate(Vote).label("somebody_counts")


def _ballot(rows: list[Any]) -> Ballot:
    first = rows[0]
    vote: Vote = first.Vote
    on_paper = {
        one.id: OnPaper(one.id, one.ward_name_id, None if row.rests_since else row.word, one.stood_on)
        for row in rows
        if (one := row.Candidate) is not None
    }
    lots = {row.VoteLot.id: row.VoteLot for row in rows if row.VoteLot is not None}
    standing = Standing(
        vote.held_on,
        tuple(on_paper),
        _entries(rows),
        tuple(Lot(lot.n, lot.side, lot.candidate_id) for lot in lots.values()),
        called_off=vote.called_off_on is not None,
        held_again=bool(first.again),
    )
    teller = None if first.left else first.teller
    return Ballot(vote, standing, on_paper, teller, bool(first.somebody_counts))


def _entries(rows: list[Any]) -> list[Entry]:
    counts: dict[UUID, VoteCount] = {}
    votes: dict[UUID, dict[UUID, int]] = {}
    for row in rows:
        if row.VoteCount is not None:
            counts[row.VoteCount.id] = row.VoteCount
            votes.setdefault(row.VoteCount.id, {})[row.VoteTally.candidate_id] = row.VoteTally.votes
    return [
        Entry(one.n, one.side, Totals(one.patients, one.given_out, one.spoiled, votes[one.id]))
        for one in counts.values()
    ]
