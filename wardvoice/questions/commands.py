"""A question of the week is put, taken back before it is out, and answered by those who will not be in the room."""

from __future__ import annotations

from typing import cast

from wardvoice.agenda.commands.placing import close_gap, may_arrange, title_line
from wardvoice.agenda.models import AgendaEntry, Item
from wardvoice.agenda.rules import EntryState, clean_words
from wardvoice.core.errors import MOVED_ON, N_, NotFound, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.meetings import queries as meetings
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import Decides, MeetingState
from wardvoice.questions import queries, rules
from wardvoice.questions.models import Question, QuestionAnswer
from wardvoice.questions.rules import MAX_LETTERS, Says
from wardvoice.storage.work import Work


def put_question(
    work: Work, *, meeting: Meeting, words: str, decides: Decides, about: AgendaEntry | None = None
) -> Question:
    """Put a question to those who will not be in the room, with what their answer decides (G11).

    It stands on the line it is `about`, or on a line of its own. It opens when the agenda goes out, or at once if that
    is out. RuleBroken for a fourth one, or without words; Stale once the meeting has begun.
    """
    may_arrange(work, meeting, MeetingState.PLANNED, MeetingState.PUBLISHED, item=_item_of(work, about))
    text = cast(str, clean_words(words, needed=True))
    if len(text) > MAX_LETTERS:
        raise RuleBroken(N_("This is too long. At most %(most)s letters fit."), field="words", most=MAX_LETTERS)
    before = queries.put_before(work.session, meeting)
    rules.may_put(sum(one.taken_back_on is None for one in before))
    line = _line_of(meeting, about) if about is not None else title_line(work, meeting, text)
    facts = {"ward_id": meeting.ward_id, "meeting_id": meeting.id, "entry_id": line.id, "n": len(before)}
    question = Question(**facts, words=text, decides=decides)
    work.session.add(question)
    work.record(Happened.QUESTION_PUT, question, meeting=meeting.id, words=text, decides=decides)
    return question


def take_back(work: Work, *, question: Question, version: int | None = None) -> Question:
    """Take a question back before it is out, and the line that it had for itself; RuleBroken afterwards."""
    meeting = meetings.meeting(work.session, work.ward_id, question.meeting_id)
    line = work.session.get_one(AgendaEntry, question.entry_id)
    may_arrange(work, meeting, MeetingState.PLANNED, MeetingState.PUBLISHED, item=_item_of(work, line))
    work.still(question, version)
    if question.taken_back_on is not None:
        raise Stale(MOVED_ON)
    rules.may_take_back(is_out=meeting.published_at is not None)
    question.taken_back_on = work.today
    if line.item_id is None and line.standing_id is None:
        close_gap(work, line, meeting, EntryState.TAKEN_OFF)
    work.record(Happened.QUESTION_TAKEN_BACK, question, meeting=meeting.id)
    return question


def answer_question(work: Work, *, question: Question, says: Says) -> QuestionAnswer:
    """Say for, against or not sure, as one ward name: said twice it counts once, and the last word counts.

    NotFound before the agenda is out, Stale once the meeting is over.
    """
    work.require(May.ANSWER_QUESTION, question)
    meeting = meetings.meeting(work.session, work.ward_id, question.meeting_id)
    if meeting.published_at is None or question.taken_back_on is not None:
        raise NotFound()
    if meeting.state not in queries.TAKING_ANSWERS:
        raise Stale(N_("The meeting is over. This question takes no more answers."))
    voice = cast(str, work.voice_on(question))
    answer = queries.answer_of(work.session, question, voice)
    if answer is None:
        answer = QuestionAnswer(ward_id=question.ward_id, question_id=question.id, voice=voice)
        work.session.add(answer)
    elif answer.says is says:
        return answer
    answer.says, answer.day = says, work.today
    work.record(Happened.QUESTION_ANSWERED, question, says=says)
    return answer


def _item_of(work: Work, line: AgendaEntry | None) -> Item | None:
    """Return the item on a line: whom it is about puts no question on it, and takes none back."""
    return work.session.get_one(Item, line.item_id) if line is not None and line.item_id is not None else None


def _line_of(meeting: Meeting, about: AgendaEntry) -> AgendaEntry:
    if about.meeting_id != meeting.id:
        raise NotFound()
    if about.state is not EntryState.ON:
        raise Stale(MOVED_ON)
    return about
