"""The life of an item, and what makes sense at each step of it (rules.md, The life of an item)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.workflow import Workflow

MAX_WORDS = 4_000
"""Characters in one text: two full pages, more than anybody has written on paper."""
COUNCIL_ANSWER_DAYS = 28
"""An answer that was not accepted is due from the council within these days (F11)."""
ANSWER_DAYS = 14
"""Measure 5 counts items answered within these days."""
CORRECTION_DAYS = 2
DANGER_ALONE = timedelta(days=1)
"""How long words stay hidden on one person's word, where somebody is in danger (I5)."""
RAISED_AGAIN = 3
"""From the third time an item is marked as raised again and goes to the top (I8)."""


class ItemKind(StrEnum):
    """What somebody brings. Thanks and "keep this" stand beside problems and enter no rate (I6)."""

    PROBLEM = "problem"
    IDEA = "idea"
    QUESTION = "question"
    THANKS = "thanks"
    KEEP = "keep-this"
    CHALLENGE = "challenge"


GOOD_THINGS = frozenset({ItemKind.THANKS, ItemKind.KEEP})


class Topic(StrEnum):
    """What it is about, asked on every path (I5)."""

    FOOD = "food"
    LEAVE = "leave"
    ACTIVITIES = "activities"
    SMOKING = "smoking"
    SLEEP = "sleep"
    PHONE = "phone"
    VISITS = "visits"
    LAUNDRY = "laundry"
    ROOMS = "rooms"
    MONEY = "money"
    CARE = "care"
    RESPECT = "respect"
    RULES = "rules"
    SAFETY = "safety"
    FAITH = "faith"
    SOMETHING_ELSE = "something-else"


class Feeling(StrEnum):
    """How it feels, chosen by a picture where words are hard."""

    HAPPY = "happy"
    SAD = "sad"
    ANGRY = "angry"
    WORRIED = "worried"
    OK = "ok"


class ShownAs(StrEnum):
    """How its author appears to others (I2)."""

    PATIENT = "patient"
    NAME = "name"
    REP = "rep"


class WrittenBy(StrEnum):
    """Who wrote an item down for a patient; such items are counted apart."""

    REP = "rep"
    PEER = "peer"
    STAFF = "staff"
    ADVOCATE = "advocate"


class ItemState(StrEnum):
    """Where an item stands. Closed is not stored: it is computed from its answer and its promises."""

    RECEIVED = "received"
    PLACED = "placed"
    PUT_OFF = "put-off"
    CARRIED_OVER = "carried-over"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


_S = ItemState
LIFE: Workflow[ItemState] = Workflow(
    "item",
    ItemState,
    _S.RECEIVED,
    {
        _S.RECEIVED: {
            "place": _S.PLACED,
            "put_off": _S.PUT_OFF,
            "answer": _S.ANSWERED,
            "withdraw": _S.WITHDRAWN,
            "merge": _S.MERGED,
        },
        _S.PLACED: {
            "take_off": _S.RECEIVED,
            "put_off": _S.PUT_OFF,
            "answer": _S.ANSWERED,
            "carry_over": _S.CARRIED_OVER,
            "withdraw": _S.WITHDRAWN,
            "merge": _S.MERGED,
        },
        _S.PUT_OFF: {
            "place": _S.PLACED,
            "put_off": _S.PUT_OFF,
            "answer": _S.ANSWERED,
            "withdraw": _S.WITHDRAWN,
            "merge": _S.MERGED,
        },
        _S.CARRIED_OVER: {
            "place": _S.PLACED,
            "put_off": _S.PUT_OFF,
            "answer": _S.ANSWERED,
            "merge": _S.MERGED,
        },
        _S.ANSWERED: {"place": _S.PLACED, "answer": _S.ANSWERED},
        _S.MERGED: {"undo_merge": _S.RECEIVED},
    },
)
WAITING = frozenset({_S.RECEIVED, _S.PUT_OFF, _S.CARRIED_OVER})
"""Items that wait for a place on an agenda; publishing one places them all."""


class EntryState(StrEnum):
    """What became of an item's line on one agenda."""

    ON = "on"
    TAKEN_OFF = "taken-off"
    PUT_OFF = "put-off"
    NOT_HELD = "not-held"
    CARRIED = "carried"
    ANSWERED = "answered"


CARRIED_OVER_ENTRIES = frozenset({EntryState.PUT_OFF, EntryState.NOT_HELD, EntryState.CARRIED})


