"""Rows put straight into the tables, many at once, where a test counts statements or draws the board by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from wardvoice.actions.models import Action, Promise, Report
from wardvoice.actions.rules import ActionState, ReportKind
from wardvoice.agenda.models import AgendaEntry, Hiding, Item, Outcome
from wardvoice.agenda.rules import Answer, EntryState, HideBecause, ItemKind, ItemState, ShownAs, Topic
from wardvoice.meetings.models import Meeting, Rhythm
from wardvoice.meetings.rules import MeetingKind, MeetingState
from wardvoice.people.models import Account
from wardvoice.wards.models import Ward

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)


class Rows:
    """Writes the rows of one ward; what is not said is the ordinary case."""

    def __init__(self, session: Session, ward: Ward, owner: Account) -> None:
        self.session, self.ward, self.owner = session, ward, owner
        self.last = self.meeting(TODAY - timedelta(days=6), state=MeetingState.CLOSED)

    def _add(self, row: Any) -> Any:
        self.session.add(row)
        self.session.flush()
        return row

    def rhythm(self, since: date = TODAY - timedelta(days=200)) -> Rhythm:
        facts = {"kind": MeetingKind.WARD, "weekday": 3, "at": time(10, 30), "since": since}
        return self._add(Rhythm(ward_id=self.ward.id, **facts))

    def meeting(self, day: date, *, state: MeetingState = MeetingState.PLANNED, **facts: Any) -> Meeting:
        out = None if state is MeetingState.PLANNED else NOW - timedelta(days=1)
        facts = {"published_at": out, "place": "the day room", **facts}
        return self._add(Meeting(ward_id=self.ward.id, day=day, at=time(10, 30), state=state, **facts))

    def item(self, words: str | None = "The dryer is broken.", *, placed: bool = True, **facts: Any) -> Item:
        """An item that the rep has read and that stood on the agenda of the last meeting."""
        usual: dict[str, Any] = {
            "kind": ItemKind.PROBLEM,
            "topic": Topic.LAUNDRY,
            "shown_as": ShownAs.PATIENT,
            "received_on": TODAY - timedelta(days=8),
            "read_on": TODAY - timedelta(days=7),
            "state": ItemState.ANSWERED if placed else ItemState.RECEIVED,
        }
        item = self._add(Item(ward_id=self.ward.id, words=words, **{**usual, **facts}))
        if placed:
            self.entry(self.last, item)
        return item

    def entry(self, meeting: Meeting, item: Item | None = None, **facts: Any) -> AgendaEntry:
        usual = {"place": 1, "state": EntryState.ANSWERED, "item_id": item.id if item else None}
        return self._add(AgendaEntry(ward_id=self.ward.id, meeting_id=meeting.id, **{**usual, **facts}))

    def answer(self, item: Item, answer: Answer = Answer.YES, words: str = "We buy one.", **facts: Any) -> Outcome:
        usual = {"given_by_id": self.owner.id, "at": NOW - timedelta(days=6)}
        row = Outcome(ward_id=self.ward.id, item_id=item.id, answer=answer, words=words, **{**usual, **facts})
        return self._add(row)

    def promise(self, item: Item, *dates: date, said: str = "", **facts: Any) -> Action:
        """A promise with its first date and each later one; `said` is what staff reported last."""
        usual = {
            "made_on": TODAY - timedelta(days=6),
            "state": ActionState.OPEN,
            "owner_since": TODAY - timedelta(days=6),
        }
        usual |= {"words": "A new dryer stands in the laundry.", "owner_id": self.owner.id, "item_id": item.id}
        action = Action(ward_id=self.ward.id, **{**usual, **facts})
        for n, due in enumerate(dates or (TODAY + timedelta(days=7),)):
            because = "The part is on order." if n else None
            action.promises.append(Promise(n=n, due=due, because=because, made_at=NOW))
        self._add(action)
        if said:
            by = {"kind": ReportKind.DONE, "by_id": self.owner.id, "at": NOW}
            self._add(Report(ward_id=self.ward.id, action_id=action.id, words=said, **by))
        return action

    def hide(self, item: Item, *, first_at: datetime = NOW, **facts: Any) -> Hiding:
        usual: dict[str, Any] = {
            "because": HideBecause.NAMES_SOMEBODY,
            "danger": False,
            "first_by_id": self.owner.id,
            "first_by_patients_side": False,
            "second_at": first_at,
        }
        return self._add(Hiding(ward_id=self.ward.id, item_id=item.id, first_at=first_at, **{**usual, **facts}))


def statements(session: Session, act: Callable[[], object]) -> list[str]:
    """Return the SQL statements that something needs; what SQLite does for its own housekeeping is not counted."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith(("PRAGMA", "BEGIN", "COMMIT", "ROLLBACK")):
            seen.append(statement)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        act()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return seen
