"""Questions of the week: put, taken back, answered with one voice each, and counted."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import SetClock
from tests.databases import in_memory
from tests.questions.conftest import FILM
from wardvoice.agenda import commands as agenda
from wardvoice.agenda import queries as of_agenda
from wardvoice.agenda.models import AgendaEntry
from wardvoice.agenda.rules import EntryState
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.meetings.commands import open_meeting
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import Decides, NotHeldBecause
from wardvoice.minutes.commands import close_meeting
from wardvoice.questions import commands, queries, rules
from wardvoice.questions.models import Question
from wardvoice.questions.rules import Counts, Says
from wardvoice.storage.base import Witnessed
from wardvoice.wards.models import Ward

Do = Callable[..., Any]
Told = Callable[[Witnessed], list[str]]


def counts(session: Session, meeting: Meeting) -> list[Counts]:
    return [one.counts for one in queries.of_meeting(session, meeting)]


# --- putting and taking back ---


def test_a_question_has_a_line_of_its_own_or_stands_on_an_items(
    do: Do, rep: Actor, meeting: Meeting, ward: Ward, clock: SetClock, session: Session, told: Told
) -> None:
    line = do(rep, agenda.place_item, meeting=meeting, item=builders.an_item(ward, clock=clock))
    own = do(rep, commands.put_question, meeting=meeting, **FILM)
    about = do(
        rep, commands.put_question, meeting=meeting, about=line, words="A new dryer?", decides=Decides.WE_WILL_WEIGH
    )
    assert told(own) == [Happened.QUESTION_PUT]
    assert about.entry_id == line.id
    titles = [entry.title for entry, _item in of_agenda.with_items(session, meeting)]
    assert titles == [None, FILM["words"]]
    builders.an_item(ward, "It goes on by itself", actor=rep, clock=clock)
    last = do(rep, agenda.place_item, meeting=meeting, item=builders.an_item(ward, "placed later", clock=clock))
    do(rep, agenda.move_entry, entry=last, to=2)
    do(rep, agenda.publish, meeting=meeting)
    out = [entry for entry, _item in of_agenda.with_items(session, meeting)]
    assert [(entry.place, entry.title) for entry in out] == [(1, None), (2, None), (3, FILM["words"]), (4, None)]


def test_three_are_enough_and_words_are_needed(do: Do, rep: Actor, meeting: Meeting) -> None:
    for words in ("", "x" * 201):
        with pytest.raises(RuleBroken):
            do(rep, commands.put_question, meeting=meeting, words=words, decides=Decides.WE_WILL_DO)
    first, *_rest = [do(rep, commands.put_question, meeting=meeting, **FILM) for _ in range(3)]
    with pytest.raises(RuleBroken):
        do(rep, commands.put_question, meeting=meeting, **FILM)
    do(rep, commands.take_back, question=first)
    do(rep, commands.put_question, meeting=meeting, **FILM)


def test_only_whoever_prepares_puts_and_takes_back(
    do: Do, rep: Actor, nurse: Actor, kestrel: Actor, meeting: Meeting
) -> None:
    question = do(rep, commands.put_question, meeting=meeting, **FILM)
    for actor in (nurse, kestrel):
        with pytest.raises(NotAllowed):
            do(actor, commands.put_question, meeting=meeting, **FILM)
        with pytest.raises(NotAllowed):
            do(actor, commands.take_back, question=question)


def test_a_question_is_taken_back_with_its_line_until_the_agenda_is_out(
    do: Do, rep: Actor, meeting: Meeting, session: Session, told: Told
) -> None:
    question = do(rep, commands.put_question, meeting=meeting, **FILM)
    line = session.get_one(AgendaEntry, question.entry_id)
    with pytest.raises(RuleBroken):  # nobody takes the line away under it
        do(rep, agenda.take_off, entry=line)
    version = question.version
    do(rep, commands.take_back, question=question, version=version)
    assert (line.state, told(question)[-1]) == (EntryState.TAKEN_OFF, Happened.QUESTION_TAKEN_BACK)
    with pytest.raises(Stale):
        do(rep, commands.take_back, question=question)
    other = do(rep, commands.put_question, meeting=meeting, **FILM)
    with pytest.raises(Stale):
        do(rep, commands.take_back, question=other, version=other.version + 1)
    do(rep, agenda.publish, meeting=meeting)
    with pytest.raises(RuleBroken):
        do(rep, commands.take_back, question=other)


def test_a_question_is_about_a_line_of_its_own_meeting_that_still_stands(
    do: Do, rep: Actor, meeting: Meeting, ward: Ward, clock: SetClock
) -> None:
    line = do(rep, agenda.place_item, meeting=meeting, item=builders.an_item(ward, clock=clock))
    other = builders.a_meeting(ward, clock=clock)
    with pytest.raises(NotFound):
        do(rep, commands.put_question, meeting=other, about=line, **FILM)
    do(rep, agenda.take_off, entry=line)
    with pytest.raises(Stale):
        do(rep, commands.put_question, meeting=meeting, about=line, **FILM)


def test_nothing_is_asked_once_the_meeting_has_begun(do: Do, rep: Actor, meeting: Meeting, film: Question) -> None:
    do(rep, open_meeting, meeting=meeting)
    with pytest.raises(Stale):
        do(rep, commands.put_question, meeting=meeting, **FILM)


# --- answering ---


def test_a_ward_name_has_one_voice_and_its_last_word_counts(
    do: Do, kestrel: Actor, rep: Actor, film: Question, meeting: Meeting, session: Session, told: Told
) -> None:
    for says in (Says.FOR, Says.FOR, Says.AGAINST):
        do(kestrel, commands.answer_question, question=film, says=says)
    do(rep, commands.answer_question, question=film, says=Says.FOR)
    assert counts(session, meeting) == [Counts(yes=1, no=1)]
    assert told(film).count(Happened.QUESTION_ANSWERED) == 3  # the second of two equal ones changed nothing


def test_who_has_no_ward_name_and_who_works_here_has_no_voice(
    do: Do, somebody: Actor, nurse: Actor, manager: Actor, film: Question
) -> None:
    for actor in (somebody, nurse, manager):
        with pytest.raises(NotAllowed):
            do(actor, commands.answer_question, question=film, says=Says.FOR)


def test_another_wards_patient_finds_no_question(do: Do, film: Question, session: Session) -> None:
    birch = builders.a_ward(session, "Birch")
    with pytest.raises(NotFound):
        do(builders.a_patient_actor(birch), commands.answer_question, question=film, says=Says.FOR)
    with pytest.raises(NotFound):
        queries.question(session, birch.id, film.id)
    assert queries.open_ones(session, birch.id) == []


def test_a_question_is_open_from_the_agenda_until_the_end_of_the_meeting(
    do: Do, rep: Actor, kestrel: Actor, meeting: Meeting, session: Session, ward: Ward
) -> None:
    question = do(rep, commands.put_question, meeting=meeting, **FILM)
    with pytest.raises(NotFound):
        do(kestrel, commands.answer_question, question=question, says=Says.FOR)
    assert queries.how_many_open(session, ward.id) == 0
    do(rep, agenda.publish, meeting=meeting)
    do(rep, open_meeting, meeting=meeting)
    do(kestrel, commands.answer_question, question=question, says=Says.FOR)
    assert queries.open_ones(session, ward.id) == [(question, meeting)]
    do(rep, close_meeting, meeting=meeting)
    with pytest.raises(Stale):
        do(kestrel, commands.answer_question, question=question, says=Says.AGAINST)
    assert (queries.how_many_open(session, ward.id), counts(session, meeting)) == (0, [Counts(yes=1)])


def test_a_meeting_that_is_called_off_closes_its_questions(
    do: Do, rep: Actor, kestrel: Actor, meeting: Meeting, film: Question
) -> None:
    do(rep, agenda.call_off, meeting=meeting, because=NotHeldBecause.INCIDENT)
    with pytest.raises(Stale):
        do(kestrel, commands.answer_question, question=film, says=Says.FOR)


def test_one_voice_from_two_browsers_at_once_is_one_voice(
    do: Do, kestrel: Actor, film: Question, meeting: Meeting, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    do(kestrel, commands.answer_question, question=film, says=Says.FOR)
    monkeypatch.setattr(queries, "answer_of", lambda *_: None)  # as the other browser saw it a moment ago
    with pytest.raises(Stale):
        do(kestrel, commands.answer_question, question=film, says=Says.AGAINST)
    assert counts(session, meeting) == [Counts(yes=1)]


# --- counting ---


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(Says))))
def test_each_voice_counts_once_with_its_last_word(said: list[tuple[str, Says]]) -> None:
    found = rules.counted(said)
    assert found.all == len({voice for voice, _says in said})
    assert found.yes == sum(dict(said)[voice] is Says.FOR for voice in {voice for voice, _says in said})


@pytest.mark.parametrize(("over", "hands", "shown"), [(False, False, False), (False, True, True), (True, False, True)])
def test_numbers_are_shown_beside_hands_and_afterwards_only(over: bool, hands: bool, shown: bool) -> None:
    assert rules.counts_are_shown(is_over=over, hands_counted=hands) is shown


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(Says)), max_size=12))
def test_the_counts_are_what_a_recount_from_the_history_gives(said: list[tuple[int, Says]]) -> None:
    engine = in_memory()
    with Session(engine) as session:
        ward = builders.a_ward(session)
        meeting, chair = builders.a_meeting(ward), builders.a_stand_in(ward)
        question = builders.done(session, chair, commands.put_question, meeting=meeting, **FILM)
        builders.done(session, chair, agenda.publish, meeting=meeting)
        people = [builders.a_patient_actor(ward) for _ in range(4)]
        for who, says in said:
            builders.done(session, people[who], commands.answer_question, question=question, says=says)
        rows = [json.loads(row.body) for row in builders.history_of(ward) if row.what == Happened.QUESTION_ANSWERED]
        told = [(row["voice"], Says(row["facts"]["says"])) for row in rows]
        assert counts(session, meeting) == [rules.counted(told)]
        assert rules.counted(told) == rules.counted((str(who), says) for who, says in said)
    engine.dispose()


def test_the_history_tells_two_voices_apart_and_names_nobody(
    do: Do, kestrel: Actor, rep: Actor, film: Question, ward: Ward
) -> None:
    for actor in (kestrel, rep):
        do(actor, commands.answer_question, question=film, says=Says.FOR)
    rows = [row.body for row in builders.history_of(ward) if row.what == Happened.QUESTION_ANSWERED]
    assert len({json.loads(body)["voice"] for body in rows}) == 2
    assert not any(str(actor.id) in body or actor.name in body for actor in (kestrel, rep) for body in rows)


def test_a_peer_prepares_no_questions(do: Do, ward: Ward, clock: SetClock, meeting: Meeting) -> None:
    with pytest.raises(NotAllowed):
        do(builders.a_patient_actor(ward, Role.PEER, clock=clock), commands.put_question, meeting=meeting, **FILM)
