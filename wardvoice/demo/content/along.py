"""What staff and patients say while a promise is on its way, and when it is not."""

from __future__ import annotations

PROGRESS = (
    "The order is placed. It takes a week to come.",
    "Half of it is done. The rest is for next week.",
    "I asked for two prices and the manager chose one.",
    "It is on the list of the workshop, third from the top.",
    "I have the key now and can begin.",
    "We tried it on one day and it went well.",
)

NO_CHANGE = (
    "The order form came back without a signature.",
    "The person who decides is on holiday until Monday.",
    "Two of us were ill this week.",
)

MOVED = (
    "part on order",
    "the workshop had two urgent jobs first",
    "the person who decides was on sick leave",
    "the first one that came did not fit",
    "the budget holder has to sign again",
    "the company cancelled and named a new day",
    "no driver could be spared that week",
)

CANNOT = (
    "The wall is listed and nothing may be fixed to it.",
    "The fire officer said no, in writing. The letter hangs on the board.",
    "The company no longer makes the part, and no other fits.",
)

STILL_MISSING = (
    "It works in the morning and not at night.",
    "One of the two is here. The other is not.",
    "It was done once and then it stopped.",
    "The list is up but nobody keeps to it.",
    "It is better. It is not what was said.",
)

NOT_DONE = (
    "I went and looked. It is as it was.",
    "It broke again the same day.",
    "Nobody on our side has seen it.",
    "",
)

FAR_BECAUSE = (
    "The work needs a permit, and that takes five weeks.",
    "It is made to measure and comes from abroad.",
    "The trial has to run for a whole month first.",
)
