"""Asking patients: did it happen, is it still fixed, may we leave it? Each reply is kept; the rules decide."""

from __future__ import annotations

from datetime import timedelta

from wardvoice.actions import queries, rules
from wardvoice.actions.models import Action, Confirmation
from wardvoice.actions.queries.finding import how_many_replies
from wardvoice.actions.rules import ActionState, Question, Reply, Source, Verdict
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import clean_words
from wardvoice.core.actor import Role
from wardvoice.core.errors import MOVED_ON, N_, NotAllowed, NotFound, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingState
from wardvoice.storage.work import Work


def confirm(
    work: Work, *, action: Action, reply: Reply, words: str | None = None, version: int | None = None
) -> Confirmation:
    """Say whether it happened, as a ward name, or with the words of the item that the promise answers.

    Staff, the owner and whoever shares the promise never can.
    """
    own = queries.item_of_slip(work.session, action, work.actor.slip)
    work.require(May.CONFIRM, own or action)
    _one_at_a_time(work, action)
    work.still(action, version)
    question = _open_question(work, action)
    said = clean_words(words, needed=False)
    rules.missing_part_is_said(reply, said)
    answer = _reply(work, action, question, _source(work, action, own))
    answer.reply, answer.words, answer.voice = reply, said, work.mark_on(action)
    is_raiser = answer.source is Source.RAISER  # also under a name that came along from another ward
    answer.counts = is_raiser or _was_there_before(work, action)
    work.session.add(answer)
    work.record(
        Happened.CONFIRMATION_GIVEN,
        action,
        question=question,
        source=answer.source,
        reply=reply,
        words=said,
        counts=answer.counts,
    )
    _settle(work, action, question)
    return answer


def count_replies(
    work: Work,
    *,
    action: Action,
    meeting: Meeting,
    yes: int,
    partly: int,
    no: int,
    unsure: int = 0,
    on_paper: bool = False,
    words: str | None = None,
    version: int | None = None,
) -> Confirmation:
    """Record the patients' hands in the room on "did it happen?" or "is it still fixed?"; the last count holds."""
    _in_the_room(work, action, meeting)
    _one_at_a_time(work, action)
    work.still(action, version)
    question = _open_question(work, action)
    rules.hands_make_sense(yes=yes, partly=partly, no=no, unsure=unsure)
    answer = _reply(work, action, question, Source.ROOM)
    answer.yes, answer.partly, answer.no, answer.unsure = yes, partly, no, unsure
    answer.on_paper, answer.meeting_id, answer.words = on_paper, meeting.id, clean_words(words, needed=False)
    _keep_hands(work, action, answer)
    _settle(work, action, question)
    return answer


def count_let_off(
    work: Work,
    *,
    action: Action,
    meeting: Meeting,
    hands_for: int,
    hands_against: int,
    on_paper: bool = False,
    version: int | None = None,
) -> Confirmation:
    """Record the patients' hands on "may we leave it?", after staff said that it cannot be done."""
    _in_the_room(work, action, meeting)
    _one_at_a_time(work, action)
    work.still(action, version)
    if action.state is not ActionState.CANNOT_SAID:
        raise Stale(MOVED_ON)
    rules.hands_make_sense(hands_for=hands_for, hands_against=hands_against)
    answer = _reply(work, action, Question.LET_OFF, Source.ROOM)
    answer.yes, answer.no, answer.on_paper, answer.meeting_id = hands_for, hands_against, on_paper, meeting.id
    _keep_hands(work, action, answer)
    decided = rules.let_off_verdict(hands_for, hands_against)
    if decided is not None:
        action.state = rules.LIFE.after(action.state, "accept" if decided else "refuse")
        work.record(Happened.LET_OFF_ACCEPTED if decided else Happened.LET_OFF_REFUSED, action, meeting=meeting.id)
    return answer


def _source(work: Work, action: Action, own: Item | None) -> Source:
    is_raiser = own is not None or _raised(work, action) or _speaks_for_leaver(work, action)
    return Source.RAISER if is_raiser else Source.PATIENTS


def _speaks_for_leaver(work: Work, action: Action) -> bool:
    """A rep's word is the raiser's on what its raiser handed to the rep on leaving the ward (B4)."""
    is_rep = work.actor.is_patient and work.actor.has(Role.REP, Role.DEPUTY)
    return is_rep and queries.is_left_to_rep(work.session, action)


def _raised(work: Work, action: Action) -> bool:
    return work.actor.id is not None and queries.is_raiser(work.session, action, work.actor.id)


def _was_there_before(work: Work, action: Action) -> bool:
    return work.actor.id is not None and queries.name_came_before(work.session, action, work.actor.id)


def _in_the_room(work: Work, action: Action, meeting: Meeting) -> None:
    """Hands are recorded in an open meeting, never by whoever owns or shares the promise, or said that it is done."""
    work.require(May.RUN_MEETING, meeting)
    if action.ward_id != meeting.ward_id:
        raise NotFound()
    if work.actor.id in (action.owner_id, action.shared_by_id, queries.who_reported(work.session, action)):
        raise NotAllowed(N_("Whoever does the promised work cannot count the hands on it. Ask somebody else."))
    if meeting.state is not MeetingState.OPEN:
        raise Stale(N_("This meeting is not open. Hands are counted while it is."))


def _one_at_a_time(work: Work, action: Action) -> None:
    """Wait for whoever is answering in this very moment, and see what came of it: replies decide in their order."""
    work.session.refresh(action, with_for_update=True)


def _open_question(work: Work, action: Action) -> Question:
    question = rules.open_question(queries.facts_of(action), work.today)
    if question is None:
        raise RuleBroken(N_("Nobody has said yet that this is done. We ask you as soon as they do."))
    return question


def _reply(work: Work, action: Action, question: Question, source: Source) -> Confirmation:
    return Confirmation(
        ward_id=action.ward_id,
        action_id=action.id,
        n=how_many_replies(work.session, action) + 1,
        round=action.round,
        question=question,
        source=source,
        day=work.today,
        counts=True,
    )


def _keep_hands(work: Work, action: Action, answer: Confirmation) -> None:
    work.session.add(answer)
    hands = {"yes": answer.yes, "partly": answer.partly, "no": answer.no, "unsure": answer.unsure}
    told = {"question": answer.question, "source": answer.source, "on_paper": answer.on_paper or None}
    work.record(Happened.CONFIRMATION_GIVEN, action, words=answer.words, meeting=answer.meeting_id, **told, **hands)


def _settle(work: Work, action: Action, question: Question) -> None:
    """Carry out what the replies of this round decide, as an event of its own."""
    assert action.done_on is not None
    decided = rules.verdict(
        [reply.facts for reply in queries.replies(work.session, action, question)],
        confirmed=action.state is ActionState.CONFIRMED,
        in_first_days=work.today <= action.done_on + timedelta(days=rules.PATIENCE_DAYS),
        question=question,
    )
    if decided is Verdict.CONFIRM and action.state is ActionState.DONE_SAID:
        action.state = rules.LIFE.after(action.state, "confirm")
        action.confirmed_on = work.today
        work.record(Happened.ACTION_CONFIRMED, action, question=question, round=action.round)
    elif decided is Verdict.REOPEN:
        action.state = rules.LIFE.after(action.state, "reopen")
        action.confirmed_on = None
        action.reopened = True
        action.reopens += 1
        work.record(Happened.ACTION_REOPENED, action, question=question, round=action.round)
