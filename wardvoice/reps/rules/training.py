"""What somebody is shown who takes a part for the ward: a short list, ticked by who showed it, confirmed by them."""

from __future__ import annotations

from enum import StrEnum


class Shown(StrEnum):
    """What is shown to a rep, deputy or peer supporter (product.md, R1: "training ticks").

    Five, so that all of it fits into an hour or two. CHAIRING: meetings chaired by patients are what this house is for,
    and nobody is born to it (rules.md, Who may). CONFIDENCE: reps read what others may not, such as hidden words and
    items before they are published. PROGRAM: the meeting laptop is new to most. SUPPORT: a rep carries other people's
    worries, and needs to know whom to go to and that "not this week" exists. LIMITS: what a rep need not do, what is no
    rep's business (their own item, somebody in danger), and who does that instead.
    """

    CHAIRING = "chairing"
    CONFIDENCE = "confidence"
    PROGRAM = "program"
    SUPPORT = "support"
    LIMITS = "limits"
