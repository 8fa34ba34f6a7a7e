"""Who knocked and was never linked is forgotten after two weeks."""

from __future__ import annotations

from sqlalchemy import Engine, delete

from wardvoice.core.clock import Clock
from wardvoice.signon.models import Knock
from wardvoice.signon.rules import KNOCKS_LAST
from wardvoice.storage.base import aside


def forget_knocks(engine: Engine, clock: Clock) -> None:
    """Forget whoever knocked longer ago than an admin is shown."""
    with aside(engine) as session:
        session.execute(delete(Knock).where(Knock.day <= clock.day_of(clock.now()) - KNOCKS_LAST))
