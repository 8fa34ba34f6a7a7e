"""How the first ward prepares: rounds, times, ground rules, and questions that people answer at the terminal."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from wardvoice.agenda import commands as agenda
from wardvoice.demo.life.ward import Life
from wardvoice.demo.timeline import Story
from wardvoice.meetings import commands as meetings
from wardvoice.meetings.rules import Decides, RoundFacts
from wardvoice.minutes import commands as minutes
from wardvoice.questions import commands as questions
from wardvoice.questions.rules import Says

GROUND_RULES = (
    "One person speaks. The others listen.",
    "Nobody has to speak.",
    "We talk about things, not about people who are not here.",
    "You can go out and come back.",
)
TELEVISION = {"words": "Shall the television be off at meals?", "decides": Decides.WE_WILL_DO}
FILM = {"words": "Shall we have a film on Friday?", "decides": Decides.WE_WILL_WEIGH}
CAMERA = {"words": "Would you feel safer with a camera in the corridor?", "decides": Decides.WE_WANT_TO_HEAR}
SAID = (
    ("Kestrel", Says.FOR), ("Birch", Says.FOR), ("Tern", Says.AGAINST), ("Maple", Says.FOR), ("Puffin", Says.UNSURE),
)  # fmt: skip


def the_last_meeting(life: Life, today: date) -> Story:
    """A week ago: two rounds before the meeting, and a question that five answered who did not come."""
    day = today - timedelta(days=7)
    yield life.moment(day - timedelta(days=2), 17)
    life.tell(life.cast.chair, meetings.add_ground_rules, words=GROUND_RULES)
    yield life.moment(day - timedelta(days=1), 9, 10)
    meeting = life.meetings[day]
    asked = life.tell(life.cast.chair, questions.put_question, meeting=meeting, **TELEVISION)
    _goes_round(life, meeting, RoundFacts(7, 2, 1, 2), RoundFacts(4, 1, 0, 1))
    yield from _answer(life, asked, day - timedelta(days=1), SAID)
    yield life.moment(day, 14, 1)
    hands = {"patients_for": 4, "patients_against": 2, "staff_for": 1, "staff_unsure": 1}
    line = next(line for line in life.stage.lines_of(meeting) if line.id == asked.entry_id)
    question, decides = TELEVISION["words"], TELEVISION["decides"]
    facts = {"meeting": meeting, "entry": line, "question": question, "decides": decides}
    life.tell(life.cast.chair, minutes.count_hands, **facts, **hands)


def todays_meeting(life: Life, today: date) -> Story:
    """Before today's agenda goes out: times, a question, and a round whose number had to be put right."""
    yield life.moment(today - timedelta(days=1), 9, 30)
    meeting = life.meetings[today]
    lines = [line for line in life.stage.lines_of(meeting) if line.item_id is not None]
    life.tell(life.cast.chair, agenda.set_minutes, entry=lines[0], minutes=8)
    asked = life.tell(life.cast.chair, questions.put_question, meeting=meeting, **FILM)
    wrong = _goes_round(life, meeting, RoundFacts(6, 3, 1, 1), RoundFacts(15, 1, 1, 0))
    life.tell(life.cast.staff["nurse"].actor, meetings.correct_round, wrong=wrong, said=RoundFacts(5, 1, 1, 0))
    yield from _answer(life, asked, today - timedelta(days=1), SAID[:3])


def next_meeting(life: Life, today: date) -> Story:
    """The next agenda is begun in the evening: a longer meeting, and a question about one of its items."""
    yield life.moment(today - timedelta(days=1), 20, 15)
    meeting = life.meetings[today + timedelta(days=7)]
    life.tell(life.cast.chair, meetings.set_length, meeting=meeting, minutes=75)
    line = next(line for line in life.stage.lines_of(meeting) if line.item_id == life.named["camera"].id)
    life.tell(life.cast.chair, agenda.set_minutes, entry=line, minutes=15)
    life.tell(life.cast.chair, questions.put_question, meeting=meeting, about=line, **CAMERA)


def _goes_round(life: Life, meeting: Any, *rounds: RoundFacts) -> Any:
    """A peer supporter and a nurse go from door to door; return what was written down last."""
    people = (life.cast.patients["Severn"].actor, life.cast.staff["nurse"].actor)
    pairs = zip(people, rounds, strict=True)
    return [life.tell(who, meetings.count_round, meeting=meeting, said=said) for who, said in pairs][-1]


def _answer(life: Life, question: Any, day: date, said: tuple[tuple[str, Says], ...]) -> Story:
    for n, (word, says) in enumerate(said):
        yield life.moment(day, 18, 5 * n)
        life.tell(life.cast.patients[word].actor, questions.answer_question, question=question, says=says)
