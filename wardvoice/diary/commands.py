"""What somebody arranges for themselves, and what is noted when a mail is seen to; none of it is for the history."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from wardvoice.config.readers import MAIL_ADDRESS
from wardvoice.core.errors import N_, NotAllowed, RuleBroken
from wardvoice.core.policy import May
from wardvoice.diary.models import Diary
from wardvoice.diary.rules import mornings_make_sense
from wardvoice.people.models import Account
from wardvoice.storage.work import Work, flush


def send_mail(work: Work, *, mail_to: str, mornings: Collection[int]) -> None:
    """Let one's own mail come to this address on these days of the week, Monday 0; RuleBroken beside the box."""
    diary = _own(work)
    if not re.fullmatch(MAIL_ADDRESS, mail_to):
        raise RuleBroken(N_("Write an address like wren@hospital.example."), field="mail_to")
    mornings_make_sense(mornings)
    diary.mail_to, diary.mornings = mail_to, "".join(str(number) for number in sorted(set(mornings)))
    flush(work.session)


def stop_mail(work: Work) -> None:
    """Send no mail any more, and forget the address."""
    diary = _own(work)
    diary.mail_to = diary.mornings = ""


def open_calendar(work: Work, *, token_hash: str) -> None:
    """Let one's own calendar be read by whoever has this token; an address from before means nothing any more."""
    diary = _own(work)
    diary.calendar_hash, diary.calendar_since = token_hash, work.today
    flush(work.session)


def close_calendar(work: Work) -> None:
    """Let nobody read one's calendar any more."""
    diary = _own(work)
    diary.calendar_hash = diary.calendar_since = None


def claim(session: Session, account_id: UUID, today: date) -> bool:
    """Take on the mail of this morning; False if it is seen to already, here or on another machine."""
    free = or_(Diary.seen_to_on.is_(None), Diary.seen_to_on < today)
    wanted = update(Diary).where(Diary.account_id == account_id, Diary.mail_to != "", free).values(seen_to_on=today)
    return bool(session.execute(wanted.returning(Diary.account_id)).all())


def give_back(session: Session, account_id: UUID, before: date | None) -> None:
    """Say that the mail of this morning has certainly not gone out, so that it is tried again."""
    session.execute(update(Diary).where(Diary.account_id == account_id).values(seen_to_on=before))


def forget_leavers(session: Session, today: date) -> None:
    """Forget addresses and calendars of accounts that are closed or have ended."""
    over = select(Account.id).where(or_(Account.closed_on.is_not(None), Account.ends_on < today))
    session.execute(delete(Diary).where(Diary.account_id.in_(over)))


def _own(work: Work) -> Diary:
    """Return the diary of whoever asks, begun if there is none."""
    work.require(May.KEEP_DIARY)
    if work.actor.id is None:
        raise NotAllowed(N_("You cannot do this here."))
    diary = work.session.get(Diary, work.actor.id)
    if diary is None:
        diary = Diary(account_id=work.actor.id)
        work.session.add(diary)
    return diary
