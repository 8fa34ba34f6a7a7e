"""Whatever happens to items, the board has exactly one line for each one that it should have (Hypothesis)."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, precondition, rule

from tests.agenda.test_item_life import PICK, SETTLED, ItemLife
from wardvoice.actions import commands as actions
from wardvoice.actions.models import Action
from wardvoice.actions.rules import Class
from wardvoice.agenda import queries as agenda
from wardvoice.agenda.commands import undo_merge
from wardvoice.agenda.rules import EntryState, ItemState
from wardvoice.board.queries import Board, Show, board
from wardvoice.people.models import Account


class BoardLife(ItemLife):
    """The life of items, seen from the board, with promises made, moved and reported along the way."""

    @rule(pick=PICK)
    def the_rep_undoes_a_merge(self, pick: int) -> None:
        """An item that stands for itself again waits for its next agenda, like a new one."""
        item = self.an_item(pick)
        if self.do(self.rep, undo_merge, item=item) is not None:
            self.published.discard(item.id)  # type: ignore[union-attr]

    @rule(pick=PICK, days=PICK)
    def a_nurse_promises_something(self, pick: int, days: int) -> None:
        item = self.an_item(pick)
        outcome = agenda.last_answer(agenda.outcomes_of(self.session, [item.id])[item.id]) if item else None
        owner = self.session.get(Account, self.nurse.id)
        facts = {"words": "A new dryer.", "owner": owner, "due": self.clock.today + timedelta(days=days % 20)}
        self.do(self.nurse, actions.make_promise, outcome=outcome, **facts)

    @rule(pick=PICK, days=PICK)
    def a_nurse_moves_a_promise(self, pick: int, days: int) -> None:
        to = self.clock.today + timedelta(days=days)
        self.do(self.nurse, actions.move_date, action=self.a_promise(pick), to=to, because="Part on order.")

    @rule(pick=PICK)
    def a_nurse_says_done(self, pick: int) -> None:
        self.do(self.nurse, actions.report_done, action=self.a_promise(pick), words="It is there.")

    def put_off_for_all_to_read(self) -> set[Any]:
        """Return what stands on an agenda that is out as put off to a later meeting, and why."""
        out = [meeting for meeting in self.meetings() if meeting.published_at is not None]
        return {line.item_id for one in out for line in self.lines_of(one) if line.state is EntryState.PUT_OFF}

    @precondition(lambda self: hasattr(self, "session"))
    @invariant()
    def every_published_item_has_exactly_one_line(self) -> None:
        lines = Counter(line.asked.id for line in self.the_board().lines)
        assert set(lines.values()) <= {1}
        wanted = {item.id for item in self.items() if item.id in self.published and item.state not in SETTLED}
        assert wanted <= set(lines)
        states = {item.id: item.state for item in self.items()}
        for item_id in set(lines) - wanted:
            known = states[item_id] is ItemState.ANSWERED or item_id in self.put_off_for_all_to_read()
            assert known, "before its agenda only what was answered is public, or put off with a reason"

    @precondition(lambda self: hasattr(self, "session"))
    @invariant()
    def open_and_answered_leave_nothing_out(self) -> None:
        every = {line.asked.id for line in self.the_board().lines}
        shown = {line.asked.id for show in (Show.OPEN, Show.ANSWERED) for line in self.the_board(show).lines}
        assert shown == every

    @precondition(lambda self: hasattr(self, "session"))
    @invariant()
    def no_first_date_moves_and_each_promise_is_in_one_class(self) -> None:
        cards = {card.id: card for line in self.the_board().lines for card in line.promises}
        for action in self.session.query(Action):
            card = cards[action.id]
            assert (card.first_date, card.due) == (action.first_date, action.due)
            assert card.times_moved == action.times_moved
            assert isinstance(card.kind, Class)

    def the_board(self, show: Show = Show.ALL) -> Board:
        now = self.clock.now()
        return board(self.session, self.ward.id, show, now=now, today=self.clock.today, limit=500)

    def a_promise(self, pick: int) -> Action | None:
        found = self.session.query(Action).order_by(Action.made_on, Action.id).all()
        return found[pick % len(found)] if found else None


TestBoardLife = BoardLife.TestCase
TestBoardLife.settings = settings(
    max_examples=6, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
