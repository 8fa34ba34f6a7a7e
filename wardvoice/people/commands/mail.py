"""Where a reader's daily mail goes; neither that nor the mail itself is a fact for the history."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from wardvoice.config.readers import MAIL_ADDRESS
from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.policy import May
from wardvoice.people.models import ReaderKey
from wardvoice.storage.work import Work


def send_mail_to(work: Work, *, key: ReaderKey, mail_to: str) -> None:
    """Say where one's own daily mail goes; nowhere, if it is empty."""
    work.require(May.HOLD_KEY)
    if mail_to and not re.fullmatch(MAIL_ADDRESS, mail_to):
        raise RuleBroken(N_("Write an address like wren@hospital.example."), field="mail_to")
    work.session.execute(update(ReaderKey).where(ReaderKey.id == key.id).values(mail_to=mail_to))


def note_reminded(session: Session, key_id: UUID, day: date) -> None:
    """Write down that the mail of this day has gone out, so that there is no second one."""
    session.execute(update(ReaderKey).where(ReaderKey.id == key_id).values(reminded_on=day))
