"""Making a promise, giving it a new date beside the first one, and giving it a new owner."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from wardvoice.actions import queries, rules
from wardvoice.actions.commands.whose import settle, settle_if_owner, told_on
from wardvoice.actions.models import Action, Promise
from wardvoice.agenda import queries as of_agenda
from wardvoice.agenda.models import Outcome
from wardvoice.agenda.queries.aside import InHand, in_hand
from wardvoice.agenda.rules import clean_words
from wardvoice.core.errors import N_, NotFound, RuleBroken
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.meetings.models import Meeting
from wardvoice.people.models import Account, WardName
from wardvoice.storage.work import Work


def make_promise(
    work: Work,
    *,
    outcome: Outcome,
    words: str | None,
    owner: Account | None,
    due: date | None,
    far_because: str | None = None,
    sure: bool = False,
    meeting: Meeting | None = None,
    shared_by: WardName | None = None,
    shared_words: str | None = None,
) -> Action:
    """Write down who does what by when; this day is the first date for ever (F1).

    An owner who is not known to have been in the room of `meeting` is told, and asked whether it is theirs.
    Words that nobody could see come true are asked for once more; `sure` overrules that, and is remembered (F10).
    RuleBroken beside `words`, `owner`, `due`, `far_because`, `shared_by` or `shared_words`.
    """
    work.require(May.MAKE_PROMISE, _in_hand(work, outcome, meeting))
    work.require(May.READ_WARD, outcome)
    typed, made_on = clean_words(words, needed=False), _made_on(work, meeting)
    said = rules.promise_makes_sense(typed, due=due, far_because=far_because, today=made_on, sure=sure)
    assert due is not None
    action = Action(
        ward_id=outcome.ward_id,
        item_id=outcome.item_id,
        outcome_id=outcome.id,
        words=said,
        far_because=_why_so_far(due, far_because, made_on),
        made_on=made_on,
        **_owned(work, outcome, owner, due, meeting),
        **_shared(outcome, shared_by, shared_words),
    )
    action.promises.append(Promise(n=0, due=due, made_at=work.now, made_in_id=meeting.id if meeting else None))
    work.session.add(action)
    marks = {"sure": bool(rules.vague_part(said)) or None, "told": bool(action.asked_on) or None}
    work.record(Happened.PROMISE_MADE, action, due=due, owner=action.owner_id, words=said, **marks)
    return action


def move_date(
    work: Work, *, action: Action, to: date | None, because: str | None, version: int | None = None
) -> Action:
    """Promise a new date for an action; the first date stays as it was (F2)."""
    work.require(May.MOVE_DATE, action)
    work.still(action, version)
    rules.LIFE.after(action.state, "move_date")
    why = clean_words(because, needed=False, field="because")
    rules.new_date_makes_sense(action.due, to, why, work.today)
    assert to is not None
    before = action.due
    settle_if_owner(action, work.actor.id)
    action.promises.append(Promise(n=len(action.promises), due=to, because=why, made_at=work.now))
    action.cover_id = action.cover_taken_on = None  # whoever said yes said it to the other day
    flag_modified(action, "round")  # the action's version goes up, so that two people cannot both move it unseen
    facts = {"to": to, "instead_of": before, "first_date": action.first_date, "times": action.times_moved}
    work.record(Happened.DATE_MOVED, action, because=why, **facts)
    return action


def hand_over(work: Work, *, action: Action, to: Account | None, version: int | None = None) -> Action:
    """Give a promise a new owner, who is in post until its date."""
    work.require(May.HAND_OVER, action)
    work.still(action, version)
    return change_owner(work, action, to, until=action.due)


def change_owner(work: Work, action: Action, to: Account | None, *, until: date) -> Action:
    """Put another person in the owner's place, in post till this day. Who may do this is asked before."""
    action.state = rules.LIFE.after(action.state, "hand_over")
    before = action.owner_id
    if to is not None and to.id == before:
        raise RuleBroken(N_("This person owns the promise already. Choose somebody else."), field="owner")
    action.owner_id = _fit_to_own(work, action, to, max(until, work.today)).id
    action.owner_since = work.today
    settle(action)
    action.cover_id = action.cover_taken_on = None
    work.record(Happened.OWNER_CHANGED, action, owner=action.owner_id, instead_of=before)
    return action


def _in_hand(work: Work, outcome: Outcome, meeting: Meeting | None) -> InHand:
    item = of_agenda.item(work.session, outcome.ward_id, outcome.item_id)
    return in_hand(work.session, item, work.today, meeting.scribe_id if meeting else None)


def _made_on(work: Work, meeting: Meeting | None) -> date:
    """Return the day of the meeting, or today.

    Of a meeting on paper that is written up later the first date may have passed; it stays what was promised there.
    """
    return meeting.day if meeting else work.today


def _fit_to_own(work: Work, thing: Action | Outcome, person: Account | None, due: date) -> queries.Owner:
    if person is None:
        raise RuleBroken(N_("Choose who will do it."), field="owner")
    owner = queries.owner(work.session, thing.ward_id, person.id, work.today)
    rules.owner_makes_sense(in_post=owner.in_post, post_ends_on=owner.post_ends_on, due=due)
    return owner


def _owned(work: Work, outcome: Outcome, owner: Account | None, due: date, meeting: Meeting | None) -> dict[str, Any]:
    """Whose it is from that day on, and whether they have to be told."""
    owner_id = _fit_to_own(work, outcome, owner, due).id
    told = told_on(work, owner_id, outcome, meeting)
    return {"owner_id": owner_id, "owner_since": _made_on(work, meeting), "asked_on": told}


def _why_so_far(due: date, far_because: str | None, today: date) -> str | None:
    return clean_words(far_because, needed=True, field="far_because") if rules.is_far(due, today) else None


def _shared(outcome: Outcome, by: WardName | None, words: str | None) -> dict[str, Any]:
    """The part that a patient takes on, if any: who it is stays out of the history."""
    part = clean_words(words, needed=by is not None, field="shared_words")
    if by is None and part is not None:
        raise RuleBroken(N_("Say which ward name does this part."), field="shared_by")
    if by is not None and by.ward_id != outcome.ward_id:
        raise NotFound()
    return {"shared_by_id": by.id if by else None, "shared_words": part}
