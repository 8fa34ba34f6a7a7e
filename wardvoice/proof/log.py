"""The proof of the log of the locked room: no line was touched, and none that was once there is gone from its end."""

from __future__ import annotations

from sqlalchemy.orm import Session

from wardvoice.storage.anchors import first_lost
from wardvoice.storage.apart_work import first_broken


def what_is_wrong(main: Session, apart: Session, pepper: bytes) -> str | None:
    """Return what is wrong with the log of what readers did in private, or None where it is whole."""
    if (line := first_broken(apart, pepper)) is not None:
        return f"line {line} of the log of what is read in private: it does not fit the line before it"
    if (line := first_lost(main, apart)) is not None:
        return f"line {line} of the log of what is read in private: it was there once, and its end was cut off since"
    return None
