"""The only way from a concern to the ward: the writer's yes, a reader's own words, and a second reader (P44)."""

from __future__ import annotations

from enum import StrEnum

from wardvoice.concerns.rules.codes import Recipient
from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.workflow import Workflow

MOST_WORDS = 1000


class Telling(StrEnum):
    """Where a retelling stands. Only one that was shown has left the locked room."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    APPROVED = "approved"
    SHOWN = "shown"
    DROPPED = "dropped"


LIFE: Workflow[Telling] = Workflow(
    "retelling",
    Telling,
    Telling.PROPOSED,
    {
        Telling.PROPOSED: {"agree": Telling.AGREED, "refuse": Telling.DROPPED, "drop": Telling.DROPPED},
        Telling.AGREED: {"approve": Telling.APPROVED, "refuse": Telling.DROPPED, "drop": Telling.DROPPED},
        Telling.APPROVED: {"show": Telling.SHOWN, "refuse": Telling.DROPPED, "drop": Telling.DROPPED},
    },
)


class Where(StrEnum):
    """Where a retelling is shown: as an item of the next meeting, or as an answer for everyone on the board."""

    MEETING = "meeting"
    BOARD = "board"


def check_words(words: str, names: tuple[str, ...]) -> None:
    """Refuse a retelling that names somebody: public words hold no name of staff or patients (P44)."""
    if names:
        raise RuleBroken(N_("Leave out names: %(names)s."), field="asked", names=", ".join(names))
    if not words.strip():
        raise RuleBroken(N_("Write it in your own words."), field="asked")


def check_teller(recipient: Recipient) -> None:
    """Refuse a retelling by the ward manager: only somebody off the ward puts it in other words (P44)."""
    if recipient is Recipient.MANAGER:
        raise RuleBroken(N_("Only a reader who is not from this ward can tell it. Pass it on first."))


def check_whose_yes(*, on_paper: bool) -> None:
    """Refuse to ask for a yes by five words that somebody else held first: whoever typed a note in gave them on (P44).

    Nothing is lost that was asked for in the open: an advocate writes an item down for whoever wants it at the meeting.
    """
    if on_paper:
        raise RuleBroken(
            N_("It came on paper: a yes might not be the writer’s. If they want it told, write it down as an item.")
        )


def check_second(first_by: object, second_by: object) -> None:
    """Refuse a second approval by the person who wrote it."""
    if first_by == second_by:
        raise RuleBroken(N_("Another reader has to approve it, not you."))
