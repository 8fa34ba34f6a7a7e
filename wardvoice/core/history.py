"""What is remembered for ever: every kind of event, and the text of it that is stored.

An event's plain strings are somebody's words. They are kept beside the chain, which holds only a salted hash of
each, so that words can be removed one day while the chain stays whole (rules.md, The history).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import Enum, StrEnum
from typing import Any
from uuid import UUID


class Happened(StrEnum):
    """Every kind of thing that can happen and is written down."""

    WARD_OPENED = "ward-opened"
    WARD_CHANGED = "ward-changed"
    SCREEN_INVITED = "screen-invited"
    SCREEN_ENROLLED = "screen-enrolled"
    SCREEN_REVOKED = "screen-revoked"
    ACCOUNT_OPENED = "account-opened"
    ACCOUNT_CHANGED = "account-changed"
    ACCOUNT_CLOSED = "account-closed"
    ACCOUNT_REOPENED = "account-reopened"
    MEMBERSHIP_GIVEN = "membership-given"
    MEMBERSHIP_ENDED = "membership-ended"
    GROUP_PART_GIVEN = "group-part-given"
    GROUP_PART_ENDED = "group-part-ended"
    PART_BY_GROUP = "part-by-group"
    SIGN_ON_LINKED = "sign-on-linked"
    SIGN_ON_UNLINKED = "sign-on-unlinked"
    REVIEWER_INVITED_ON = "reviewer-invited-on"
    CONDUCT_ACCEPTED = "conduct-accepted"
    KEY_MADE = "key-made"
    KEY_LOCKED_ANEW = "key-locked-anew"
    KEY_RETIRED = "key-retired"
    DUTY_TAKEN = "duty-taken"
    DUTY_LEFT = "duty-left"
    COVER_NAMED = "cover-named"
    COVER_ENDED = "cover-ended"
    CARD_DRAWN = "card-drawn"
    CARD_USED = "card-used"
    CARD_RETIRED = "card-retired"
    NAME_RESTED = "name-rested"
    ABSENCE_ENTERED = "absence-entered"
    ABSENCE_ENDED = "absence-ended"
    TERM_GIVEN = "term-given"
    TERM_ENDED = "term-ended"
    TRAINING_GIVEN = "training-given"
    TRAINING_CONFIRMED = "training-confirmed"
    TRAINING_DENIED = "training-denied"
    VOTE_OPENED = "vote-opened"
    VOTE_CALLED_OFF = "vote-called-off"
    STOOD = "stood"
    STOOD_DOWN = "stood-down"
    TELLER_NAMED = "teller-named"
    VOTES_COUNTED = "votes-counted"
    LOT_DRAWN = "lot-drawn"
    VOTE_FOLLOWED = "vote-followed"
    VOTE_CARRIED_OUT = "vote-carried-out"
    NOT_THIS_WEEK = "not-this-week"
    BACK_AGAIN = "back-again"
    STEPPED_ASIDE = "stepped-aside"
    RHYTHM_SET = "rhythm-set"
    GROUND_RULE_ADDED = "ground-rule-added"
    GROUND_RULE_REMOVED = "ground-rule-removed"
    STANDING_ITEM_ADDED = "standing-item-added"
    STANDING_ITEM_REMOVED = "standing-item-removed"
    MEETING_PLANNED = "meeting-planned"
    MEETING_CHANGED = "meeting-changed"
    MEETING_LENGTH_SET = "meeting-length-set"
    OUTREACH_COUNTED = "outreach-counted"
    OUTREACH_CORRECTED = "outreach-corrected"
    MEETING_CALLED_OFF = "meeting-called-off"
    AGENDA_PUBLISHED = "agenda-published"
    MEETING_OPENED = "meeting-opened"
    ATTENDANCE_COUNTED = "attendance-counted"
    MEETING_CLOSED = "meeting-closed"
    MINUTES_SAID_FAIR = "minutes-said-fair"
    MINUTES_AGREED = "minutes-agreed"
    MINUTES_TAKEN_BACK = "minutes-taken-back"
    MINUTES_REMEMBERED_DIFFERENTLY = "minutes-remembered-differently"
    MINUTES_CORRECTED = "minutes-corrected"
    MINUTES_REMARK_SEEN = "minutes-remark-seen"
    ITEM_RAISED = "item-raised"
    ITEM_REWORDED = "item-reworded"
    ITEM_WITHDRAWN = "item-withdrawn"
    ITEM_READ = "item-read"
    NOTE_ADDED = "note-added"
    SUPPORT_GIVEN = "support-given"
    SUPPORT_TAKEN_BACK = "support-taken-back"
    WORDS_HIDDEN = "words-hidden"
    HIDING_AGREED = "hiding-agreed"
    HIDING_ENDED = "hiding-ended"
    ITEM_MERGED = "item-merged"
    MERGE_UNDONE = "merge-undone"
    ITEM_SPLIT = "item-split"
    ITEM_SPLIT_OFF = "item-split-off"
    SPLIT_UNDONE = "split-undone"
    ITEM_LINKED = "item-linked"
    ITEM_UNLINKED = "item-unlinked"
    ITEM_LEFT = "item-left"
    ITEM_PLACED = "item-placed"
    ITEM_TAKEN_OFF = "item-taken-off"
    ITEM_MOVED = "item-moved"
    ITEM_PUT_OFF = "item-put-off"
    LINE_TIMED = "line-timed"
    QUESTION_PUT = "question-put"
    QUESTION_TAKEN_BACK = "question-taken-back"
    QUESTION_ANSWERED = "question-answered"
    DECIDER_NAMED = "decider-named"
    DECIDER_DROPPED = "decider-dropped"
    DECIDER_REPLIED = "decider-replied"
    DECIDER_MARKED = "decider-marked"
    HANDS_COUNTED = "hands-counted"
    ITEM_ANSWERED = "item-answered"
    ANSWER_CORRECTED = "answer-corrected"
    ANSWER_ACCEPTED = "answer-accepted"
    ANSWER_NOT_ACCEPTED = "answer-not-accepted"
    ITEM_CARRIED = "item-carried"
    SENT_TO_COUNCIL = "sent-to-council"
    COUNCIL_RECEIVED = "council-received"
    COUNCIL_ANSWERED = "council-answered"
    COUNCIL_ANSWER_ACCEPTED = "council-answer-accepted"
    COUNCIL_ANSWER_NOT_ACCEPTED = "council-answer-not-accepted"
    PROMISE_MADE = "promise-made"
    PROMISE_BROUGHT = "promise-brought"
    PROMISE_TAKEN = "promise-taken"
    PROMISE_NOT_MINE = "promise-not-mine"
    PROGRESS_REPORTED = "progress-reported"
    DATE_MOVED = "date-moved"
    DONE_REPORTED = "done-reported"
    CANNOT_REPORTED = "cannot-reported"
    CONFIRMATION_GIVEN = "confirmation-given"
    ACTION_CONFIRMED = "action-confirmed"
    ACTION_REOPENED = "action-reopened"
    LET_OFF_ACCEPTED = "let-off-accepted"
    LET_OFF_REFUSED = "let-off-refused"
    OWNER_CHANGED = "owner-changed"
    OUTAGE_PACK_PRINTED = "outage-pack-printed"
    COVER_ASKED = "cover-asked"
    COVER_TAKEN = "cover-taken"
    COVER_DECLINED = "cover-declined"
    EVIDENCE_COMMENTED = "evidence-commented"
    REMOVAL_ASKED = "removal-asked"
    REMOVAL_ENDED = "removal-ended"
    WORDS_REMOVED = "words-removed"
    RETENTION_SET = "retention-set"
    RETENTION_AGREED = "retention-agreed"
    RETENTION_DROPPED = "retention-dropped"
    HOLD_SET = "hold-set"
    HOLD_LIFTED = "hold-lifted"
    REMOVAL_TOLD = "removal-told"
    REMOVAL_TAKEN_BACK = "removal-taken-back"
    REMOVAL_DONE = "removal-done"
    CRITERIA_TAKEN = "criteria-taken"
    LOG_ANCHORED = "log-anchored"


@dataclass(frozen=True)
class Event:
    """One row of the history, before it is linked into the chain.

    `at` is a UTC moment, or None where the act stems from somebody without a name: then only `day` and
    `part_of_day` are known. `facts` and `rows` are JSON values in which {"w": n} stands for the n-th of `words`.
    `rows` says what the act left in the tables: {"actions:<id>": {"state": "open"}}.
    """

    what: str
    thing: str
    day: str
    role: str
    at: str | None = None
    part_of_day: str | None = None
    person: str | None = None
    voice: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    rows: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    words: tuple[str, ...] = ()

    def body(self, word_hashes: Iterable[str]) -> str:
        """Return the canonical text that is hashed and stored: the same event gives the same bytes."""
        return canonical(
            {
                "what": self.what,
                "thing": self.thing,
                "day": self.day,
                "role": self.role,
                "at": self.at,
                "part_of_day": self.part_of_day,
                "person": self.person,
                "voice": self.voice,
                "facts": self.facts,
                "rows": self.rows,
                "words": list(word_hashes),
            }
        )


def canonical(value: Any) -> str:
    """Return JSON with sorted keys and no blanks."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def plain(value: Any, words: list[str]) -> Any:
    """Return a fact as JSON; a plain string is somebody's words and goes into `words`, leaving {"w": n}."""
    if type(value) is str:
        if value not in words:
            words.append(value)
        return {"w": words.index(value)}
    if isinstance(value, (list, tuple)):
        return [plain(part, words) for part in value]
    return code(value)


def code(value: Any) -> Any:
    """Return a value that is nobody's words as JSON: numbers, ids, dates, moments, keys and the names of states."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return value.hex() if isinstance(value, bytes) else value
