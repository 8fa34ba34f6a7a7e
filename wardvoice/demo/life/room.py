"""In the meeting room: who is there, last time's promises, and each item with its answer."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any

from wardvoice.actions import commands as actions
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.rules import Answer
from wardvoice.core.errors import RuleBroken, Stale
from wardvoice.demo.content.meetings import CARRIED, HANDS, SAID
from wardvoice.demo.fates import Brought, Course, InTheRoom
from wardvoice.demo.life.items import author
from wardvoice.demo.life.promises import a_promise
from wardvoice.demo.life.ward import Life, Way
from wardvoice.demo.timeline import Story
from wardvoice.meetings import commands as meetings
from wardvoice.meetings.rules import Present
from wardvoice.minutes import commands as minutes

PER_ITEM = timedelta(minutes=4)
LOOK_AGAIN_DAYS = 56
CHECK_AGAIN_DAYS = 42
HANDS_SHOWN = 0.12
NOTED = 0.2


def welcome(life: Life, meeting: Any) -> None:
    """Count who is there, and ask what staff say is done."""
    chance, beds = life.chance, len(life.cast.patients)
    patients = chance.randint(max(3, beds // 3), max(4, beds - 2))
    counts = {
        Present.PATIENTS: patients,
        Present.WARD_STAFF: chance.randint(1, 4),
        Present.MANAGER: chance.randint(0, 1),
        Present.OTHER_STAFF: chance.randint(0, 2),
        Present.ADVOCATE: chance.randint(0, 1),
    }
    chair = life.cast.chair
    life.tell(
        chair,
        meetings.count_attendance,
        meeting=meeting,
        counts=counts,
        patients_on_ward=beds + chance.randint(0, 3),
        chair=life.cast.rep.actor.name if life.cast.rep else life.cast.staff["nurse"].actor.name,
        facilitator=life.cast.staff["ot"].actor.name,
        chaired_by_patient=life.cast.rep is not None,
    )
    _ask_by_hands(life, meeting)


def _ask_by_hands(life: Life, meeting: Any) -> None:
    for action, hands in life.questions:
        counts = dict(zip(hands._fields[1:], hands[1:], strict=True))
        ask = actions.count_replies if isinstance(hands, InTheRoom) else actions.count_let_off
        with suppress(RuleBroken, Stale):  # the promise has gone another way since
            life.tell(life.cast.chair, ask, action=action, meeting=meeting, **counts)
    life.questions.clear()


def through_the_agenda(life: Life, meeting: Any) -> Story:
    """Take one line after the other; a meeting that stops early leaves the last ones."""
    on_it = life.stage.lines_of(meeting)
    _note_what_was_said(life, [line for line in on_it if line.item_id is None])
    lines = [line for line in on_it if line.item_id is not None]
    left = len(lines) // 3 if life.goes(meeting) is Way.STOPPED else 0
    for n, line in enumerate(lines):
        yield life.now + PER_ITEM
        if n >= len(lines) - left:
            life.wait_again(line.item_id)
        else:
            _take(life, meeting, line)


def _note_what_was_said(life: Life, standing: list[Any]) -> None:
    for line in standing:
        if life.chance.random() < NOTED:
            life.tell(life.cast.chair, minutes.note_said, entry=line, words=life.chance.choice(SAID))


def _take(life: Life, meeting: Any, line: Any) -> None:
    brought = life.fates[line.item_id]
    done = life.carried.get(line.item_id, 0)
    if not brought.read and done == 0:
        life.tell(life.cast.chair, agenda.read_item, item=life.items[line.item_id])
    if brought.hands or life.chance.random() < HANDS_SHOWN:
        _show_hands(life, meeting, line)
    if done < len(brought.held):
        because = brought.held[done]
        words = dict(CARRIED)[because] or None
        life.tell(life.cast.chair, agenda.carry_over, entry=line, because=because, words=words)
        life.wait_again(line.item_id)
        return
    _answer(life, meeting, line, brought)


def _show_hands(life: Life, meeting: Any, line: Any) -> None:
    decides, question = life.chance.choice(HANDS)
    life.tell(
        life.cast.chair,
        minutes.count_hands,
        meeting=meeting,
        entry=line,
        decides=decides,
        question=question,
        patients_for=life.chance.randint(3, 8),
        patients_against=life.chance.randint(0, 3),
        patients_unsure=life.chance.randint(0, 2),
        staff_for=life.chance.randint(0, 3),
        staff_against=life.chance.randint(0, 1),
        staff_unsure=0,
    )


def _answer(life: Life, meeting: Any, line: Any, brought: Brought) -> None:
    said = brought.said
    giver = life.owner(_who_answers(brought))
    outcome = life.tell(
        life.cast.chair,
        agenda.answer_item,
        item=life.items[line.item_id],
        answer=said.answer,
        words=said.reply,
        given_by=giver.thing,
        review_on=life.days_on(LOOK_AGAIN_DAYS) if said.answer is Answer.NO else None,
        passed_to=said.whom or None,
        check_on=life.days_on(CHECK_AGAIN_DAYS) if said.answer is Answer.PASSED_TO else None,
        something_to_do=brought.course is not None,
        entry=line,
    )
    life.outcomes[line.item_id] = outcome
    if brought.course is not None:
        promise(life, meeting, outcome, brought, brought.course)
    if brought.accepted is not None:
        _accept(life, outcome, brought)


def promise(life: Life, meeting: Any, outcome: Any, brought: Brought, course: Course) -> Any:
    """Write the promise down, and let its own story begin."""
    shares = life.cast.patients.get(course.shared_by) if course.shared_by else None
    action = life.tell(
        life.cast.chair,
        actions.make_promise,
        outcome=outcome,
        words=course.words or brought.said.promise,
        owner=life.owner(course.owner).thing,
        due=life.days_on(course.days),
        far_because=course.far_because,
        meeting=meeting,
        shared_by=shares.thing if shares else None,
        shared_words=course.shared_words if shares else None,
    )
    life.begin(a_promise(life, action, brought, course))
    return action


def _who_answers(brought: Brought) -> str:
    return brought.course.given_by or brought.course.owner if brought.course else brought.answered_by


def _accept(life: Life, outcome: Any, brought: Brought) -> None:
    """The raiser says whether it is good enough, or the room by hands where the raiser has no name."""
    if brought.by in life.cast.patients:
        life.tell(author(life, brought), agenda.accept_answer, outcome=outcome, accepted=bool(brought.accepted))
        return
    most, few = life.chance.randint(4, 7), life.chance.randint(0, 2)
    yes, no = (most, few) if brought.accepted else (few, most)
    life.tell(life.cast.chair, agenda.count_acceptance, outcome=outcome, yes=yes, no=no, unsure=1)
