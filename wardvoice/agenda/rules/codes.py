"""The codes of the agenda: kinds, topics, states and reasons, as they are stored."""

from __future__ import annotations

from enum import StrEnum


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


class LeftAs(StrEnum):
    """What somebody who left the ward wanted for an item of theirs, as far as the ward is told."""

    REP = "rep"
    LET_GO = "let-go"


class ItemState(StrEnum):
    """Where an item stands. Closed is not stored: it is computed from its answer and its promises."""

    RECEIVED = "received"
    PLACED = "placed"
    PUT_OFF = "put-off"
    CARRIED_OVER = "carried-over"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


class EntryState(StrEnum):
    """What became of an item's line on one agenda."""

    ON = "on"
    TAKEN_OFF = "taken-off"
    PUT_OFF = "put-off"
    NOT_HELD = "not-held"
    CARRIED = "carried"
    ANSWERED = "answered"


CARRIED_OVER_ENTRIES = frozenset({EntryState.PUT_OFF, EntryState.NOT_HELD, EntryState.CARRIED})
OFF_THE_AGENDA = frozenset({EntryState.TAKEN_OFF, EntryState.PUT_OFF})
"""Lines that have no place on their agenda any more; their place is 0."""


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


class Coming(StrEnum):
    """What somebody who can decide an item says to the invitation (G7)."""

    YES = "yes"
    SOMEBODY_ELSE = "somebody-else"
    NO = "no"


class AboutWhom(StrEnum):
    """Which of the reps an item is about."""

    REP = "rep"
    DEPUTY = "deputy"
    NOBODY = "nobody"


class HideBecause(StrEnum):
    """The only reasons for which words may be hidden from public view (I5)."""

    NAMES_SOMEBODY = "names-somebody"
    PRIVATE_HEALTH = "private-health"
    THREAT = "threat"
    SECURITY = "security"
    HATE = "hate"


class EscalatedBecause(StrEnum):
    """Why an item of a ward goes to the patients' council (F7, F11, I8)."""

    CARRIED = "carried-over"
    RAISED = "raised-again"
    NOT_ACCEPTED = "not-accepted"


class AcceptedBy(StrEnum):
    """Who said whether an answer is good enough."""

    RAISER = "raiser"
    ROOM = "room"
