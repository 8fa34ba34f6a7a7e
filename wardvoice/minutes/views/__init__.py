"""The pages of a meeting: the meeting room, and what is read afterwards."""

from wardvoice.minutes.views import (
    agreeing,
    beside,
    counting,
    deciding,
    ending,
    parts,
    reading,
    recording,
    script,
    taken,
    turning,
)
from wardvoice.minutes.views.stage import bp

__all__ = [
    "agreeing",
    "beside",
    "bp",
    "counting",
    "deciding",
    "ending",
    "parts",
    "reading",
    "recording",
    "script",
    "taken",
    "turning",
]
