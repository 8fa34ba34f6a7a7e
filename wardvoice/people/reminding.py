"""One mail a day to everybody who reads in private: the same, to the byte, whether or not something came (P17).

It holds no content, no number and no address of a page. A mail server that does not answer holds nothing up: it is
tried again each minute until the hour is over, and then the next morning. A reader whose address is refused keeps no
other reader from theirs.
"""

from __future__ import annotations

import secrets
import smtplib
import ssl
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, time
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from time import monotonic
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from wardvoice.core.clock import Clock
from wardvoice.core.errors import without_words
from wardvoice.people.commands.mail import note_reminded
from wardvoice.people.queries.mail import to_remind
from wardvoice.storage.base import aside

HOUR = 8
SECONDS = 10
PATIENCE = 30
"""In seconds: so long one tick goes on to the next reader. Whoever has had none then is tried a minute later."""
SUBJECT = "WardVoice: your daily reminder"
TEXT = """\
This mail comes every morning, whether or not there is anything new.

Please sign in to WardVoice and look.
"""


def remind_readers(engine: Engine, clock: Clock, smtp: Mapping[str, str]) -> None:
    """Send the mail of today to whoever has not had it, between eight and nine. Never raises for a mail server."""
    now = clock.local(clock.now())
    if not smtp.get("host") or now.hour != HOUR:
        return
    with Session(engine) as session:
        waiting = to_remind(session, now.date())
    secrets.SystemRandom().shuffle(waiting)  # so that one on whom the server hangs is not always first
    until = monotonic() + PATIENCE
    for key_id, mail_to in waiting:
        if monotonic() < until:
            _remind(engine, smtp, key_id, mail_to, now)


def _remind(engine: Engine, smtp: Mapping[str, str], key_id: UUID, mail_to: str, now: datetime) -> None:
    """Send one reader's mail, over a connection of its own: whatever goes wrong is wrong for this reader alone."""
    try:
        with _server(smtp) as server:
            server.send_message(the_mail(smtp.get("from", "wardvoice@localhost"), mail_to, now))
        with aside(engine) as session:
            note_reminded(session, key_id, now.date())
    except Exception as fault:
        sys.stderr.write(f"tick: the mail server does not take the daily mail: {without_words(fault)}\n")


def the_mail(sender: str, mail_to: str, now: datetime) -> EmailMessage:
    """Return the mail of a day: for one reader the same number of bytes every day."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, mail_to, SUBJECT
    mail["Date"] = format_datetime(datetime.combine(now.date(), time(HOUR), now.tzinfo))
    mail["Message-ID"] = f"<{secrets.token_hex(16)}@{sender.rpartition('@')[2]}>"
    mail.set_content(TEXT)
    return mail


@contextmanager
def _server(smtp: Mapping[str, str]) -> Iterator[smtplib.SMTP]:
    secure = smtp.get("tls", "yes").lower() not in ("no", "false", "0", "")
    with smtplib.SMTP(smtp["host"], int(smtp.get("port", "587" if secure else "25")), timeout=SECONDS) as server:
        if secure:
            server.starttls(context=ssl.create_default_context())
        if smtp.get("user"):
            server.login(smtp["user"], Path(smtp["password_file"]).read_text(encoding="utf-8").strip())
        yield server