class Answer(StrEnum):
    """The four answers (F3)."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    PASSED_TO = "passed-to"


class CarriedBecause(StrEnum):
    """Why an item goes to the next meeting without an answer."""

    DECIDER_ABSENT = "decider-absent"
    NO_TIME = "no-time"
    MORE_INFORMATION = "more-information"
    STOPPED_EARLY = "stopped-early"
    OTHER = "other"


class HideBecause(StrEnum):
    """The only reasons for which words may be hidden from public view (I5)."""

    NAMES_SOMEBODY = "names-somebody"
    PRIVATE_HEALTH = "private-health"
    THREAT = "threat"
    SECURITY = "security"
    HATE = "hate"


class AcceptedBy(StrEnum):
    """Who said whether an answer is good enough."""

    RAISER = "raiser"
    ROOM = "room"


def clean_words(text: str | None, *, needed: bool, field: str = "words") -> str | None:
    """Return what was typed without blanks at its ends; refuse nothing where words are needed, and far too much."""
    words = (text or "").strip()
    if needed and not words:
        raise RuleBroken(N_("Write a few words first."), field=field)
    if len(words) > MAX_WORDS:
        raise RuleBroken(
            N_("This is too long: %(count)s characters. At most %(most)s fit. Please make it shorter."),
            field=field,
            count=len(words),
            most=MAX_WORDS,
        )
    return words or None


def may_still_change(state: ItemState, published: bool) -> None:
    """An author may reword or withdraw an item until the agenda it stands on is published (I3)."""
    if published or state not in (_S.RECEIVED, _S.PLACED, _S.PUT_OFF):
        raise RuleBroken(N_("The agenda is out, so this can no longer be changed. You can add a note."))


def answer_makes_sense(
    answer: Answer,
    words: str | None,
    *,
    review_on: date | None,
    passed_to: str | None,
    check_on: date | None,
    today: date,
) -> None:
    """A no needs a reason and a review date; passed to needs whom and the next check date (F3)."""
    if answer is Answer.NO and not (words or "").strip():
        raise RuleBroken(N_("Say why not, in words that everybody understands."), field="words")
    if answer is Answer.NO:
        _a_coming_day(review_on, today, "review_on", N_("Choose the day on which this no is looked at again."))
    if answer is Answer.PASSED_TO and not (passed_to or "").strip():
        raise RuleBroken(N_("Say who has it now."), field="passed_to")
    if answer is Answer.PASSED_TO:
        _a_coming_day(check_on, today, "check_on", N_("Choose the day on which we check again."))


def carrying_makes_sense(because: CarriedBecause, words: str | None) -> None:
    """Whoever gives another reason says it in words."""
    if because is CarriedBecause.OTHER and not (words or "").strip():
        raise RuleBroken(N_("Say why it waits until next time."), field="carried_words")


def times_carried_over(entries: Iterable[EntryState]) -> int:
    """Count the agendas on which an item stood or waited without getting an answer (rules.md)."""
    return sum(1 for state in entries if state in CARRIED_OVER_ENTRIES)


def times_raised(links: int) -> int:
    """Count how often the same thing was raised: this time and each earlier one that a person linked."""
    return links + 1


@dataclass(frozen=True)
class OutcomeFacts:
    """An outcome as the rules see it, newest last in a sequence."""

    answer: Answer | None
    review_on: date | None = None
    check_on: date | None = None


def is_answered(outcomes: Sequence[OutcomeFacts], today: date) -> bool:
    """Return whether the last answer still holds: a review or check day that passed without a word undoes it."""
    answers = [outcome for outcome in outcomes if outcome.answer is not None]
    if not answers:
        return False
    last = answers[-1]
    due = last.review_on if last.answer is Answer.NO else last.check_on if last.answer is Answer.PASSED_TO else None
    return due is None or today <= due


@dataclass(frozen=True)
class Acceptance:
    """One reply to "Do you accept this?": the raiser's yes or no, or hands in the room."""

    source: AcceptedBy
    yes: int
    no: int


def accepted(replies: Iterable[Acceptance]) -> bool | None:
    """Return True, False, or None while nobody has said: a raiser's word decides, else more hands against than for."""
    said = list(replies)
    raisers = [reply for reply in said if reply.source is AcceptedBy.RAISER]
    if raisers:
        return all(reply.no == 0 for reply in raisers)
    rooms = [reply for reply in said if reply.yes + reply.no]
    return rooms[-1].no <= rooms[-1].yes if rooms else None


@dataclass(frozen=True)
class HidingFacts:
    """A request to hide words, as the rules see it."""

    danger: bool
    first_at: datetime
    second_at: datetime | None
    ended_at: datetime | None


def hides(hiding: HidingFacts, now: datetime) -> bool:
    """Return whether words are hidden now: two agreed, or one did within a day as somebody is in danger (I5)."""
    if hiding.ended_at is not None:
        return False
    return hiding.second_at is not None or (hiding.danger and now < hiding.first_at + DANGER_ALONE)


def correction_in_time(answered_on: date, today: date) -> None:
    """Whoever gave an answer may append a correction within two days (rules.md, Who may)."""
    if today > answered_on + timedelta(days=CORRECTION_DAYS):
        raise RuleBroken(N_("A correction can be added within two days of the answer."))


def _a_coming_day(day: date | None, today: date, field: str, message: str) -> None:
    if day is None:
        raise RuleBroken(message, field=field)
    if day <= today:
        raise RuleBroken(N_("Choose a day after today."), field=field)
    if day > today + timedelta(days=366):
        raise RuleBroken(N_("Choose a day within a year."), field=field)
