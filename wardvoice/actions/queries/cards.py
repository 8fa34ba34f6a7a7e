"""A promise as it is shown everywhere: on the board, in lists, in the meeting room and on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.actions import rules
from wardvoice.actions.models import Action, Confirmation, Promise, Report
from wardvoice.actions.queries.facts import facts
from wardvoice.actions.queries.owners import Owner, owners
from wardvoice.actions.rules import ActionFacts, ActionState, Class, Question, Reply, ReportKind


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
class ActionCard:
    """What a card says, in the order of look.md. `owner_since` is set where the promise changed hands.

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
    def asks_again_on(self) -> date | None:
        """The day on which patients are asked whether it is still fixed."""
        return self.confirmed_on + rules.STILL_FIXED_AFTER if self.confirmed_on else None


def cards(session: Session, ward_id: UUID, actions: Iterable[Action], today: date) -> list[ActionCard]:
    """Return a card for each of these promises of one ward, in the same order, with few statements for any number."""
    chosen = list(actions)
    if not chosen:
        return []
    known = facts(session, ward_id, chosen, today)
    people = owners(session, ward_id, [action.owner_id for action in chosen], today)
    said = _last_reports(session, chosen)
    missing = _what_is_missing(session, chosen)
    return [
        _card(action, known[action.id], people[action.owner_id], said.get(action.id), missing.get(action.id, []), today)
        for action in chosen
    ]


def card(session: Session, ward_id: UUID, action: Action, today: date) -> ActionCard:
    """Return one promise's card."""
    return cards(session, ward_id, [action], today)[0]


def _card(
    action: Action, known: ActionFacts, owner: Owner, said: Said | None, missing: list[str], today: date
) -> ActionCard:
    return ActionCard(
        **{name: getattr(action, name) for name in _TAKEN_OVER},
        owner=owner,
        owner_since=action.owner_since if action.owner_since > action.made_on else None,
        moves=_moves(action.promises),
        kind=rules.follow_through(known, today),
        overdue=rules.is_overdue(known, today),
        question=rules.open_question(known, today),
        said=said,
        missing=tuple(missing),
    )


_TAKEN_OVER = (
    *("id", "ward_id", "item_id", "outcome_id", "owner_id", "shared_by_id", "version", "round", "words"),
    *("shared_words", "far_because", "made_on", "first_date", "due", "state", "done_on", "confirmed_on"),
    *("reopens", "imported"),
)


def _moves(promises: Sequence[Promise]) -> tuple[Move, ...]:
    return tuple(Move(promise.due, promise.because) for promise in promises[1:])


def _last_reports(session: Session, actions: Sequence[Action]) -> dict[UUID, Said]:
    query = select(Report).where(Report.action_id.in_([action.id for action in actions])).order_by(Report.at)
    return {report.action_id: Said(report.kind, report.words) for report in session.scalars(query)}


def _what_is_missing(session: Session, actions: Sequence[Action]) -> dict[UUID, list[str]]:
    """What patients who said "partly" in the present round found missing."""
    rounds = {action.id: action.round for action in actions}
    query = (
        select(Confirmation)
        .where(Confirmation.action_id.in_(rounds), Confirmation.reply == Reply.PARTLY, Confirmation.words.is_not(None))
        .order_by(Confirmation.n)
    )
    missing: dict[UUID, list[str]] = {}
    for reply in session.scalars(query):
        if reply.round == rounds[reply.action_id] and reply.words:
            missing.setdefault(reply.action_id, []).append(reply.words)
    return missing
