"""Answers: given in the room or outside it, corrected, accepted or not; and items that wait until next time."""

from __future__ import annotations

from datetime import date
from typing import Any, cast
from uuid import UUID

from wardvoice.agenda import queries, rules
from wardvoice.agenda.commands.aside import take_in_hand, take_line_in_hand
from wardvoice.agenda.commands.council import tell_the_wards
from wardvoice.agenda.commands.deciding import miss_deciders
from wardvoice.agenda.models import AgendaEntry, AnswerReply, Correction, Item, Outcome
from wardvoice.agenda.rules import LIFE, AcceptedBy, Answer, CarriedBecause, EntryState
from wardvoice.core.actor import Role
from wardvoice.core.errors import MOVED_ON, N_, NotFound, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.meetings import queries as meetings
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingState
from wardvoice.people.models import Account
from wardvoice.storage.work import Work

IN_CHARGE = (Role.MANAGER, Role.LEAD)
"""Whose own written answer ends the debt of what is asked for the fourth time."""


def answer_item(
    work: Work,
    *,
    item: Item,
    answer: Answer,
    words: str | None = None,
    given_by: Account | None = None,
    review_on: date | None = None,
    passed_to: str | None = None,
    check_on: date | None = None,
    something_to_do: bool = False,
    by_when: date | None = None,
    entry: AgendaEntry | None = None,
    version: int | None = None,
) -> Outcome:
    """Answer an item. In the room (`entry` given) rep or scribe names who gave it; outside whoever writes gives it.

    From the fourth time on a yes says `by_when`, or has a promise. RuleBroken beside the box. `version`: the item's.
    """
    giver = _giver_outside(work, item) if entry is None else _giver_in_the_room(work, item, entry, given_by)
    work.still(item, version)
    state = LIFE.after(item.state, "answer")
    days = {"review_on": review_on, "check_on": check_on}
    rules.answer_makes_sense(answer, words, passed_to=passed_to, today=work.today, **days)
    _has_a_date(work, item, answer, by_when, promise_follows=entry is not None and something_to_do)
    line = entry or _line_outside(work, item)
    outcome = Outcome(
        ward_id=item.ward_id,
        item_id=item.id,
        entry_id=line.id if line else None,
        answer=answer,
        words=rules.clean_words(words, needed=False),
        given_by_id=giver,
        **_days(answer, review_on, check_on, by_when),
        passed_to=rules.clean_words(passed_to, needed=False, field="passed_to") if answer is Answer.PASSED_TO else None,
        something_to_do=something_to_do and answer in (Answer.YES, Answer.PARTLY),
        in_charge=True if entry is None and work.actor.has(*IN_CHARGE) else None,
        **_moment(work),
    )
    return _store(work, item, line, state, outcome)


def correct_answer(work: Work, *, outcome: Outcome, words: str) -> Correction:
    """Let whoever gave an answer append a correction within two days; the first words stay."""
    work.require(May.CORRECT_ANSWER, outcome)
    rules.correction_in_time(work.clock.day_of(outcome.at), work.today)
    text = cast(str, rules.clean_words(words, needed=True))
    correction = Correction(ward_id=outcome.ward_id, outcome_id=outcome.id, words=text, at=work.now)
    work.session.add(correction)
    work.record(Happened.ANSWER_CORRECTED, _item(work, outcome), outcome=outcome.id, words=text)
    tell_the_wards(work, _item(work, outcome), outcome, added=text)
    return correction


def accept_answer(work: Work, *, outcome: Outcome, accepted: bool) -> AnswerReply:
    """Say, as whoever raised it, whether the answer is good enough; the last word counts, said twice it counts once."""
    item = _item(work, outcome)
    own = queries.whose(work.session, item, work.actor)
    work.require(May.ACCEPT_ANSWER, own or item)
    by, voice = AcceptedBy.RAISER, work.mark_on(item)
    before = [one for one in queries.replies(work.session, outcome) if one.source is by and one.voice == voice]
    if before and bool(before[-1].yes) is accepted:
        return before[-1]
    reply = _reply(work, outcome, by, yes=int(accepted), no=int(not accepted))
    reply.voice = voice
    work.record(_said(accepted), item, outcome=outcome.id)
    return reply


def count_acceptance(work: Work, *, outcome: Outcome, yes: int, no: int, unsure: int = 0) -> AnswerReply:
    """Count the patients' hands in the room at "Do you accept this?". RuleBroken outside the meeting."""
    line = queries.open_line(work.session, outcome.item_id)
    take_in_hand(work, May.RUN_MEETING, _item(work, outcome), line[1] if line else None)
    if line is None:
        raise RuleBroken(N_("Hands are counted in the meeting."))
    rules.hands_make_sense(yes, no, unsure)
    reply = _reply(work, outcome, AcceptedBy.ROOM, yes=yes, no=no, unsure=unsure)
    hands = {"yes": yes, "no": no, "unsure": unsure}
    work.record(_said(no <= yes), _item(work, outcome), outcome=outcome.id, meeting=line[1].id, **hands)
    return reply


