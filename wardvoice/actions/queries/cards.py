"""A promise as it is shown everywhere: on the board, in lists, in the meeting room and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wardvoice.actions import rules
from wardvoice.actions.queries.owners import Owner
from wardvoice.actions.rules import ActionState, Class, Question, ReportKind
from wardvoice.people.rules.absences import away_on


@dataclass(frozen=True)
class Move:
    """A later date, and why."""

    to: date
    because: str | None


@dataclass(frozen=True)
class Said:
    """The last line that staff reported."""

    kind: ReportKind
    words: str | None


@dataclass(frozen=True)
class Away:
    """Days on which an owner is away, the last one included."""

    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class ActionCard:
    """What a card says, in the order of look.md. `owner_since` is set where the promise changed hands.

    Of an owner who left `heir` has it, "name (job)"; `cover` is who was asked to do it while the owner is away.
    `away` are the owner's days from today on; `away_now` those that have begun.

    It also answers for its promise when the law is asked: `may("report", card)`.
    """

    id: UUID
    ward_id: UUID
    item_id: UUID | None
    outcome_id: UUID | None
    owner_id: UUID
    shared_by_id: UUID | None
    version: int
    round: int
    words: str | None
    owner: Owner
    owner_since: date | None
    asked_on: date | None
    not_mine_on: date | None
    not_mine_because: str | None
    perhaps: str | None
    shared_words: str | None
    far_because: str | None
    made_on: date
    first_date: date
    due: date
    moves: tuple[Move, ...]
    state: ActionState
    kind: Class
    overdue: bool
    done_on: date | None
    confirmed_on: date | None
    question: Question | None
    reopens: int
    imported: bool
    said: Said | None
    missing: tuple[str, ...]
    cover_id: UUID | None = None
    cover_taken_on: date | None = None
    cover: str | None = None
    heir: str | None = None
    away: tuple[Away, ...] = ()
    away_now: Away | None = None

    @property
    def times_moved(self) -> int:
        """How often the date was moved."""
        return len(self.moves)

    @property
    def last_move(self) -> Move | None:
        """The last new date and its reason."""
        return self.moves[-1] if self.moves else None

    @property
    def unfinished(self) -> bool:
        """True while somebody still has to do or say something."""
        return self.state in rules.UNFINISHED

    @property
    def owner_gone(self) -> bool:
        """True if nobody in post answers for what is still to be done."""
        return self.unfinished and not self.owner.in_post

    @property
    def owner_leaves_first(self) -> bool:
        """True if the owner's post ends before the day that stands now."""
        ends = self.owner.post_ends_on
        return self.state is ActionState.OPEN and self.owner.in_post and ends is not None and ends < self.due

    @property
    def asks_owner(self) -> bool:
        """True while an owner who was not in the room has not said whether it is theirs (F1)."""
        return self.unfinished and self.asked_on is not None and self.not_mine_on is None

    @property
    def not_mine(self) -> bool:
        """True while an owner has said that it is not theirs, and nobody else was named."""
        return self.unfinished and self.not_mine_on is not None

    @property
    def away_over_date(self) -> Away | None:
        """The days on which the owner is away while the date passes; None while they are there on it."""
        if self.state is not ActionState.OPEN or self.owner_gone:
            return None
        return next((days for days in self.away if away_on(days, self.due)), None)

    @property
    def needs_cover(self) -> bool:
        """True if the owner is away over the date and nobody has said yes to doing it."""
        return self.away_over_date is not None and self.cover_taken_on is None

    @property
    def is_covered(self) -> bool:
        """True if the owner is away over the date and somebody said yes to doing it."""
        return self.away_over_date is not None and self.cover_taken_on is not None

    @property
    def asks_again_on(self) -> date | None:
        """The day on which patients are asked whether it is still fixed."""
        return self.confirmed_on + rules.STILL_FIXED_AFTER if self.confirmed_on else None
