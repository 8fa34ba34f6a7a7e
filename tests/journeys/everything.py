"""Two wards on which there is something of everything, so that every page has something to show and to refuse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from wardvoice.actions import commands as actions
from wardvoice.actions.models import Action
from wardvoice.actions.rules import Reply
from wardvoice.agenda import commands as agenda
from wardvoice.agenda import queries as of_agenda
from wardvoice.agenda.models import AgendaEntry, Item
from wardvoice.agenda.rules import Answer, HideBecause, ItemKind, ShownAs, Topic
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.diary import commands as diary
from wardvoice.evidence import commands as evidence
from wardvoice.evidence.rules.criteria import Line
from wardvoice.meetings import commands as meetings
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import Decides, MeetingKind, NotHeldBecause, Present, RoundFacts
from wardvoice.minutes import commands as minutes
from wardvoice.minutes import queries as of_minutes
from wardvoice.minutes.models import Minutes, Remark
from wardvoice.paper import commands as paper
from wardvoice.people import commands as people
from wardvoice.people import queries as of_people
from wardvoice.people.hashing import hash_password
from wardvoice.people.models import Account, Term, WardCard
from wardvoice.people.rules import Duty, ReaderKind, TermRole
from wardvoice.questions import commands as questions
from wardvoice.questions.rules import Says
from wardvoice.records import commands as records
from wardvoice.records.rules import Keeping
from wardvoice.reps import commands as reps
from wardvoice.reps import queries as of_reps
from wardvoice.reps.models import Candidate, Vote
from wardvoice.reps.rules import Totals
from wardvoice.signon import commands as signon
from wardvoice.signon.models import Knock
from wardvoice.signon.rules import GroupRole
from wardvoice.wards import commands as wards
from wardvoice.wards import queries as of_wards
from wardvoice.wards.models import Screen, Ward
from wardvoice.wards.rules import ScreenKind, WardKind
from wardvoice.web.sessions import token_hash

LAST_TIME, TODAY, NEXT_TIME = date(2026, 2, 19), date(2026, 3, 2), date(2026, 3, 5)
WEEK = timedelta(days=7)
STAFF = {
    "Tom": ("nurse", Role.STAFF),
    "Priya": ("ward manager", Role.MANAGER),
    "Femi": ("service lead", Role.LEAD),
    "Joan": ("advocate", Role.ADVOCATE),
    "Ines": ("independent listener", Role.LISTENER),
    "Wes": ("hospital admin", Role.ADMIN),
    "Dot": ("duty lead", Role.DUTY),
    "Rae": ("peer reviewer", Role.REVIEWER),
}


@dataclass
class Everything:
    """One ward with its people and things; `screens` by kind, everything else by name."""

    session: Session
    clock: SetClock
    name: str
    password: str = ""
    pin: str = ""
    ward: Ward = field(init=False)
    screens: dict[ScreenKind, Screen] = field(default_factory=dict)
    people: dict[str, Actor] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    promises: dict[str, Action] = field(default_factory=dict)
    ids: dict[str, Any] = field(default_factory=dict)
    correction: Remark = field(init=False)

    def __post_init__(self) -> None:
        self.clock.go_to(LAST_TIME - WEEK)
        self.ward = a.a_ward(self.session, self.name, clock=self.clock)
        for kind in ScreenKind:
            self.screens[kind] = a.a_screen(self.ward, kind, token_hash=token_hash(self.token(kind)), clock=self.clock)
        self._people()
        self._last_time()
        self._since_then()
        self._today()
        self._next_time()
        self._votes()
        self._council()
        self.calendar = f"calendar of {self.name}"
        self.does("Tom", diary.open_calendar, token_hash=token_hash(self.calendar))
        self._sign_on()
        new = {"ward": self.ward, "kind": ScreenKind.BOARD, "place": "the hall"}
        _screen, self.screen_code = self.does("Wes", wards.invite_screen, **new)
        self.ids = self._ids()
        self.session.commit()  # an open transaction would keep the pages from writing

    def _sign_on(self) -> None:
        """A group gives a part, one hospital account is linked, and somebody waits to be."""
        gives = {"name": f"{self.name} nurses", "role": GroupRole.STAFF, "ward_id": self.ward.id}
        self.line = self.does("Wes", signon.give_group_part, **gives)
        known, self.knock = (self._knock(name) for name in ("tom", "ann"))
        self.link = self.does("Wes", signon.link, account=self.accounts["Tom"], knock=known)

    def _knock(self, name: str) -> Knock:
        told = {"subject": f"{self.name} {name}", "username": f"{name}@trust.example", "name": name.title()}
        knock = Knock(issuer="https://login.example", day=self.clock.today, **told)
        self.session.add(knock)
        self.session.commit()
        return knock

    def token(self, kind: ScreenKind) -> str:
        """What the browser of a screen keeps."""
        return f"{self.name} {kind.value}"

    def _ids(self) -> dict[str, Any]:
        """One thing of this ward for each id that an address may carry."""
        return {
            "ward_id": self.ward.id,
            "key": "7",
            "item_id": self.items["dryer"].id,
            "meeting_id": self.meetings["open"].id,
            "action_id": self.promises["dryer"].id,
            "entry_id": self.entry("socks").id,
            "account_id": self.accounts["Tom"].id,
            "card_id": self.one(
                select(WardCard).where(WardCard.ward_id == self.ward.id, WardCard.used_on.is_(None))
            ).id,
            "screen_id": self.screens[ScreenKind.BOARD].id,
            "vote_id": self.vote.id,
            "candidate_id": self.candidate.id,
            "term_id": self.one(select(Term).where(Term.ward_id == self.ward.id)).id,
            "standing_id": self.standing.id,
            "decider_id": self.decider.id,
            "remark_id": self.correction.id,
            "membership_id": self.membership.id,
            "concern_id": UUID(int=400),
            "telling_id": UUID(int=401),
            "told_id": UUID(int=402),
            "taken_id": self.duty.id,
            "cover_id": self.cover.id,
            "round_id": self.round.id,
            "rule_id": self.rule.id,
            "question_id": self.question.id,
            "pack_id": self.pack.id,
            "absence_id": self.absence.id,
            "edition_id": self.edition.id,
            "token": self.calendar,
            "schedule_id": self.schedule.id,
            "hold_id": self.hold.id,
            "request_id": self.request.id,
            "line_id": self.line.id,
            "knock_id": self.knock.id,
            "link_id": self.link.id,
            **dict.fromkeys(("concern_id", "telling_id", "told_id"), UUID(int=1)),  # the locked room is empty here
        }

    def entry(self, item: str) -> AgendaEntry:
        """The last line on which an item stands."""
        rows = select(AgendaEntry).where(AgendaEntry.item_id == self.items[item].id)
        return list(self.session.scalars(rows.join(Meeting).order_by(Meeting.day, Meeting.kind)))[-1]

    def one(self, query: Any) -> Any:
        return self.session.scalars(query).first()

    def does(self, who: str, command: Callable[..., Any], **facts: Any) -> Any:
        return a.done(self.session, self.people[who], command, self.clock, **facts)

    # --- who ---------------------------------------------------------------------------------------------------------

    def _people(self) -> None:
        self.people["unsigned"] = a.a_terminal_actor(self.ward)
        for word, door, roles in (
            ("Kestrel", Door.TERMINAL, ()),
            ("Sparrow", Door.TERMINAL, ()),
            ("Puffin", Door.LAPTOP, (TermRole.PEER,)),
            ("Linnet", Door.LAPTOP, (TermRole.REP,)),
        ):
            name = a.a_ward_name(self.ward, word, pin=self.pin or None, clock=self.clock)
            for role in roles:
                a.a_term(name, role, clock=self.clock)
            held = frozenset({Role.PATIENT, *(Role(role.value) for role in roles)})
            self.people[word] = Actor(door, self.ward.id, name.id, word, held)
        kept = hash_password(self.password) if self.password else a.NO_PASSWORD
        for name, (job, role) in STAFF.items():
            more = {"job": job, "username": f"{name}.{self.name}".lower(), "password_hash": kept, "clock": self.clock}
            account = self.accounts[name] = a.an_account(self.session, name, **more)
            part = a.a_membership(
                account, role, None if role in (Role.ADMIN, Role.DUTY) else self.ward, clock=self.clock
            )
            self.membership = part if name == "Tom" else getattr(self, "membership", part)
            self.people[name] = Actor(Door.OWN_DEVICE, self.ward.id, account.id, name, frozenset({role}))
        self.duty = self.does("Joan", people.take_duty, duty=Duty.PAPER, ward_id=self.ward.id)
        covers = {"kind": ReaderKind.MANAGER, "account": self.accounts["Femi"], "ward_id": self.ward.id}
        self.cover = self.does("Wes", people.name_cover, **covers)
        days = {"starts_on": TODAY + WEEK, "ends_on": TODAY + 2 * WEEK}
        self.absence = self.does("Femi", people.enter_absence, account=self.accounts["Femi"], **days)
        self.schedule = self.does("Wes", records.set_schedule, keeping=Keeping())
        self.hold = self.does("Wes", records.hold, ward_id=self.ward.id, because="Inquest 2026/113")
        for name in ("6th edition", "7th edition"):
            line = Line("food", "12.3", "Meals are good, and there is a choice.")
            new = self.does("Wes", evidence.take_edition, name=name, lines=[line])
            self.edition = getattr(self, "edition", new)
        (self.unused_card,) = a.done(
            self.session, self.people["Joan"], people.draw_cards, self.clock, ward_id=self.ward.id
        )
        assert of_people.unused_cards(self.session, self.ward.id)

    def _asks(self, key: str, words: str | None, topic: Topic, who: str = "unsigned", **more: Any) -> Item:
        facts = {"kind": ItemKind.PROBLEM, "topic": topic, "words": words, "shown_as": ShownAs.PATIENT, **more}
        self.items[key] = self.does(who, agenda.raise_item, **facts)
        return self.items[key]

    # --- what happened -----------------------------------------------------------------------------------------------

    def _last_time(self) -> None:
        """The meeting of 19 February: promises, a no, something carried over; and one that was not held."""
        rhythm = {"kind": MeetingKind.WARD, "weekday": 3, "at": time(10, 30), "every_weeks": 1, "minutes": 60}
        self.does("Priya", meetings.set_rhythm, **rhythm)
        self._asks("dryer", "The dryer is broken", Topic.LAUNDRY, "Kestrel", shown_as=ShownAs.NAME)
        self._asks("fruit", "More fruit, please", Topic.FOOD, kind=ItemKind.IDEA)
        self._asks("lamp", "The lamp flickers", Topic.ROOMS, "Kestrel")
        self._asks("phone", "A phone with a cord", Topic.PHONE, "Sparrow")
        self._asks("kettle", "The kettle is slow", Topic.FOOD)
        for item in self.items.values():
            self.does("Linnet", agenda.read_item, item=item)
        self.clock.go_to(LAST_TIME)
        held = self._meeting("closed", LAST_TIME, MeetingKind.WARD, [*self.items])
        self.does("Linnet", meetings.open_meeting, meeting=held)
        self._heads(held)
        soon = LAST_TIME + WEEK
        self._promises("dryer", "Mend the dryer", soon)
        self._promises("lamp", "Put in a new lamp", soon)
        self._promises("phone", "Buy a phone with a cord", soon + WEEK)
        self._answers("fruit", Answer.NO, "There is no money", review_on=TODAY - timedelta(days=1))
        self.does("Linnet", minutes.stop_early, meeting=held, because="The fire alarm rang")
        self._agreed(held)
        draft = self._meeting("draft", LAST_TIME, MeetingKind.MUTUAL_HELP, [])
        self.does("Linnet", meetings.open_meeting, meeting=draft)
        self.does("Linnet", minutes.close_meeting, meeting=draft)
        self.does("Tom", minutes.say_fair, minutes=self.minutes_of(draft))
        called_off = self._meeting("not held", LAST_TIME + WEEK, MeetingKind.WARD, [], published=False)
        self.does("Linnet", agenda.call_off, meeting=called_off, because=NotHeldBecause.INCIDENT, words="A flood")

    def _agreed(self, held: Meeting) -> None:
        """Both sides have agreed these minutes; Kestrel remembers them differently, and the rep put something right."""
        kept = self.minutes_of(held)
        differently = {"minutes": kept, "entry": self.entry("dryer"), "words": "The dryer broke twice", "named": True}
        self.does("Kestrel", minutes.remember_differently, **differently)
        for who in ("Tom", "Linnet"):
            self.does(who, minutes.say_fair, minutes=kept)
        self.correction = self.does("Linnet", minutes.put_right, minutes=kept, words="It was on Thursday")

    def minutes_of(self, meeting: Meeting) -> Minutes:
        """The minutes of a meeting that is closed."""
        return of_minutes.minutes_of(self.session, meeting)

    def _since_then(self) -> None:
        """Staff reported, and somebody answered outside the meeting."""
        self.clock.go_to(TODAY - timedelta(days=3))
        self.does("Tom", actions.move_date, action=self.promises["phone"], to=TODAY + WEEK, because="Part on order")
        self.does("Tom", actions.report_done, action=self.promises["lamp"], words="A new lamp is in")
        self.does("Tom", actions.report_cannot, action=self.promises["phone"], words="Nobody makes them")
        self.does("Sparrow", actions.confirm, action=self.promises["lamp"], reply=Reply.YES)
        self.does("Sparrow", agenda.say_it_matters, item=self.items["kettle"], matters=True)
        self.clock.go_to(TODAY)
        self._asks("shop", "When is the shop open?", Topic.MONEY, "Kestrel", kind=ItemKind.QUESTION)
        self.does("Linnet", agenda.read_item, item=self.items["shop"])
        self.does("Tom", agenda.answer_item, item=self.items["shop"], answer=Answer.YES, words="On Tuesday")

    def _today(self) -> None:
        """The ward meeting is going on, so is one with nothing on its agenda, and another is about to begin."""
        self.pack = self.does("Tom", paper.print_pack, forms=2)
        self._asks("socks", "My socks are gone", Topic.LAUNDRY, "Sparrow")
        self._asks("radio", "The radio is too loud", Topic.RESPECT)
        for item in ("socks", "radio"):
            self.does("Linnet", agenda.read_item, item=self.items[item])
        self.standing = self.does("Linnet", meetings.add_standing_item, title="Minutes of last month", at_end=False)
        going_on = self._meeting("open", TODAY, MeetingKind.WARD, ["kettle", "socks", "radio"])
        nothing_on = self._meeting("nothing on", TODAY, MeetingKind.MUTUAL_HELP, [])
        for meeting in (going_on, nothing_on):
            self.does("Linnet", meetings.open_meeting, meeting=meeting)
        self._heads(going_on)
        found = self._answers("socks", Answer.YES, "We found them", something_to_do=True)
        given = {"outcome": found, "words": "Put names into the socks", "due": TODAY + WEEK, "meeting": going_on}
        manager = self.accounts["Priya"]  # she was not there, and is asked whether it is hers
        self.promises["socks"] = self.does("Linnet", actions.make_promise, owner=manager, **given)
        that_day = {"starts_on": TODAY + WEEK, "ends_on": TODAY + WEEK, "deputy": self.accounts["Tom"]}
        self.does("Priya", people.enter_absence, account=manager, **that_day)
        self.does("Priya", actions.ask_cover, action=self.promises["socks"], by=self.accounts["Tom"])
        self._meeting("published", TODAY, MeetingKind.COPRODUCTION, [])
        self.does("Linnet", minutes.turn_to, meeting=going_on, step=str(self.entry("radio").id))
        asked = {"kettle": "Tom", "radio": "Priya"}
        self.decider, _ = (
            self.does("Linnet", agenda.name_decider, entry=self.entry(item), person=self.accounts[who])
            for item, who in asked.items()
        )
        self.does("Linnet", agenda.name_decider, entry=self.entry("kettle"), job="catering manager")

    def _next_time(self) -> None:
        """The next agenda is being prepared."""
        self._asks("garden", "The garden at night", Topic.RULES, "Kestrel", kind=ItemKind.CHALLENGE)
        self._asks("gate", "The gate squeaks", Topic.ROOMS, "Sparrow")
        self._asks("window", "The window is broken, like the dryer", Topic.ROOMS)
        self._asks("music", "Thank you for the music", Topic.ACTIVITIES, kind=ItemKind.THANKS)
        self._asks("names", "Mr Blank took my shoes", Topic.SAFETY, "Kestrel")
        self._asks("again", "Mr Blank again", Topic.SAFETY, "Kestrel")
        on_paper = {"kind": ItemKind.IDEA, "topic": Topic.MONEY, "words": "A till that gives a receipt"}
        number = str(self.pack.numbers[0])
        self.items["till"] = self.does("Tom", paper.type_in, number=number, handed_in_on=TODAY, **on_paper)
        coming = self._meeting("planned", NEXT_TIME, MeetingKind.WARD, ["garden", "gate"], published=False)
        self.does("Linnet", agenda.put_off, meeting=coming, item=self.items["music"], because="The band comes in May")
        self.does("Tom", agenda.hide_words, item=self.items["names"], because=HideBecause.NAMES_SOMEBODY)
        self.does("Tom", agenda.hide_words, item=self.items["again"], because=HideBecause.NAMES_SOMEBODY)
        (asked,) = of_agenda.hidings_of(self.session, self.items["again"])
        self.does("Linnet", agenda.agree_hiding, hiding=asked)
        asked = {"thing": self.items["dryer"], "text": "The dryer is broken", "because": HideBecause.NAMES_SOMEBODY}
        self.request = self.does("Priya", records.ask_removal, **asked)
        self._asks("gate again", "The gate squeaks and squeaks", Topic.ROOMS)
        self.does("Linnet", agenda.merge_items, item=self.items["gate again"], into=self.items["gate"])
        self.does("Linnet", agenda.link_items, item=self.items["gate"], earlier=self.items["dryer"])
        self._asks("two", "The bath leaks, and the towels are thin", Topic.ROOMS, "Kestrel")
        parts = {"first_part": "the bath", "second_part": "the towels"}
        self.items["other half"] = self.does("Linnet", agenda.split_item, item=self.items["two"], **parts)
        self.does("Linnet", agenda.name_decider, entry=self.entry("garden"), person=self.accounts["Tom"])
        self._meeting("planned later", NEXT_TIME + WEEK, MeetingKind.WARD, [], published=False)
        self._before(coming)

    def _before(self, coming: Meeting) -> None:
        """Rounds on the ward, times, ground rules, and questions: of what comes, and of what is about to begin."""
        for who, said in (("Puffin", RoundFacts(9, 2, 1, 3)), ("Tom", RoundFacts(4, 1, 0, 0))):
            self.round = self.does(who, meetings.count_round, meeting=coming, said=said)
        self.does("Linnet", meetings.correct_round, wrong=self.round, said=RoundFacts(5, 1, 1, 1))
        self.round = self.does("Linnet", meetings.count_round, meeting=coming, said=RoundFacts(2, 1))
        (self.rule,) = self.does("Linnet", meetings.add_ground_rules, words=["One person speaks at a time"])
        self.does("Linnet", agenda.set_minutes, entry=self.entry("garden"), minutes=12)
        facts = {"words": "Shall the gate stay shut?", "decides": Decides.WE_WILL_WEIGH}
        self.does("Linnet", questions.put_question, meeting=coming, about=self.entry("gate"), **facts)
        facts = {"words": "Shall we have a film on Friday?", "decides": Decides.WE_WILL_DO}
        self.question = self.does("Linnet", questions.put_question, meeting=self.meetings["published"], **facts)
        self.does("Sparrow", questions.answer_question, question=self.question, says=Says.FOR)

    def _votes(self) -> None:
        """Votes on paper: one on which two stand, one that ended in a tie, and one that is counted."""
        self.vote = self._vote(TermRole.DEPUTY, "Sparrow", "Puffin")
        self.candidate = self.one(select(Candidate).where(Candidate.vote_id == self.vote.id))
        for part, votes in ((TermRole.REP, (4, 4)), (TermRole.PEER, (5, 2))):
            vote = self._vote(part, "Kestrel", "Sparrow")
            for who in ("Linnet", "Joan"):
                ballot = of_reps.ballot(self.session, self.ward.id, vote.id, TODAY)
                totals = Totals(13, 12, 1, dict(zip(ballot.on_paper, votes, strict=True)))
                self.does(who, reps.count_votes, ballot=ballot, totals=totals)

    def _vote(self, part: TermRole, *words: str) -> Vote:
        vote: Vote = self.does("Linnet", reps.open_vote, part=part, held_on=TODAY)
        for word in words:
            ballot = of_reps.ballot(self.session, self.ward.id, vote.id, TODAY)
            name = of_people.name_in_use(self.session, self.ward.id, word)
            self.does(word, reps.stand, ballot=ballot, name=name)
        return vote

    def _council(self) -> None:
        """The patients' council, opened with the first ward: an answer that was not accepted stands on its agenda."""
        (given,) = of_agenda.outcomes_of(self.session, [self.items["shop"].id])[self.items["shop"].id]
        self.does("Kestrel", agenda.accept_answer, outcome=given, accepted=False)
        council = of_wards.council(self.session)
        if council is None:
            opened = {"name": "Patients’ council", "kind": WardKind.COUNCIL, "opened_on": LAST_TIME}
            council = self.does("Wes", wards.open_ward, **opened)
            there = replace(self.people["Linnet"], ward_id=council.id, at_council=True)
            a.done(self.session, a.the_clock(council), agenda.take_up_from_wards, self.clock)
            plan = {"day": NEXT_TIME, "at": time(14), "kind": MeetingKind.COUNCIL}
            meeting = a.done(self.session, there, meetings.plan_meeting, self.clock, **plan)
            a.done(self.session, there, agenda.publish, self.clock, meeting=meeting)

    # --- how it is told ----------------------------------------------------------------------------------------------

    def _meeting(self, key: str, day: date, kind: MeetingKind, items: list[str], *, published: bool = True) -> Meeting:
        rep = "Linnet"
        plan = {"day": day, "at": time(10, 30), "kind": kind, "place": "the day room"}
        meeting = self.meetings[key] = self.does(rep, meetings.plan_meeting, **plan)
        for item in items:
            self.does(rep, agenda.place_item, meeting=meeting, item=self.items[item])
        if published:
            self.does(rep, agenda.publish, meeting=meeting)
        return meeting

    def _heads(self, meeting: Meeting) -> None:
        counts = {Present.PATIENTS: 7, Present.WARD_STAFF: 2}
        more = {"patients_on_ward": 13, "chair": "Linnet", "facilitator": None, "chaired_by_patient": True}
        self.does("Linnet", meetings.count_attendance, meeting=meeting, counts=counts, **more)

    def _answers(self, item: str, answer: Answer, words: str, **more: Any) -> Any:
        given = {"answer": answer, "words": words, "given_by": self.accounts["Tom"], **more}
        return self.does("Linnet", agenda.answer_item, item=self.items[item], entry=self.entry(item), **given)

    def _promises(self, item: str, words: str, due: date) -> None:
        outcome = self._answers(item, Answer.YES, "We will do it", something_to_do=True)
        promise = {"outcome": outcome, "words": words, "owner": self.accounts["Tom"], "due": due}
        self.promises[item] = self.does("Linnet", actions.make_promise, **promise)
