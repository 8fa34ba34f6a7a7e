"""The tables of votes on paper, and of what those who took a part were shown."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from wardvoice.core.actor import Role
from wardvoice.people.rules import TermRole
from wardvoice.reps.rules import CountedFor, Shown
from wardvoice.storage.base import Base, Witnessed, code_column

STANDS = text("withdrawn_on IS NULL")


class Vote(Witnessed, Base):
    """A vote on paper by which a ward chooses somebody for a part; how far it has come is computed from its counts.

    `teller_id` is a patient who counts for the patients where nobody in post can, `follows_id` a vote that ended in a
    tie and is held again by this one, `term_id` the term that was given to whoever was chosen.
    """

    __tablename__ = "votes"
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"), index=True)
    part: Mapped[TermRole] = mapped_column(code_column(TermRole))
    held_on: Mapped[date]
    teller_id: Mapped[UUID | None] = mapped_column(ForeignKey("ward_names.id"), index=True)
    follows_id: Mapped[UUID | None] = mapped_column(ForeignKey("votes.id"), unique=True)
    term_id: Mapped[UUID | None] = mapped_column(ForeignKey("terms.id"), unique=True)
    called_off_on: Mapped[date | None]


class Candidate(Witnessed, Base):
    """Somebody who stands in a vote; no longer from the day `withdrawn_on`."""

    __tablename__ = "candidates"
    __table_args__ = (
        Index(
            "uq_candidates_standing",
            "vote_id",
            "ward_name_id",
            unique=True,
            sqlite_where=STANDS,
            postgresql_where=STANDS,
        ),
    )
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"), index=True)
    vote_id: Mapped[UUID] = mapped_column(ForeignKey("votes.id"), index=True)
    ward_name_id: Mapped[UUID] = mapped_column(ForeignKey("ward_names.id"), index=True)
    stood_on: Mapped[date]
    withdrawn_on: Mapped[date | None]


class VoteCount(Witnessed, Base):
    """What one side counted in round `n`. It is never changed: who counts again begins a new round."""

    __tablename__ = "vote_counts"
    __table_args__ = (UniqueConstraint("vote_id", "n", "side"),)
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"), index=True)
    vote_id: Mapped[UUID] = mapped_column(ForeignKey("votes.id"), index=True)
    n: Mapped[int]
    side: Mapped[CountedFor] = mapped_column(code_column(CountedFor))
    by_role: Mapped[Role] = mapped_column(code_column(Role))
    patients: Mapped[int]
    given_out: Mapped[int]
    spoiled: Mapped[int]
    counted_on: Mapped[date]


class VoteTally(Witnessed, Base):
    """How many papers of one count name one candidate."""

    __tablename__ = "vote_tallies"
    __table_args__ = (UniqueConstraint("count_id", "candidate_id"),)
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"), index=True)
    count_id: Mapped[UUID] = mapped_column(ForeignKey("vote_counts.id"), index=True)
    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidates.id"), index=True)
    votes: Mapped[int]


class VoteLot(Witnessed, Base):
    """On whom the lot fell after a tie, as one of the two says who were there; the last words of each count."""

    __tablename__ = "vote_lots"
    __table_args__ = (UniqueConstraint("vote_id", "side", "n"),)
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"), index=True)
    vote_id: Mapped[UUID] = mapped_column(ForeignKey("votes.id"), index=True)
    side: Mapped[CountedFor] = mapped_column(code_column(CountedFor))
    n: Mapped[int]
    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidates.id"), index=True)
    drawn_on: Mapped[date]


class Training(Witnessed, Base):
    """What somebody with a term was shown: on which day and by whom, and on which day they said so themselves.

    Each of the two may come first. `given_on` goes where the one who holds the term says "not yet".
    """

    __tablename__ = "trainings"
    __table_args__ = (UniqueConstraint("term_id", "what"),)
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"), index=True)
    term_id: Mapped[UUID] = mapped_column(ForeignKey("terms.id"), index=True)
    what: Mapped[Shown] = mapped_column(code_column(Shown))
    given_on: Mapped[date | None]
    given_by_role: Mapped[Role | None] = mapped_column(code_column(Role))
    had_on: Mapped[date | None]
