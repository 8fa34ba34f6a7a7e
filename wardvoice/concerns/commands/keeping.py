"""How long a concern is kept: its reference elsewhere, a legal hold, its deletion, and the end of five words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from wardvoice.concerns.models import Concern
from wardvoice.concerns.queries import Case, signed_to_delete
from wardvoice.concerns.rules import Kept, check_deletion, falls_due
from wardvoice.concerns.rules.keeping import KEPT_MONTHS, WORDS_LIVE, check_not_alone
from wardvoice.core.policy import May
from wardvoice.storage.apart_work import ApartWork


def note_reference(work: ApartWork, case: Case, *, reference: str) -> None:
    """Write down under which number it stands in the complaints, safeguarding or incident record."""
    work.require(May.OPEN_PRIVATE, case)
    case.concern.reference = reference.strip()
    work.log("noted a reference", case.concern.id)


def sign_not_needed(work: ApartWork, case: Case) -> None:
    """Sign, as one of two readers, that it need not stand in any other record."""
    work.require(May.OPEN_PRIVATE, case)
    signed = {*case.concern.not_needed_by.split(), str(work.actor.id)}
    case.concern.not_needed_by = " ".join(sorted(signed))
    work.log("signed that no record is needed", case.concern.id)


def hold(work: ApartWork, case: Case, *, on: bool) -> None:
    """Let a legal hold stop every deletion, or end it."""
    work.require(May.OPEN_PRIVATE, case)
    case.concern.legal_hold = on
    work.log("put a legal hold" if on else "ended a legal hold", case.concern.id)


def delete_concern(work: ApartWork, case: Case) -> bool:
    """Delete a concern with all that belongs to it; the lines of the log stay. RuleBroken where it must be kept.

    About staff it takes two: return False where somebody has signed as the first, and it is still there.
    """
    work.require(May.OPEN_PRIVATE, case)
    check_deletion(kept(case.concern))
    if case.concern.about_staff:
        signed = signed_to_delete(work.session, case.concern)
        check_not_alone(signed, work.actor.id)
        if not signed:
            work.log("would delete", case.concern.id)
            return False
    work.log("deleted", case.concern.id)
    work.session.delete(case.concern)
    return True


def usual_months(_main: Session, _today: date) -> int:
    """Return for how many months a closed concern is kept where no trust says otherwise."""
    return KEPT_MONTHS


def let_go(work: ApartWork, main: Session, months: Callable[[Session, date], int] = usual_months) -> None:
    """Delete what has been kept long enough, and let five words end after twelve months.

    `months` says, by the main database, for how many months a closed concern is kept on a day.
    """
    work.require(May.CLOCKWORK)
    kept_for = months(main, work.today)
    of_ward = select(Concern).where(Concern.ward_id == work.ward_id)
    for concern in work.session.scalars(of_ward.where(Concern.closed_on.is_not(None))):
        if falls_due(kept(concern), work.today, kept_for):
            work.changed()
            work.session.execute(delete(Concern).where(Concern.id == concern.id))
    for concern in work.session.scalars(of_ward.where(Concern.lookup.is_not(None))):
        if concern.released_on + WORDS_LIVE <= work.today:
            concern.lookup = concern.answer_private = None


def kept(concern: Concern) -> Kept:
    """Return what decides whether a concern may be deleted."""
    return Kept(concern.closed_on, concern.reference, tuple(concern.not_needed_by.split()), concern.legal_hold)
