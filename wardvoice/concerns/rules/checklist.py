"""What has to be thought of when a concern is about staff: each line answered, or a reason why not (C7).

The lines follow what adult safeguarding asks for after an allegation against a person in a position of trust, and the
duty of candour; the local procedure stands above them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Reply(StrEnum):
    """The answer to one line; "no" needs its reason."""

    YES = "yes"
    NO = "no"
    NOT_NEEDED = "not-needed"


SAFE, REFERRAL, POSITION, POLICE = "safe-now", "local-authority", "position-of-trust", "police"
REGULATOR, INCIDENT, CAMERAS, SILENCE, CANDOUR = "regulator", "incident-number", "cameras", "who-not-told", "candour"
CHECKLIST = (SAFE, REFERRAL, POSITION, POLICE, REGULATOR, INCIDENT, CAMERAS, SILENCE, CANDOUR)


def is_done(replies: Mapping[str, Reply]) -> bool:
    """Return whether every line has an answer."""
    return set(CHECKLIST) <= set(replies)
