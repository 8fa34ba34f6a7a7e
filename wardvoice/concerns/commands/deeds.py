"""What a writer's deeds do once they are let out; one that makes no sense any more does nothing."""

from __future__ import annotations

from sqlalchemy import delete, select

from wardvoice.concerns.models import Concern, Retelling
from wardvoice.concerns.rules import LIFE, TELLING, Deed
from wardvoice.concerns.sealed import Added
from wardvoice.storage.apart_work import ApartWork, LogRow


def carry_out(work: ApartWork, concern: Concern, held: Added) -> None:
    """Do what the writer has asked for since the last release."""
    if held.deed in (Deed.AGREE, Deed.REFUSE):
        _reply(work, held)
    elif held.deed is not None and LIFE.allows(concern.state, held.deed):
        concern.state, concern.closed_on = LIFE.after(concern.state, held.deed), None
        concern.unfounded_first_by = None  # whoever signed to close it had not heard this
        if held.deed is Deed.WITHDRAW:
            _take_back(work, concern)


def _take_back(work: ApartWork, concern: Concern) -> None:
    """Let nothing more be told of it; what no reader has ever touched goes for good, unless the law holds it."""
    for told in work.session.scalars(select(Retelling).where(Retelling.concern_id == concern.id)):
        if TELLING.allows(told.state, "drop"):
            told.state = TELLING.after(told.state, "drop")
    touched = work.session.scalar(select(LogRow.seq).where(LogRow.thing == concern.id).limit(1)) is not None
    if not touched and not concern.legal_hold:
        work.session.flush()
        work.session.execute(delete(Concern).where(Concern.id == concern.id))


def _reply(work: ApartWork, held: Added) -> None:
    told = work.session.get(Retelling, held.told)
    if told is not None and held.deed is not None and TELLING.allows(told.state, held.deed):
        told.state = TELLING.after(told.state, held.deed)
