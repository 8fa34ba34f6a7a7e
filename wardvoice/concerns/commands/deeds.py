"""What a writer's deeds do once they are let out; one that makes no sense any more does nothing."""

from __future__ import annotations

from sqlalchemy import delete

from wardvoice.concerns.models import Concern, Copy, Retelling
from wardvoice.concerns.rules import LIFE, TELLING, Deed, State
from wardvoice.concerns.sealed import Added
from wardvoice.storage.apart_work import ApartWork


def carry_out(work: ApartWork, concern: Concern, held: Added) -> None:
    """Do what the writer has asked for since the last release."""
    if held.deed in (Deed.AGREE, Deed.REFUSE):
        _reply(work, held)
    elif held.deed is not None and LIFE.allows(concern.state, held.deed):
        was_read = concern.state is not State.NEW
        concern.state, concern.closed_on = LIFE.after(concern.state, held.deed), None
        if held.deed is Deed.WITHDRAW and not was_read:
            work.session.execute(delete(Copy).where(Copy.concern_id == concern.id))


def _reply(work: ApartWork, held: Added) -> None:
    told = work.session.get(Retelling, held.told)
    if told is not None and held.deed is not None and TELLING.allows(told.state, held.deed):
        told.state = TELLING.after(told.state, held.deed)
