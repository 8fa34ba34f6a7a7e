"""What people are promised before they write in private, and what they are not: all of it stands here (P49).

Each sentence is true of the program as it is. Whoever changes one asks first whether it still is. Nobody is ever told
that they cannot be found: `NEVER_SAID` lists what no page of this room may say.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from wardvoice.attestation import Attestation, Question

PROMISES = (
    _l("We do not ask your name."),
    _l("We do not keep who you are, or which screen you used."),
    _l("We do not keep the minute when you wrote."),
    _l("Your words are locked. Only the people shown here can open them."),
    _l("The ward manager cannot, unless the ward manager is shown here."),
    _l("It is passed on at set times, not at once."),
    _l("You can get five words. With them you can come back for an answer."),
    _l("Nobody can look up your five words, or make new ones."),
    _l("Lost your words? You can write again, or look at the ward board."),
    _l("When you finish, we clear this screen."),
)
LIMITS = (
    _l("Staff can see you at the screen."),
    _l("If only you know what happened, people may guess. They may also know how you write."),
    _l("You can ask the advocate to put it in their words."),
    _l("There may be cameras. Other programs may run here. We cannot promise what they keep."),
    _l("If someone may be badly hurt, the people who read this must act."),
    _l("If you ask us to tell someone now, they come to this screen. They may guess it was you."),
    _l("A court or the law can make the hospital show what is stored."),
)
NOT_WATCHED = _l("No one watches this screen all the time.")
ROOMS_SEARCHED = _l("Staff may search rooms. You can throw these words away.")
UNPROMISED = {
    Question.SCREENS: _l("Something may record this screen."),
    Question.TYPING: _l("A program may keep what you type."),
    Question.CAMERAS: _l("A camera may see what you write."),
    Question.INTERCEPTION: _l("A machine may read your words on their way."),
    Question.NETWORK_LOGS: _l("A list may show when this screen was used."),
    Question.STATEMENT_LOGS: _l("A machine may note when you wrote."),
    Question.COPIES: _l("A copy may show who wrote first, and who wrote next."),
    Question.READERS: _l("Those who read this may work with the staff here. Ask who they are."),
}
"""What this program cannot see for itself: told to everybody for as long as nobody answers for it."""
MAY_BE_SEEN = _l("Something here may see or keep what you write. You can read more below.")
IN_SHORT = (PROMISES[0], PROMISES[3], PROMISES[5], LIMITS[0], LIMITS[1], LIMITS[4], NOT_WATCHED)
"""What nobody may miss; it stands in the open where all the rest opens with one tap."""


def unpromised(attested: Attestation, today: date) -> tuple[Any, ...]:
    """Return what cannot be promised at this place; the same for whoever asks."""
    return tuple(UNPROMISED[asked] for asked in attested.missing(today) if asked in UNPROMISED)


def in_short(not_promised: Iterable[Any]) -> tuple[Any, ...]:
    """Return what nobody may miss, for a place at which so much cannot be promised."""
    return (*IN_SHORT[:-1], *([MAY_BE_SEEN] if tuple(not_promised) else []), NOT_WATCHED)


NEVER_SAID = (
    "100 %",
    "100%",
    "anonymous",
    "anonymity",
    "nobody can ever find out",
    "no one can ever find out",
    "cannot be traced",
    "untraceable",
    "completely confidential",
    "totally private",
    "completely safe",
)
