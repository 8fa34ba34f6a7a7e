"""Where the log of the locked room stood on a day, kept in the main history: a log whose end was cut off shows there.

A chain alone does not tell that its last lines are gone. An anchor is a number and a hash, of readers' lines alone.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from wardvoice.core.chaining import GENESIS
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.storage.apart_work import LogRow
from wardvoice.storage.base import Base, Witnessed
from wardvoice.storage.work import Work


class LogAnchor(Witnessed, Base):
    """The last line that the log of the locked room had on a day, by its number and hash."""

    __tablename__ = "log_anchors"
    day: Mapped[date] = mapped_column(unique=True)
    line: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(String(64))


def end_of_log(apart: Session) -> tuple[int, str] | None:
    """Return number and hash of the last line of the log, or None while it has none."""
    last = apart.execute(select(LogRow.seq, LogRow.hash).order_by(LogRow.seq.desc()).limit(1)).one_or_none()
    return (last.seq, last.hash) if last else None


def anchor_log(work: Work, end: tuple[int, str] | None) -> None:
    """Note where the log stands, once a day, grown or not; safe to run twice.

    Were it noted when the log has grown, the moment of the note would tell when a reader did something.
    """
    work.require(May.CLOCKWORK)
    last = work.session.scalars(select(LogAnchor).order_by(LogAnchor.day.desc()).limit(1)).first()
    if last is not None and last.day >= work.today:
        return
    line, its_hash = end or (0, GENESIS)
    anchor = LogAnchor(day=work.today, line=line, hash=its_hash)
    work.session.add(anchor)
    work.record(Happened.LOG_ANCHORED, anchor)


def first_lost(session: Session, apart: Session) -> int | None:
    """Return the number of the first line that an anchor knows and the log does not have any more, or None."""
    for anchor in session.scalars(select(LogAnchor).where(LogAnchor.line > 0).order_by(LogAnchor.line)):
        if apart.scalar(select(LogRow.hash).where(LogRow.seq == anchor.line)) != anchor.hash:
            return anchor.line
    return None
