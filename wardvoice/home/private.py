"""What waits in private, on the start pages of those who read it or cover for a reader: no words, no number (C8)."""

from __future__ import annotations

from uuid import UUID

from wardvoice.concerns import queries as of_concerns
from wardvoice.concerns.queries.readers import Places, Unread
from wardvoice.concerns.rules import Lateness, Recipient, kinds_of
from wardvoice.concerns.views.desk import how_late
from wardvoice.core.policy import May, may
from wardvoice.people.queries.keys import ReaderKind, covered_by, reads_with
from wardvoice.wards import queries as of_wards
from wardvoice.web.apart import this_apart_work
from wardvoice.web.identity import this_actor, this_caller, this_work


def waits_for(account_id: UUID) -> bool:
    """Return whether something that was sealed to this account's key was not acknowledged yet."""
    if not may(this_actor(), May.READ_PRIVATE):
        return False
    key_id, places = reads_with(this_work().session, account_id, this_work().today)
    return key_id is not None and of_concerns.waits_for(this_apart_work().session, key_id, places)


def late_for(account_id: UUID) -> list[tuple[str, ReaderKind]]:
    """Return ward and kind of reader, each once, of what this account covers and nobody has acknowledged in time."""
    if not this_caller().covers:
        return []
    session, today = this_work().session, this_work().today
    covered = covered_by(session, account_id, today)
    late = [one for one in of_concerns.unread(this_apart_work().session, covered) if _is_late(one)]
    found = {(one.ward_id, kind) for one in late for kind in _covered(one, covered)}
    return sorted((of_wards.ward(session, ward_id).name, kind) for ward_id, kind in found)


def _is_late(one: Unread) -> bool:
    return how_late(one.recipient, one.released_on) is Lateness.LATE


def _covered(one: Unread, covered: Places) -> list[ReaderKind]:
    """Return for which of the covered kinds of readers this is late."""
    kinds = kinds_of(one.recipient)
    return [kind for kind, ward_id in covered if Recipient(kind.value) in kinds and ward_id in (None, one.ward_id)]
