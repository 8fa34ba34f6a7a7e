"""How kinds, topics, feelings, states, answers and reasons read on screen, and which picture stands beside them."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from wardvoice.agenda.rules import (
    AboutWhom,
    AfterOut,
    Answer,
    CarriedBecause,
    EscalatedBecause,
    Feeling,
    HideBecause,
    ItemKind,
    ItemState,
    ShownAs,
    Topic,
    WrittenBy,
)
from wardvoice.people.rules.naming import Named

KINDS = {
    ItemKind.PROBLEM: _l("Problem"),
    ItemKind.IDEA: _l("Idea"),
    ItemKind.QUESTION: _l("Question"),
    ItemKind.THANKS: _l("Thanks"),
    ItemKind.KEEP: _l("Keep this"),
    ItemKind.CHALLENGE: _l("Challenge to a rule"),
}
KIND_HINTS = {
    ItemKind.PROBLEM: _l("Something is wrong."),
    ItemKind.IDEA: _l("We could do this."),
    ItemKind.QUESTION: _l("I want to know something."),
    ItemKind.THANKS: _l("Something was good."),
    ItemKind.KEEP: _l("This is good. It should stay."),
    ItemKind.CHALLENGE: _l("This rule is not right."),
}
KIND_ICONS = {
    ItemKind.PROBLEM: "problem",
    ItemKind.IDEA: "idea",
    ItemKind.QUESTION: "question",
    ItemKind.THANKS: "thanks",
    ItemKind.KEEP: "keep",
    ItemKind.CHALLENGE: "challenge",
}
TOPICS = {
    Topic.FOOD: _l("Food"),
    Topic.LEAVE: _l("Leave"),
    Topic.ACTIVITIES: _l("Activities"),
    Topic.SMOKING: _l("Smoking"),
    Topic.SLEEP: _l("Sleep"),
    Topic.PHONE: _l("Phone"),
    Topic.VISITS: _l("Visits"),
    Topic.LAUNDRY: _l("Laundry"),
    Topic.ROOMS: _l("Rooms"),
    Topic.MONEY: _l("Money"),
    Topic.CARE: _l("Care"),
    Topic.RESPECT: _l("Respect"),
    Topic.RULES: _l("Rules"),
    Topic.SAFETY: _l("Safety"),
    Topic.FAITH: _l("Faith"),
    Topic.SOMETHING_ELSE: _l("Something else"),
}
TOPIC_ICONS = {
    Topic.FOOD: "food",
    Topic.LEAVE: "outside",
    Topic.ACTIVITIES: "activities",
    Topic.SMOKING: "smoking",
    Topic.SLEEP: "sleep",
    Topic.PHONE: "phone",
    Topic.VISITS: "visits",
    Topic.LAUNDRY: "laundry",
    Topic.ROOMS: "building",
    Topic.MONEY: "money",
    Topic.CARE: "treatment",
    Topic.RESPECT: "person",
    Topic.RULES: "rules",
    Topic.SAFETY: "safety",
    Topic.FAITH: "faith",
    Topic.SOMETHING_ELSE: "other",
}
FEELINGS = {
    Feeling.HAPPY: _l("Happy"),
    Feeling.OK: _l("OK"),
    Feeling.SAD: _l("Sad"),
    Feeling.ANGRY: _l("Angry"),
    Feeling.WORRIED: _l("Worried"),
}
FEELING_ICONS = {feeling: feeling.value for feeling in Feeling}
SHOWN_AS = {
    ShownAs.PATIENT: _l("As “a patient”"),
    ShownAs.REP: _l("Through the rep"),
    ShownAs.NAME: _l("With my ward name"),
}
WRITERS = {
    WrittenBy.REP: _l("the rep"),
    WrittenBy.PEER: _l("a peer supporter"),
    WrittenBy.STAFF: _l("staff"),
    WrittenBy.ADVOCATE: _l("the advocate"),
}
STATES = {
    ItemState.RECEIVED: _l("Waits for a place on the agenda"),
    ItemState.PLACED: _l("On the agenda"),
    ItemState.PUT_OFF: _l("Put off to a later meeting"),
    ItemState.CARRIED_OVER: _l("Carried over to the next meeting"),
    ItemState.ANSWERED: _l("Answered"),
    ItemState.WITHDRAWN: _l("Taken back"),
    ItemState.MERGED: _l("Part of another item"),
}
COUNCIL_REASONS = {
    EscalatedBecause.CARRIED: _l("Carried over at three meetings."),
    EscalatedBecause.RAISED: _l("Raised four times."),
    EscalatedBecause.NOT_ACCEPTED: _l("The answer was not accepted."),
}
ANSWERS = {
    Answer.YES: _l("Yes"),
    Answer.PARTLY: _l("Partly"),
    Answer.NO: _l("No"),
    Answer.PASSED_TO: _l("Passed to somebody"),
}
CARRIED = {
    CarriedBecause.DECIDER_ABSENT: _l("who can decide this was not there"),
    CarriedBecause.NO_TIME: _l("there was no time"),
    CarriedBecause.MORE_INFORMATION: _l("we need to know more first"),
    CarriedBecause.STOPPED_EARLY: _l("the meeting stopped early"),
    CarriedBecause.OTHER: _l("another reason"),
}
ABOUT_WHOM = {
    AboutWhom.REP: _l("About the rep"),
    AboutWhom.DEPUTY: _l("About the deputy rep"),
    AboutWhom.NOBODY: _l("About neither of them"),
}
HIDE_BECAUSE = {
    HideBecause.NAMES_SOMEBODY: _l("They name somebody"),
    HideBecause.PRIVATE_HEALTH: _l("They tell about somebody’s health"),
    HideBecause.THREAT: _l("Somebody could feel threatened"),
    HideBecause.SECURITY: _l("They could make the ward unsafe"),
    HideBecause.HATE: _l("They are full of hate"),
}


AFTER_OUT = {
    AfterOut.ADDED: _l("Added after the agenda was out"),
    AfterOut.MOVED: _l("Moved after the agenda was out"),
    AfterOut.PUT_OFF: _l("Put off after the agenda was out"),
    AfterOut.TAKEN_OFF: _l("Taken off after the agenda was out"),
}


def matters_to(others: int) -> list[str]:
    """Return to how many patients besides its raiser something matters; nothing where nobody said so, never who."""
    if others == 1:
        return [_("it matters to one more patient")]
    return [_("it matters to %(count)s more patients", count=others)] if others else []


def instead_of(one: Named) -> str:
    """Return what could be written instead of a name: the job of a member of staff, and nobody's name otherwise."""
    if one.is_patient:
        return str(_("another patient"))
    if not one.job:
        return str(_("somebody"))
    is_short = one.job[:2].isupper()  # such as OT
    return str(_("the %(job)s", job=one.job if is_short else one.job[0].lower() + one.job[1:]))
