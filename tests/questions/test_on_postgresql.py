"""Questions of the week are counted alike on PostgreSQL."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests import builders
from tests.questions.conftest import FILM
from wardvoice.agenda.commands import publish
from wardvoice.questions import commands, queries
from wardvoice.questions.rules import Counts, Says


def test_questions_and_their_counts(postgres: Engine) -> None:
    with Session(postgres) as session:
        ward = builders.a_ward(session)
        meeting, chair = builders.a_meeting(ward), builders.a_stand_in(ward)
        film, cards = [builders.done(session, chair, commands.put_question, meeting=meeting, **FILM) for _ in range(2)]
        builders.done(session, chair, publish, meeting=meeting)
        for says in (Says.FOR, Says.FOR, Says.UNSURE):
            somebody = builders.a_patient_actor(ward)
            builders.done(session, somebody, commands.answer_question, question=film, says=says)
        asked = [(one.question, one.counts) for one in queries.of_meeting(session, meeting)]
        assert asked == [(film, Counts(yes=2, unsure=1)), (cards, Counts())]
        assert queries.open_ones(session, ward.id) == [(film, meeting), (cards, meeting)]
