"""The mail of a morning to staff: once, on working days, and only where something needs somebody.

It may differ in size, which the mail of those who read in private may not (P17): nothing in it comes from what is
private, so that its size tells of promises, meetings and minutes alone. Neither mail knows of the other.

A mail is claimed before it is sent. Whatever breaks off in between costs one mail and never doubles one: what is lost
stands on the start page all the same, and a mail that comes twice teaches people not to read it. Only one that has
certainly not gone out is given back, and tried again each minute until noon.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date, datetime
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from time import monotonic
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from wardvoice.core.clock import Clock
from wardvoice.core.errors import without_words
from wardvoice.diary import queries
from wardvoice.diary.commands import claim, forget_leavers, give_back
from wardvoice.diary.rules import MORNING
from wardvoice.diary.words import mail_text
from wardvoice.people.models import Account
from wardvoice.people.post import a_mail, mail_server
from wardvoice.people.queries.workdays import working_days
from wardvoice.storage.base import aside, reading

PATIENCE = 20
"""In seconds: so long one tick sends. Whoever has had none then is seen to a minute later."""
FOR_NOW = range(400, 500)
"""Replies by which a mail server asks to be tried again later."""


def forget_diaries(engine: Engine, clock: Clock) -> None:
    """Forget what accounts that are over had arranged."""
    with aside(engine) as session:
        forget_leavers(session, clock.day_of(clock.now()))


def mail_staff(engine: Engine, clock: Clock, smtp: Mapping[str, str], bank_holidays: str) -> None:
    """Send the mail of this morning to whoever it is not seen to for. Never raises for a mail server."""
    now = clock.local(clock.now())
    is_morning = now.hour in MORNING and working_days(bank_holidays, now.date()).has(now.date())
    if not smtp.get("host") or not is_morning:
        return
    with reading(), Session(engine) as session:
        waiting = queries.to_mail(session, now.date())
    until = monotonic() + PATIENCE
    for account_id, mail_to, before in waiting:
        if monotonic() >= until or not _see_to(engine, smtp, account_id, mail_to, before, now):
            return  # a server that is not there for one is there for nobody: the others are spared the wait


def _see_to(
    engine: Engine, smtp: Mapping[str, str], account_id: UUID, mail_to: str, before: date | None, now: datetime
) -> bool:
    """See to one mail, if nobody else does; return whether the mail server was there."""
    with aside(engine) as session:
        if not claim(session, account_id, now.date()):
            return True
    try:
        text = _written(engine, account_id, now)
    except Exception as fault:  # this one is lost, and the others have theirs
        _tell("could not be written", fault)
        return True
    return text is None or _send(engine, smtp, (account_id, before), mail_to, text, now)


def _written(engine: Engine, account_id: UUID, now: datetime) -> str | None:
    today = now.date()
    with reading(), Session(engine) as session:
        parts = queries.parts_of(session, today, Account.id == account_id)
        return mail_text([queries.what_needs(session, part, now=now, today=today) for part in parts], today)


def _send(
    engine: Engine, smtp: Mapping[str, str], claimed: tuple[UUID, date | None], mail_to: str, text: str, now: datetime
) -> bool:
    there = False
    try:
        mail = a_mail(smtp, mail_to, now, _("WardVoice: what waits for you today"), text)
        with mail_server(smtp) as server:
            there = True
            server.send_message(mail)
    except Exception as fault:
        _tell("was not taken", fault)
        if not there or _only_for_now(fault):
            with aside(engine) as session:
                give_back(session, *claimed)
        return there
    return True


def _only_for_now(fault: Exception) -> bool:
    """Return whether the server has said that it did not take the mail, and that it may do so later."""
    if isinstance(fault, SMTPRecipientsRefused):
        return all(code in FOR_NOW for code, _reason in fault.recipients.values())
    return isinstance(fault, SMTPResponseException) and fault.smtp_code in FOR_NOW


def _tell(what: str, fault: Exception) -> None:
    """Say that something went wrong: no address, no name, no words."""
    sys.stderr.write(f"tick: a morning's mail {what}: {without_words(fault)}\n")
