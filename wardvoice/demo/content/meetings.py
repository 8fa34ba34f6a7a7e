"""What is said and decided in invented meetings."""

from __future__ import annotations

from wardvoice.agenda.rules import CarriedBecause
from wardvoice.meetings.rules import Decides, NotHeldBecause

STANDING_FIRST = ("Welcome, and how we speak to each other", "Promises from last time")
STANDING_LAST = ("Good news", "Any other business")

NOT_HELD = (
    (NotHeldBecause.SHORT_OF_STAFF, "Two people were ill and nobody could come from another ward."),
    (NotHeldBecause.INFECTION, "A stomach bug: everybody had to stay in their rooms."),
    (NotHeldBecause.INCIDENT, ""),
    (NotHeldBecause.PATIENTS_CHOSE, "The football was on. Hands were counted at breakfast, and the match won."),
    (NotHeldBecause.NO_CHAIR, "The rep was at court and the deputy was unwell."),
)

STOPPED_EARLY = ("An alarm on another ward: staff had to go.", "Dinner came early and people left.")

CARRIED = (
    (CarriedBecause.DECIDER_ABSENT, ""),
    (CarriedBecause.NO_TIME, ""),
    (CarriedBecause.MORE_INFORMATION, ""),
    (CarriedBecause.OTHER, "The price list had not come back from the shop."),
)

PUT_OFF = (
    "The person who decides this comes next week.",
    "There are nine things on the list already.",
    "Whoever sent it asked us to wait until they are back.",
)

SAID = (
    "Four people said that they have seen the same.",
    "Somebody remembered that this was promised a year ago.",
    "The room was quiet, then everybody spoke at once.",
    "People liked it. Two asked for it at weekends too.",
    "The doctor said that it had been the same where they worked before.",
)

HANDS = (
    (Decides.WE_WILL_DO, "Shall we try this on our ward?"),
    (Decides.WE_WILL_WEIGH, "Would you use it at least once a week?"),
    (Decides.WE_WANT_TO_HEAR, "Is it better than a month ago?"),
)

DIFFERENTLY = (
    "We heard that the money comes in spring, not that it comes at some time.",
    "Two people asked for a vote, and there was none.",
    "The question about the courtyard came before the break, and nobody answered it.",
)
"""How somebody who was there remembers a meeting."""
