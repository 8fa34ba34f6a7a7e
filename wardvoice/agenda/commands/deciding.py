"""Naming who can decide an item, their reply to the invitation, and whether they were there (G7)."""

from __future__ import annotations

from uuid import UUID

from wardvoice.agenda import queries, rules
from wardvoice.agenda.commands.aside import take_in_hand
from wardvoice.agenda.models import AgendaEntry, Decider, DeciderAt, Item
from wardvoice.agenda.rules import Coming, EntryState
from wardvoice.core.errors import MOVED_ON, N_, NotFound, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.meetings import queries as meetings
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import COMING, MeetingState
from wardvoice.people.models import Account
from wardvoice.storage.work import Work


def name_decider(work: Work, *, entry: AgendaEntry, person: Account | None = None, job: str | None = None) -> Decider:
    """Name who can decide an item: a member of staff in post, or a job such as "catering manager".

    They are asked to come to every meeting on whose agenda the item stands. RuleBroken beside `person` or `job`.
    """
    meeting, item = _on_agenda(work, entry)
    take_in_hand(work, May.PREPARE, item, meeting)
    words = rules.clean_words(job, needed=False, field="job")
    if person is not None and person not in queries.answerers(work.session, work.ward_id, work.today):
        raise RuleBroken(N_("Choose somebody of this ward."), field="person")
    known = queries.every_decider_of(work.session, item.id)
    standing = [(one.account_id, one.job) for one in known if one.dropped_on is None]
    rules.decider_makes_sense(person.id if person else None, words, standing)
    decider = next((one for one in known if person is not None and one.account_id == person.id), None)
    if decider is None:
        decider = Decider(ward_id=item.ward_id, item_id=item.id, named_on=work.today, job=words)
        decider.account_id = person.id if person else None
        work.session.add(decider)
    decider.dropped_on = None
    work.record(Happened.DECIDER_NAMED, item, decider=decider.account_id, job=words, meeting=meeting.id)
    return decider


def drop_decider(work: Work, *, decider: Decider) -> Decider:
    """Say that somebody cannot decide an item after all; what they said and where they were stays written down."""
    item = queries.item(work.session, work.ward_id, decider.item_id)
    take_in_hand(work, May.PREPARE, item)
    if decider.dropped_on is not None:
        raise Stale(MOVED_ON)
    decider.dropped_on = work.today
    work.record(Happened.DECIDER_DROPPED, item, decider=decider.account_id, job=decider.job)
    return decider


def reply_as_decider(
    work: Work, *, decider: Decider, meeting: Meeting, coming: Coming, instead: str | None = None
) -> DeciderAt:
    """Say whether one comes to a meeting to decide an item, or who comes instead; the last reply holds.

    RuleBroken beside `instead`. Stale if the meeting is over or the item no longer stands on its agenda.
    """
    work.require(May.REPLY_AS_DECIDER, decider)
    if meeting.state not in COMING or decider.dropped_on is not None:
        raise Stale(MOVED_ON)
    item = _waiting_on(work, decider, meeting)
    said = rules.reply_makes_sense(coming, rules.clean_words(instead, needed=False, field="instead"))
    at = _row(work, decider, meeting)
    at.coming, at.instead = coming, said
    work.record(Happened.DECIDER_REPLIED, item, meeting=meeting.id, day=meeting.day, coming=coming, instead=said)
    return at


def mark_decider(work: Work, *, decider: Decider, meeting: Meeting, present: bool) -> DeciderAt:
    """Write down in the room whether somebody who can decide an item, or whoever they sent, is here."""
    item = queries.item(work.session, work.ward_id, decider.item_id)
    take_in_hand(work, May.RUN_MEETING, item, meeting)
    if meeting.state is not MeetingState.OPEN or decider.dropped_on is not None:
        raise Stale(MOVED_ON)
    if queries.entry_of(work.session, meeting, item) is None:
        raise NotFound()
    at = _row(work, decider, meeting)
    if at.present is present:
        return at
    at.present = present
    facts = {"decider": decider.account_id, "job": decider.job, "instead": at.instead}
    work.record(Happened.DECIDER_MARKED, item, meeting=meeting.id, day=meeting.day, present=present, **facts)
    return at


def bring_deciders(work: Work, item: Item, lead: Item, told_as: str = "brought_by") -> None:
    """Ask whoever can decide an item for the one that it has become part of, or that was split off it, too."""
    theirs = {(one.account_id, one.job): one for one in queries.every_decider_of(work.session, lead.id)}
    for decider in _standing(work, item.id):
        known = theirs.get((decider.account_id, decider.job))
        if known is not None and known.dropped_on is None:
            continue
        brought = known or Decider(ward_id=lead.ward_id, item_id=lead.id, named_on=work.today, job=decider.job)
        brought.account_id, brought.from_item_id, brought.dropped_on = decider.account_id, item.id, None
        work.session.add(brought)
        who = {"decider": decider.account_id, "job": decider.job}
        work.record(Happened.DECIDER_NAMED, lead, **who, **{told_as: item.id})


def take_deciders_back(work: Work, item: Item, lead: Item) -> None:
    """Take off whom an item brought along when it became part of another; another part that has them keeps them.

    They were never taken off the item itself, so they are asked for it again wherever it stands.
    """
    parts = [one.id for one in queries.merged_into(work.session, lead) if one.id != item.id]
    kept_by = {(one.account_id, one.job): part for part in parts for one in _standing(work, part)}
    for decider in _standing(work, lead.id):
        if decider.from_item_id != item.id:
            continue
        decider.from_item_id = kept_by.get((decider.account_id, decider.job), item.id)
        if decider.from_item_id == item.id:
            decider.dropped_on = work.today
            work.record(Happened.DECIDER_DROPPED, lead, decider=decider.account_id, job=decider.job)


def miss_deciders(work: Work, item: Item, meeting: Meeting) -> None:
    """Let everybody who can decide an item and was not seen in the room count as missing; tell nothing yet."""
    for decider in _standing(work, item.id):
        at = _row(work, decider, meeting)
        at.present = bool(at.present)


def _standing(work: Work, item_id: UUID) -> list[Decider]:
    return [one for one in queries.every_decider_of(work.session, item_id) if one.dropped_on is None]


def _on_agenda(work: Work, entry: AgendaEntry) -> tuple[Meeting, Item]:
    meeting = meetings.meeting(work.session, work.ward_id, entry.meeting_id)
    if entry.item_id is None:
        raise NotFound()
    if meeting.state not in COMING or entry.state is not EntryState.ON:
        raise Stale(MOVED_ON)
    return meeting, queries.item(work.session, work.ward_id, entry.item_id)


def _waiting_on(work: Work, decider: Decider, meeting: Meeting) -> Item:
    item = queries.item(work.session, work.ward_id, decider.item_id)
    line = queries.entry_of(work.session, meeting, item)
    if line is None or line.state is not EntryState.ON:
        raise Stale(MOVED_ON)
    return item


def _row(work: Work, decider: Decider, meeting: Meeting) -> DeciderAt:
    known = queries.decider_at(work.session, decider, meeting)
    if known is None:
        known = DeciderAt(ward_id=decider.ward_id, decider_id=decider.id, meeting_id=meeting.id)
        work.session.add(known)
    return known