def carry_over(work: Work, *, entry: AgendaEntry, because: CarriedBecause, words: str | None = None) -> Outcome:
    """Let an item of the open meeting wait for the next one, with the reason. Stale if it has its outcome.

    Where it waits for who can decide it, whoever of them was not seen in the room counts as missing there.
    """
    early = because is CarriedBecause.STOPPED_EARLY
    meeting = _open_meeting(work, entry, as_a_whole=early)
    if entry.item_id is None or entry.state is not EntryState.ON:
        raise Stale(MOVED_ON)
    item = queries.item(work.session, work.ward_id, entry.item_id)
    state = LIFE.after(item.state, "carry_over")
    rules.carrying_makes_sense(because, words)
    said = rules.clean_words(words, needed=False, field="carried_words")
    outcome = Outcome(
        ward_id=item.ward_id,
        item_id=item.id,
        entry_id=entry.id,
        carried_because=because,
        carried_words=said,
        **_moment(work),
    )
    work.session.add(outcome)
    if because is CarriedBecause.DECIDER_ABSENT:
        miss_deciders(work, item, meeting)
    entry.state, item.state = EntryState.CARRIED, state
    work.record(Happened.ITEM_CARRIED, item, meeting=meeting.id, day=meeting.day, because=because, words=said)
    return outcome


# --- who gives the answer, and where --------------------------------------------------------------------------------


def _moment(work: Work) -> dict[str, Any]:
    return {"at": work.now, "day": work.today}


def _days(answer: Answer, review_on: date | None, check_on: date | None, by_when: date | None) -> dict[str, Any]:
    """Each answer keeps the day that belongs to it, whatever else was typed."""
    return {
        "review_on": review_on if answer is Answer.NO else None,
        "check_on": check_on if answer is Answer.PASSED_TO else None,
        "by_when": by_when if answer in (Answer.YES, Answer.PARTLY) else None,
    }


def _has_a_date(work: Work, item: Item, answer: Answer, by_when: date | None, *, promise_follows: bool) -> None:
    raised = queries.how_often_raised(work.session, [item.id])[item.id]
    rules.answer_has_a_date(answer, raised=raised, by_when=by_when, promise_follows=promise_follows, today=work.today)


def _giver_outside(work: Work, item: Item) -> UUID:
    work.require(May.ANSWER, item)
    if work.actor.at_council:
        rules.may_answer_at_council(refused=queries.is_refused(work.session, item), by_lead=work.actor.has(Role.LEAD))
    assert work.actor.id is not None
    return work.actor.id


def _giver_in_the_room(work: Work, item: Item, entry: AgendaEntry, given_by: Account | None) -> UUID | None:
    """Return who gave it; the patients' council may answer itself, and then it is nobody of the staff."""
    _open_meeting(work, entry)
    if entry.item_id != item.id:
        raise NotFound()
    if entry.state not in (EntryState.ON, EntryState.ANSWERED):
        raise Stale(MOVED_ON)
    if given_by is None and work.actor.at_council:
        return None
    if given_by not in queries.answerers(work.session, work.ward_id, work.today):
        raise RuleBroken(N_("Choose the member of staff who gave this answer."), field="given_by")
    assert given_by is not None
    return given_by.id


def _open_meeting(work: Work, entry: AgendaEntry, *, as_a_whole: bool = False) -> Meeting:
    """Return the meeting of a line, for whoever may write on it; who stops a meeting early stops all that is left."""
    meeting = meetings.meeting(work.session, work.ward_id, entry.meeting_id)
    if as_a_whole:
        work.require(May.RUN_MEETING, meeting)
    else:
        take_line_in_hand(work, May.RUN_MEETING, entry, meeting)
    if meeting.state is not MeetingState.OPEN:
        raise Stale(MOVED_ON)
    return meeting


def _line_outside(work: Work, item: Item) -> AgendaEntry | None:
    found = queries.standing_now(work.session, item)
    return found[0] if found else None


def _store(work: Work, item: Item, line: AgendaEntry | None, state: rules.ItemState, outcome: Outcome) -> Outcome:
    work.session.add(outcome)
    work.session.flush()  # gives the outcome its id, which the event names
    item.state = state
    if line is not None:
        line.state = EntryState.ANSWERED
    work.record(
        Happened.ITEM_ANSWERED,
        item,
        outcome=outcome.id,
        answer=outcome.answer,
        words=outcome.words,
        given_by=outcome.given_by_id,
        review_on=outcome.review_on,
        passed_to=outcome.passed_to,
        check_on=outcome.check_on,
        by_when=outcome.by_when,
    )
    tell_the_wards(work, item, outcome)
    return outcome


def _reply(work: Work, outcome: Outcome, source: AcceptedBy, *, yes: int, no: int, unsure: int = 0) -> AnswerReply:
    reply = AnswerReply(
        ward_id=outcome.ward_id,
        outcome_id=outcome.id,
        n=len(queries.replies(work.session, outcome)),
        source=source,
        yes=yes,
        no=no,
        unsure=unsure,
        day=work.today,
    )
    work.session.add(reply)
    return reply


def _said(accepted: bool) -> Happened:
    return Happened.ANSWER_ACCEPTED if accepted else Happened.ANSWER_NOT_ACCEPTED


def _item(work: Work, outcome: Outcome) -> Item:
    return queries.item(work.session, work.ward_id, outcome.item_id)
