"""The small hospital has something of everything that interface.md lists, and its history is whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.demo.made import TODAY
from wardvoice.actions import queries as of_actions
from wardvoice.actions.models import Action, Promise
from wardvoice.actions.rules import ActionState, Class, Question, Reply, asks_still_fixed, follow_through
from wardvoice.agenda import queries as of_agenda
from wardvoice.agenda.models import (
    AgendaEntry,
    AnswerReply,
    Correction,
    Hiding,
    Item,
    ItemLink,
    ItemNote,
    Outcome,
    Split,
    Support,
)
from wardvoice.agenda.rules import (
    Answer,
    EntryState,
    Feeling,
    ItemKind,
    ItemState,
    LeftAs,
    ShownAs,
    Topic,
    WrittenBy,
    accepted,
    is_answered,
)
from wardvoice.core.clock import Clock
from wardvoice.council.queries import for_the_lead
from wardvoice.demo.content.places import WARDS
from wardvoice.demo.small.partings import MOVER, NOBODYS
from wardvoice.meetings.models import Hands, Meeting
from wardvoice.meetings.rules import MeetingState
from wardvoice.people.models import Absence, Account, Pause, Term, WardName
from wardvoice.people.queries import living_names
from wardvoice.proof.verify import verify
from wardvoice.storage.history import HistoryRow
from wardvoice.wards.models import Screen, Ward
from wardvoice.wards.rules import ScreenKind

WEEK = timedelta(weeks=1)


def ward(session: Session, n: int = 0) -> Ward:
    return session.scalars(select(Ward).where(Ward.name == WARDS[n])).one()


def of_first(session: Session, model: type[Any]) -> list[Any]:
    return list(session.scalars(select(model).where(model.ward_id == ward(session).id)))


def classes(session: Session, n: int = 0) -> Counter[Class]:
    here = ward(session, n)
    actions = list(session.scalars(select(Action).where(Action.ward_id == here.id)))
    facts = of_actions.facts(session, here.id, actions, TODAY)
    return Counter(follow_through(facts[action.id], TODAY) for action in actions)


def said(session: Session, words: str) -> Item:
    return session.scalars(select(Item).where(Item.words.contains(words))).one()


def test_one_item_asked_for_two_things(small: Session) -> None:
    (split,) = of_first(small, Split)
    first, second = small.get_one(Item, split.item_id), small.get_one(Item, split.second_id)
    assert first.words == second.words
    assert (split.first_part, split.second_part) == ("the cold shower", "the light that goes out")
    assert {first.state, second.state} == {ItemState.PLACED}


def test_what_some_asked_matters_to_others_too(small: Session) -> None:
    assert len({support.item_id for support in of_first(small, Support)}) >= 2


# --- the whole --------------------------------------------------------------------------------------------------------


def test_the_history_is_whole_and_the_tables_follow_from_it(small: Session) -> None:
    proof = verify(small)
    assert proof.whole, proof.broken
    assert proof.rows > 500


def test_there_are_two_wards_and_twelve_weeks_of_weekly_meetings_behind_each(small: Session) -> None:
    for n in (0, 1):
        past = (Meeting.ward_id == ward(small, n).id, Meeting.day < TODAY)
        days = list(small.scalars(select(Meeting.day).where(*past).order_by(Meeting.day)))
        assert len(days) == 12
        assert {later - day for day, later in pairwise(days)} == {WEEK}


def test_nothing_lies_in_the_future_and_nothing_happened_today(small: Session) -> None:
    assert max(moment.date() for moment in small.scalars(select(Promise.made_at))) < TODAY
    assert max(small.scalars(select(Item.received_on))) < TODAY


# --- items ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ItemState)
def test_there_is_an_item_in_every_state(small: Session, state: ItemState) -> None:
    assert small.scalar(select(func.count()).select_from(Item).where(Item.state == state))


@pytest.mark.parametrize("state", sorted(set(EntryState) - {EntryState.TAKEN_OFF}))
def test_there_is_a_line_of_an_agenda_in_every_state(small: Session, state: EntryState) -> None:
    assert small.scalar(select(func.count()).select_from(AgendaEntry).where(AgendaEntry.state == state))


@pytest.mark.parametrize("kind", ItemKind)
def test_the_first_ward_brought_every_kind(small: Session, kind: ItemKind) -> None:
    assert kind in {item.kind for item in of_first(small, Item)}


@pytest.mark.parametrize("shown_as", ShownAs)
def test_people_appear_in_every_way(small: Session, shown_as: ShownAs) -> None:
    assert shown_as in {item.shown_as for item in of_first(small, Item)}


@pytest.mark.parametrize("writer", [WrittenBy.STAFF, WrittenBy.REP])
def test_some_items_were_written_down_for_somebody(small: Session, writer: WrittenBy) -> None:
    written = [item for item in of_first(small, Item) if item.written_by is writer]
    assert written
    assert all(item.author_id is None for item in written)


def test_somebody_used_pictures_only(small: Session) -> None:
    pictures = [item for item in of_first(small, Item) if item.words is None]
    assert {item.feeling for item in pictures} >= {Feeling.SAD, Feeling.WORRIED}


def test_supper_was_asked_for_four_times_and_stands_on_top_today(small: Session) -> None:
    fourth = said(small, "This is the fourth time")
    assert of_agenda.how_often_raised(small, [fourth.id])[fourth.id] == 4
    assert small.scalar(select(func.count()).where(ItemLink.item_id == fourth.id)) == 3
    items = [entry.item_id for entry in of_agenda.on_agenda(small, todays(small)) if entry.item_id]
    assert items[0] == fourth.id


def test_one_item_was_carried_over_three_times_and_is_on_again(small: Session) -> None:
    trolley = said(small, "A shop trolley that comes")
    assert of_agenda.times_carried(small, [trolley.id])[trolley.id] == 3
    assert trolley.state is ItemState.PLACED


def test_two_who_wrote_the_same_are_one_item_with_both_their_words(small: Session) -> None:
    part = next(item for item in of_first(small, Item) if item.state is ItemState.MERGED)
    lead = small.get_one(Item, part.merged_into_id)
    assert part.words != lead.words
    assert lead.state is ItemState.ANSWERED


def test_words_that_name_a_patient_are_hidden_by_two_people(small: Session) -> None:
    (hiding,) = of_first(small, Hiding)
    assert hiding.second_at is not None
    assert hiding.ended_at is None
    assert "Rob" in small.get_one(Item, hiding.item_id).words


def test_todays_agenda_has_an_item_that_no_rep_has_read(small: Session) -> None:
    entries = of_agenda.on_agenda(small, todays(small))
    unread = [entry for entry in entries if entry.unread]
    assert unread
    assert all(small.get_one(Item, entry.item_id).read_on is None for entry in unread)
    assert len([entry for entry in entries if entry.item_id]) >= 5


def test_kestrel_added_a_note_when_the_dryer_was_late(small: Session) -> None:
    (note,) = of_first(small, ItemNote)
    assert note.item_id == said(small, "The dryer has been broken").id


# --- answers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", Answer)
def test_the_first_ward_got_every_answer(small: Session, answer: Answer) -> None:
    assert answer in {outcome.answer for outcome in of_first(small, Outcome)}


def test_one_answer_was_not_accepted_by_whoever_asked(small: Session) -> None:
    phone = said(small, "Why can I not keep my own phone? I am allowed it on leave.")
    outcome = small.scalars(select(Outcome).where(Outcome.item_id == phone.id)).one()
    replies = small.scalars(select(AnswerReply).where(AnswerReply.outcome_id == outcome.id))
    assert accepted(reply.facts for reply in replies) is False
    assert small.scalar(select(func.count()).where(Correction.outcome_id == outcome.id)) == 1


def test_one_answer_has_run_out(small: Session) -> None:
    by_item: dict[Any, list[Outcome]] = {}
    for outcome in sorted(of_first(small, Outcome), key=lambda outcome: outcome.at):
        by_item.setdefault(outcome.item_id, []).append(outcome)
    answered = [told for told in by_item.values() if told[-1].answer is not None]
    assert any(not is_answered([outcome.facts for outcome in told], TODAY) for told in answered)


def test_one_question_was_answered_before_the_meeting(small: Session) -> None:
    coat = said(small, "Can I get a coat from the clothes store? I came in summer.")
    assert small.scalars(select(Outcome).where(Outcome.item_id == coat.id)).one().entry_id is None


def test_hands_were_counted(small: Session) -> None:
    assert of_first(small, Hands)


# --- promises -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", Class)
def test_the_first_ward_has_a_promise_of_every_class(small: Session, which: Class) -> None:
    assert classes(small)[which] >= 1


@pytest.mark.parametrize("state", ActionState)
def test_the_first_ward_has_a_promise_in_every_state(small: Session, state: ActionState) -> None:
    assert state in {action.state for action in of_first(small, Action)}


def test_the_dryer_moved_once_and_its_first_date_stands(small: Session) -> None:
    dryer = said(small, "The dryer has been broken")
    action = small.scalars(select(Action).where(Action.item_id == dryer.id)).one()
    assert (action.first_date, action.due) == (TODAY - WEEK, TODAY + WEEK)
    assert action.times_moved == 1
    assert action.promises[1].because == "part on order"
    assert small.get_one(Account, action.owner_id).name == "Tom"


def test_one_promise_moved_twice_was_partly_done_and_then_kept_late(small: Session) -> None:
    hoist = said(small, "The prayer room is used as a store")
    action = small.scalars(select(Action).where(Action.item_id == hoist.id)).one()
    assert action.times_moved == 2
    assert action.reopens == 1
    assert action.state is ActionState.CONFIRMED


def test_whoever_cannot_read_said_no_by_a_picture_and_it_is_open_again(small: Session) -> None:
    picture = next(item for item in of_first(small, Item) if item.feeling is Feeling.SAD and item.topic is Topic.FOOD)
    action = small.scalars(select(Action).where(Action.item_id == picture.id)).one()
    replies = of_actions.replies(small, action, Question.HAPPENED)
    assert [(reply.reply, reply.words) for reply in replies] == [(Reply.NO, None)]
    assert action.reopened


def test_one_is_far_away_with_a_reason_and_shared_with_a_patient(small: Session) -> None:
    (shared,) = [action for action in of_first(small, Action) if action.shared_by_id is not None]
    assert shared.far_because
    assert shared.first_date > shared.made_on + timedelta(days=28)


def test_whoever_left_handed_her_promises_over(small: Session) -> None:
    lorna = small.scalars(select(Account).where(Account.name == "Lorna")).one()
    assert lorna.closed_on is not None
    assert not small.scalar(select(func.count()).where(Action.owner_id == lorna.id))
    handed = select(HistoryRow.body).where(HistoryRow.what == "owner-changed")
    assert any(str(lorna.id) in body for body in small.scalars(handed))


def test_one_owner_leaves_before_the_promised_day(small: Session) -> None:
    ben = small.scalars(select(Account).where(Account.name == "Ben")).one()
    assert ben.ends_on is not None
    assert any(action.due > ben.ends_on for action in small.scalars(select(Action).where(Action.owner_id == ben.id)))


def test_kestrel_has_a_promise_to_confirm(small: Session) -> None:
    waiting = said(small, "When my leave is called off nobody tells me.")
    action = small.scalars(select(Action).where(Action.item_id == waiting.id)).one()
    assert action.state is ActionState.DONE_SAID


def test_somebody_is_asked_today_whether_it_is_still_fixed(small: Session) -> None:
    actions = of_first(small, Action)
    assert any(asks_still_fixed(of_actions.facts_of(action), TODAY) for action in actions)


# --- meetings -------------------------------------------------------------------------------------------------------


def todays(session: Session) -> Meeting:
    here = Meeting.ward_id == ward(session).id
    return session.scalars(select(Meeting).where(here, Meeting.day == TODAY)).one()


def test_todays_meeting_is_published_in_time_and_ready_to_be_opened(small: Session) -> None:
    meeting = todays(small)
    assert meeting.state is MeetingState.PUBLISHED
    assert meeting.published_at is not None
    assert meeting.published_at.date() == TODAY - timedelta(days=1)


def test_next_weeks_agenda_is_being_prepared(small: Session) -> None:
    here = Meeting.ward_id == ward(small).id
    meeting = small.scalars(select(Meeting).where(here, Meeting.day == TODAY + WEEK)).one()
    assert meeting.state is MeetingState.PLANNED
    states = {entry.state for entry in of_agenda.all_lines(small, meeting)}
    assert states == {EntryState.ON, EntryState.PUT_OFF}


def test_one_meeting_was_called_off_with_a_reason_and_one_stopped_early(small: Session) -> None:
    meetings = of_first(small, Meeting)
    (missed,) = [meeting for meeting in meetings if meeting.state is MeetingState.NOT_HELD]
    assert missed.not_held_because is not None
    assert any(meeting.stopped_early_because for meeting in meetings)


def test_a_nurse_stood_in_before_there_was_a_rep(small: Session) -> None:
    published = select(HistoryRow.body).where(HistoryRow.chain == ward(small).id, HistoryRow.what == "agenda-published")
    roles = [part for body in small.scalars(published) for part in ("stand-in", "rep") if f'"role":"{part}"' in body]
    assert roles[0] == "stand-in"
    assert set(roles[1:]) == {"rep"}


# --- people ---------------------------------------------------------------------------------------------------------


def test_the_rep_is_in_post_and_the_one_before_is_not(small: Session) -> None:
    names = {name.id: name.word for name in of_first(small, WardName)}
    posts = {names[term.ward_name_id]: (term.role.value, term.ends_on > TODAY) for term in of_first(small, Term)}
    assert posts["Linnet"] == ("rep", True)
    assert posts["Alder"] == ("rep", False)


def test_oak_went_home_and_the_name_rests(small: Session) -> None:
    oak = next(name for name in of_first(small, WardName) if name.word == "Oak")
    assert oak.rests_since is not None
    assert oak.pin_hash == ""


def test_there_are_never_more_living_names_than_beds(small: Session) -> None:
    for n in (0, 1):
        here = ward(small, n)
        assert 5 < living_names(small, here.id, TODAY) <= here.beds


def test_the_first_ward_has_its_screens(small: Session) -> None:
    screens = of_first(small, Screen)
    assert {screen.kind for screen in screens} == set(ScreenKind)
    assert all(screen.enrolled_on and screen.token_hash for screen in screens)


def test_the_two_wards_do_not_say_the_same(small: Session) -> None:
    first, second = (texts(small, n) for n in (0, 1))
    assert len(first) > 40
    assert len(second) > 20
    assert not first & second


def texts(session: Session, n: int) -> set[str]:
    words: Iterable[str | None] = session.scalars(select(Item.words).where(Item.ward_id == ward(session, n).id))
    return {text for text in words if text}


def test_something_came_on_paper_and_says_so(small: Session) -> None:
    (item,) = small.scalars(select(Item).where(Item.typed_in_on.is_not(None)))
    assert item.received_on < item.typed_in_on  # type: ignore[operator]
    assert item.written_by is WrittenBy.REP


# --- who goes, moves, rests, is away ---------------------------------------------------------------------------------


def test_oak_left_handed_one_thing_to_the_rep_and_is_told_of_another_by_the_advocate(small: Session) -> None:
    oak = small.scalars(select(WardName).where(WardName.word == "Oak")).one()
    theirs = small.execute(select(Item.left_as, Item.slip_hash).where(Item.author_id == oak.id)).all()
    assert oak.rests_since is not None
    assert LeftAs.REP in {left_as for left_as, _ in theirs}
    assert [slip for _, slip in theirs if slip] == [NOBODYS]


def test_swift_moved_with_the_name_and_all_that_swift_asked(small: Session) -> None:
    old, new = small.scalars(select(WardName).where(WardName.word == MOVER).order_by(WardName.first_used)).all()
    assert (old.ward_id, new.ward_id) == (ward(small, 1).id, ward(small).id)
    assert (old.rests_since, new.rests_since) == (TODAY - timedelta(days=1), None)
    assert small.scalar(select(func.count()).where(Item.author_id == new.id, Item.ward_id == old.ward_id))
    assert not small.scalar(select(func.count()).where(Item.author_id == old.id))


def test_the_deputy_rests_this_week_and_an_owner_is_covered_while_away(small: Session) -> None:
    (pause,) = small.scalars(select(Pause)).all()
    assert pause.starts_on <= TODAY < pause.until
    (away,) = small.scalars(select(Absence)).all()
    covered = small.scalars(select(Action).where(Action.cover_taken_on.is_not(None))).one()
    assert covered.owner_id == away.account_id
    assert away.starts_on <= covered.due <= away.ends_on


def test_an_answer_of_the_council_is_not_accepted_and_the_lead_owes_another(small: Session) -> None:
    clock = Clock(ZoneInfo("Europe/London"), lambda: datetime.combine(TODAY, time(9), UTC))
    (refused,) = for_the_lead(small, clock).refused
    assert refused.refused_on == TODAY - timedelta(days=20)
