"""The ward of twelve promises that docs/measures.md works out by hand, as it happens from March to May 2026."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from tests import builders
from tests.evidence.lives import Life, bring_in
from wardvoice.actions import commands as promises
from wardvoice.actions.models import Action
from wardvoice.actions.rules import ActionState, Reply
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.models import AgendaEntry, Item
from wardvoice.agenda.rules import Answer, CarriedBecause, EntryState, ItemKind, Topic
from wardvoice.meetings import commands as meetings
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import NotHeldBecause
from wardvoice.minutes import commands as minutes

TODAY = date(2026, 5, 1)
PERIOD = (date(2026, 3, 1), date(2026, 5, 31))
MONTHS = {"March": 3, "April": 4, "May": 5}


def day(told: str) -> date:
    """Return a day as the page writes it: "5 March"."""
    number, month = told.split()
    return date(2026, MONTHS[month], int(number))


class Golden:
    """The ward: its items by their letters, its promises by their numbers."""

    def __init__(self, life: Life) -> None:
        self.life, self.ward = life, life.ward
        self.items: dict[str, Item] = {}
        self.promises: dict[int, Action] = {}
        self.march()
        self.april()
        life.clock.go_to(TODAY)

    def do(self, who: Any, command: Any, **wanted: Any) -> Any:
        made = self.life.attempt(who, command, **wanted)
        assert made is not None, (command.__name__, self.life.clock.today)
        return made

    def on(self, told: str, hour: int = 9) -> None:
        self.life.clock.go_to(day(told), hour)

    # --- what happens -------------------------------------------------------------------------------------------------

    def march(self) -> None:
        one, two, three = self.ward.patients
        self.on("2 March")
        self.imported(12, made="2 March", due="6 March")
        self.asks("a", one)
        self.asks("m", self.ward.nobody, ItemKind.THANKS)
        self.items["j"] = self.do(self.ward.nurse, agenda.write_for, **self.facts(ItemKind.PROBLEM))
        self.on("3 March")
        self.asks("b", two)
        with_two, with_staffs = {1: "12 March", 2: "12 March"}, {11: "12 March"}
        self.meets("5 March", a=(Answer.YES, with_two), j=(Answer.YES, with_staffs), m=(Answer.YES, {}))
        self.on("9 March")
        self.asks("c", three)
        self.asks("d", one)
        self.done(11)
        self.on("10 March")
        self.reply(11, Reply.YES)
        self.done(1)
        self.done(2)
        self.on("11 March")
        self.reply(1, Reply.YES)
        self.reply(2, Reply.NO)
        self.meets("12 March", b=(Answer.YES, {3: "26 March"}), c=(Answer.PARTLY, {4: "19 March"}))
        self.on("16 March")
        self.asks("e", one)
        self.asks("f", two)
        self.on("18 March")
        self.do(self.ward.nurse, promises.report_cannot, action=self.promises[4], words="No such part")
        self.meets("19 March", e=(Answer.YES, {6: "26 March"}), f=(Answer.YES, {7: "2 April"}))
        self.on("20 March")
        self.asks("k", three)
        self.done(2)
        self.on("21 March")
        self.reply(2, Reply.YES)
        self.on("23 March")
        self.asks("g", one)
        for earlier in ("b", "c"):
            self.do(self.ward.rep, agenda.link_items, item=self.items["g"], earlier=self.items[earlier])
        self.on("24 March")
        self.moves(3, "10 April")
        self.on("25 March")
        self.done(6)
        self.meets(
            "26 March", d=(Answer.YES, {5: "9 April"}), g=(Answer.YES, {8: "30 April"}), k=(Answer.NO, "20 April")
        )
        self.on("30 March")
        self.asks("l", two)

    def april(self) -> None:
        one, two, _ = self.ward.patients
        self.on("1 April")
        self.done(7)
        coming = self.agenda_is_out("2 April")
        self.do(self.ward.manager, agenda.call_off, meeting=coming, because=NotHeldBecause.SHORT_OF_STAFF)
        self.on("3 April")
        self.reply(7, Reply.NO)
        self.on("6 April")
        self.asks("h", one)
        self.on("8 April")
        self.do(self.ward.nurse, promises.report_cannot, action=self.promises[5], words="No money for it")
        self.on("9 April")
        self.moves(3, "24 April")
        self.meets("9 April", h=(Answer.YES, {9: "23 April"}), l=(Answer.PASSED_TO, "30 May"))
        self.on("13 April")
        self.asks("i", two)
        self.meets("16 April", i=(Answer.YES, {10: "28 May"}))
        self.on("22 April")
        self.done(9)
        self.meets("23 April")
        self.on("28 April")
        self.asks("n", one)
        self.on("29 April")
        self.moves(8, "20 May")

    # --- how it happens -----------------------------------------------------------------------------------------------

    def facts(self, kind: ItemKind) -> dict[str, Any]:
        return {"kind": kind, "topic": Topic.FOOD, "words": "More bread"}

    def asks(self, letter: str, who: Any, kind: ItemKind = ItemKind.PROBLEM) -> None:
        self.items[letter] = self.do(who, agenda.raise_item, **self.facts(kind))

    def agenda_is_out(self, on: str) -> Meeting:
        self.life.attempt(builders.the_clock(self.life.row), meetings.plan_ahead)
        meeting = self.life.session.scalars(select(Meeting).where(Meeting.day == day(on))).one()
        return self.do(self.ward.rep, agenda.publish, meeting=meeting)  # type: ignore[no-any-return]

    def meets(self, on: str, **answers: tuple[Answer, dict[int, str] | str]) -> None:
        """Hold a meeting: what is named gets its answer and its promises, everything else is carried over."""
        meeting = self.agenda_is_out(on)
        self.on(on, 11)
        self.do(self.ward.rep, meetings.open_meeting, meeting=meeting)
        lines = select(AgendaEntry).where(AgendaEntry.meeting_id == meeting.id, AgendaEntry.state == EntryState.ON)
        entries = {entry.item_id: entry for entry in self.life.session.scalars(lines)}
        for letter, (answer, more) in answers.items():
            self.answers(entries.pop(self.items[letter].id), self.items[letter], answer, more)
        for entry in entries.values():
            self.do(self.ward.rep, agenda.carry_over, entry=entry, because=CarriedBecause.NO_TIME)
        if on == "26 March":
            asked = {"action": self.promises[4], "meeting": meeting}
            self.do(self.ward.rep, promises.count_let_off, hands_for=4, hands_against=0, **asked)
        self.do(self.ward.rep, minutes.close_meeting, meeting=meeting)

    def answers(self, entry: AgendaEntry, item: Item, answer: Answer, more: dict[int, str] | str) -> None:
        until = day(more) if isinstance(more, str) else None
        nurse = self.life.account(self.ward.nurse)
        told = {"answer": answer, "words": "So it is", "passed_to": "the estates team", "given_by": nurse}
        told |= {"review_on": until, "check_on": until, "something_to_do": bool(more)}
        outcome = self.do(self.ward.rep, agenda.answer_item, item=item, entry=entry, **told)
        for number, due in more.items() if isinstance(more, dict) else ():
            facts = {"due": day(due), "owner": nurse, "far_because": "The part comes from far away"}
            made = self.do(self.ward.rep, promises.make_promise, outcome=outcome, words="Mend it", **facts)
            self.promises[number] = made

    def imported(self, number: int, made: str, due: str) -> None:
        kept = {"state": ActionState.CONFIRMED, "done_on": day(due), "confirmed_on": day(due), "round": 1}
        days = {"made_on": day(made), "due": day(due)}
        self.promises[number] = self.do(self.ward.manager, bring_in, ward=self.ward, item=None, **days, **kept)

    def done(self, number: int) -> None:
        self.do(self.ward.nurse, promises.report_done, action=self.promises[number], words="Mended")

    def moves(self, number: int, to: str) -> None:
        self.do(self.ward.nurse, promises.move_date, action=self.promises[number], to=day(to), because="Part on order")

    def reply(self, number: int, reply: Reply) -> None:
        """Whoever asked for it says so; where nobody did, two patients do."""
        author = next((one.author_id for one in self.items.values() if one.id == self.promises[number].item_id), None)
        for who in [one for one in self.ward.patients if one.id == author] or self.ward.patients[:2]:
            self.do(who, promises.confirm, action=self.promises[number], reply=reply, words="The left one")
