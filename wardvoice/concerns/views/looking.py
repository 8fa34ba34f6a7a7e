"""What a writer's page looks up: without a lock, in the memory of one request, and leaving nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from flask import current_app, request
from sqlalchemy.orm import Session

from wardvoice.concerns import queries
from wardvoice.concerns.queries import Offer
from wardvoice.concerns.rules import Recipient, next_release, pool_of
from wardvoice.people.queries.keys import working_days
from wardvoice.storage.base import db, reading
from wardvoice.web.hall import SAFE, the_hall
from wardvoice.web.identity import sign_out, this_actor, this_ward


@contextmanager
def main_room() -> Iterator[Session]:
    """Look into the main database; whoever writes in private changes nothing there."""
    with reading(), Session(db.engine) as session:
        yield session


def nobody_signed_in() -> bool:
    """End whoever's session this browser has, before anything is said here (P35). True if there is, or was, one.

    Opening the page changes nothing yet; going on does.
    """
    was_somebody = this_actor().id is not None
    if was_somebody and request.method not in SAFE:
        sign_out()
    return was_somebody


def offers_now() -> dict[Recipient, Offer]:
    """Return to whom something can be sent from this ward now."""
    clock, nation = the_hall().clock, the_hall().settings.bank_holidays
    today = clock.day_of(clock.now())
    with main_room() as main:
        return queries.offers(main, this_ward().id, today, working_days(nation, today))


def leaves_at(recipient: Recipient, ward_id: UUID | None = None) -> datetime:
    """Return when the next pool of a reader may be let out, on this ward or the one where it was written."""
    clock = the_hall().clock
    with main_room() as main:
        weekday = queries.meeting_weekday(main, ward_id or this_ward().id)
    return next_release(pool_of(recipient), clock.local(clock.now()), weekday)


def names_of_people(text: str, ward_id: UUID | None = None) -> tuple[str, ...]:
    """Return the words of a text that look like names of people here; nothing of it is kept or logged (P43)."""
    clock = the_hall().clock
    with main_room() as main:
        found: tuple[str, ...] = current_app.extensions["names_in"](
            main, ward_id or this_ward().id, clock.day_of(clock.now()), text
        )
    return found
