"""What waits for whoever counts the votes of the ward, on their own start page: never a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardvoice.core.actor import Actor
from wardvoice.core.policy import May, may
from wardvoice.reps.queries import Ballot, side_of
from wardvoice.reps.rules import CountedFor, Stage


class Waits(StrEnum):
    """For what."""

    MY_COUNT = "my-count"
    PATIENTS_COUNT = "patients-count"
    ADVOCATES_COUNT = "advocates-count"
    TIE = "tie"
    TERM = "term"


OTHERS = {CountedFor.PATIENTS: Waits.PATIENTS_COUNT, CountedFor.ADVOCATE: Waits.ADVOCATES_COUNT}


@dataclass(frozen=True)
class VoteWaits:
    """A vote and what it waits for."""

    ballot: Ballot
    what: Waits

    @classmethod
    def of(cls, ballot: Ballot, actor: Actor, today: date) -> VoteWaits | None:
        """Return what a vote waits for, as far as it is this person's business."""
        if ballot.stage is Stage.CHOSEN:
            return cls(ballot, Waits.TERM) if may(actor, May.GIVE_TERM) else None
        if not may(actor, May.COUNT_VOTES, ballot):
            return None
        if ballot.stage is Stage.TIED:
            return cls(ballot, Waits.TIE)
        side = side_of(actor)
        if ballot.waits_for(side, today):
            return cls(ballot, Waits.MY_COUNT)
        return cls(ballot, OTHERS[side.other]) if ballot.waits_for(side.other, today) else None
