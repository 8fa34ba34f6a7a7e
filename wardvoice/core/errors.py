"""The ways in which WardVoice says no, each with one clear sentence for a person."""

from __future__ import annotations

import traceback

PLACES = 4


def N_(message: str) -> str:
    """Mark a sentence for the catalogue; the hall translates it when it is shown."""
    return message


NOTHING_HERE = N_("There is nothing at this address.")
"""What is not there reads, and what is another ward's."""
MOVED_ON = N_("This has changed since you opened the page. Here it is as it stands now.")
"""What most of what is stale reads."""


def places(fault: BaseException) -> list[str]:
    """Return where a program error arose, innermost last: names and lines of the program, nothing that was said."""
    return [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(fault.__traceback__)[-PLACES:]]


def without_words(fault: BaseException) -> str:
    """Return all that a log may tell of a program error: its kind and its place, for a message may quote somebody."""
    return " ".join([type(fault).__name__, *places(fault)])


class Refused(Exception):
    """A request that is not carried out. `message` is a catalogue key, `params` fill its places."""

    status = 400

    def __init__(self, message: str, *, field: str | None = None, **params: object) -> None:
        self.message = message
        self.field = field
        self.params = params
        super().__init__(message % params if params else message)


class NotAllowed(Refused):
    """A person may not do what was asked for (403)."""

    status = 403


class TooOld(NotAllowed):
    """A form of a visit that is over (403)."""


class NotFound(Refused):
    """No such thing, or a thing of another ward: the same answer for both (404)."""

    status = 404

    def __init__(self, message: str = NOTHING_HERE, **params: object) -> None:
        super().__init__(message, field=None, **params)


class RuleBroken(Refused):
    """What was asked for makes no sense as typed (422); `field` names the box to mend."""

    status = 422


class Stale(Refused):
    """The thing has moved on since this page was drawn (409)."""

    status = 409


class Repeated(Refused):
    """The same form arrived twice; `thing_id` is what the first one made."""

    status = 200

    def __init__(self, thing_id: str) -> None:
        super().__init__(N_("We have this already. Nothing was stored twice."))
        self.thing_id = thing_id


class TooMuch(Refused):
    """Too many tries in a short time (429)."""

    status = 429
