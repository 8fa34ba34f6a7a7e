"""How the hospital's sign-on server fails, in words for whoever waits and for a log."""

from __future__ import annotations

from wardvoice.core.errors import N_, Refused

DOWN = N_(
    "The hospital’s sign-in does not answer. Nothing is lost. Please try again in some minutes, "
    "or sign in below if you have a WardVoice password."
)
NOT_BELIEVED = N_("The hospital’s sign-in gave an answer that we cannot trust. Please begin again.")


class Down(Refused):
    """The server does not answer, or not so that it can be understood (503)."""

    status = 503

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(DOWN)


class NotBelieved(Refused):
    """The server said no to the code, or its token does not hold (403). `why` tells a log, and quotes nobody."""

    status = 403

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(NOT_BELIEVED)
