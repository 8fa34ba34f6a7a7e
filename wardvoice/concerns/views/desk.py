"""A reader at the desk: whose key it is, whether it is open, and the one concern that is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import request, url_for

from wardvoice.concerns import queries
from wardvoice.concerns.models import Concern
from wardvoice.concerns.queries.readers import Case, Places
from wardvoice.concerns.rules import OPEN_STATES, Lateness, Recipient, lateness, lateness_on_the_day
from wardvoice.concerns.sealed import read_as
from wardvoice.core.errors import N_, RuleBroken
from wardvoice.people.queries.keys import own_key, reads_as, working_days
from wardvoice.storage.sealing import CannotOpen
from wardvoice.web.apart import this_apart_work
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import this_actor, this_caller, this_work
from wardvoice.web.unlocking import unlocked_key


@dataclass(frozen=True)
class Reader:
    """Whoever reads: `key_id` is None without a key, `private` while it is locked."""

    account_id: UUID
    key_id: UUID | None
    private: bytes | None
    places: Places

    @property
    def is_open(self) -> bool:
        """True while the key is unlocked."""
        return self.private is not None

    def read(self, packed: bytes | None) -> str | None:
        """Return what readers wrote down for each other; None while it cannot be read."""
        if packed is None or self.key_id is None or self.private is None:
            return None
        try:
            return read_as(packed, self.key_id, self.private)
        except CannotOpen:
            return None


def this_reader() -> Reader:
    """Return whoever asks as a reader."""
    session, account_id, today = this_work().session, this_actor().id, this_work().today
    assert account_id is not None, "only accounts come here"
    key, held = own_key(session, account_id), unlocked_key()
    fits = key is not None and held is not None and held.public == key.public_key
    private = held.private if fits and held else None
    return Reader(account_id, key.id if key else None, private, reads_as(session, account_id, today))


def this_case(concern_id: UUID) -> Case:
    """Return the concern at this address; NotFound for whoever may not read it."""
    work, account_id = this_work(), this_actor().id
    assert account_id is not None, "only accounts come here"
    return queries.case(this_apart_work().session, work.session, account_id, concern_id.bytes, work.today)


def the_opened(case: Case, reader: Reader) -> queries.Opened:
    """Return the concern with its words. RuleBroken while the key is locked, or where it does not open this."""
    if reader.key_id is None or reader.private is None:
        raise RuleBroken(N_("Your key is locked. Unlock it first; what you typed stays here."))
    try:
        return queries.opened(this_apart_work().session, case.concern, reader.key_id, reader.private)
    except CannotOpen:
        raise RuleBroken(N_("Your key does not open this. It may be damaged. Ask another reader to open it.")) from None


def lateness_of(concern: Concern) -> Lateness | None:
    """Return how the acknowledgement of a concern stands; None where nobody waits for one."""
    if concern.state not in OPEN_STATES and concern.acknowledged_on is None:
        return None
    differently = bool(concern.treated_differently)
    return how_late(concern.recipient, concern.released_on, concern.acknowledged_on, differently=differently)


def how_late(
    recipient: Recipient, released: date, acknowledged: date | None = None, *, differently: bool = False
) -> Lateness:
    """Return how an acknowledgement stands, by this nation's working days; on the day itself where C11 asks for it."""
    today = this_work().today
    if differently or recipient is Recipient.BOTH:
        return lateness_on_the_day(released, acknowledged, today)
    return lateness(released, acknowledged, today, working_days(the_hall().settings.bank_holidays, today).passed)


def ward_names() -> dict[UUID, str]:
    """Return the names of the wards that this account has to do with."""
    return dict(this_caller().wards)


def to_unlock() -> str:
    """Return the way to one's key, and back to this page."""
    return url_for("people.my_key", to=request.path)
