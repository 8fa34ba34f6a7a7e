"""The codes of private concerns: who is meant, what happened, who reads it, and where it stands."""

from __future__ import annotations

from enum import StrEnum


class About(StrEnum):
    """The first question: is it about someone who works here? (C1)."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Sign(StrEnum):
    """Statements to tick that lead off the ward, whoever is meant (C1, C11)."""

    HURT = "hurt"
    THREATENED = "threatened"
    SEXUAL = "sexual"
    TREATED_DIFFERENTLY = "treated-differently"


class Statement(StrEnum):
    """What happened, for whoever would rather tick than write; a picture stands beside each."""

    NOT_LISTENED_TO = "not-listened-to"
    SHOUTED_AT = "shouted-at"
    LAUGHED_AT = "laughed-at"
    HELD = "held"
    LOCKED_IN = "locked-in"
    MEDICINE = "medicine"
    PRIVACY = "privacy"
    THINGS_TAKEN = "things-taken"
    LEAVE_STOPPED = "leave-stopped"
    MY_ORIGIN = "my-origin"
    ANOTHER_PATIENT = "another-patient"
    SOMETHING_ELSE = "something-else"


class Recipient(StrEnum):
    """To whom it goes: one kind of reader; both readers off the ward only where somebody was treated differently."""

    ADVOCATE = "advocate"
    LISTENER = "listener"
    MANAGER = "manager"
    BOTH = "both"


class Wants(StrEnum):
    """Whether the writer wants words to come back with; the first is the first choice (C3)."""

    NO_ANSWER = "no-answer"
    WORDS = "words"


class Complaint(StrEnum):
    """Do you want this treated as a complaint? (C9)."""

    NO = "no"
    YES = "yes"
    LATER = "later"


class Soon(StrEnum):
    """Whether somebody could get hurt soon, in the writer's own answer (C5)."""

    NOT_ASKED = ""
    TELL = "yes"
    DO_NOT_TELL = "no"


class Deed(StrEnum):
    """What a writer does later, besides writing; it waits for the next release like words do (P15)."""

    DISPUTE = "dispute"
    WITHDRAW = "withdraw"
    AGREE = "agree"
    REFUSE = "refuse"


class Theme(StrEnum):
    """What it is about, set in the open by the reader; only themes are ever published, and without a number (C10)."""

    STAFF_CONDUCT = "staff-conduct"
    RESTRAINT = "restraint"
    SAFETY = "safety"
    RESPECT = "respect"
    DISCRIMINATION = "discrimination"
    MEDICINE = "medicine"
    LEAVE = "leave"
    PRIVACY = "privacy"
    FOOD_AND_ROOMS = "food-and-rooms"
    OTHER_PATIENTS = "other-patients"
    SOMETHING_ELSE = "something-else"


class State(StrEnum):
    """Where a released concern stands (rules.md, The life of a concern)."""

    NEW = "new"
    SEEN = "seen"
    LOOKED_INTO = "looked-into"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


OFF_THE_WARD = (Recipient.ADVOCATE, Recipient.LISTENER)
