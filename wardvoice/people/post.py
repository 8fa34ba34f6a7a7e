"""The one door to the hospital's mail server, and how a mail is made that no address and no name can change."""

from __future__ import annotations

import secrets
import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

SECONDS = 10
"""So long a mail server that says nothing is waited for."""


@contextmanager
def mail_server(smtp: Mapping[str, str]) -> Iterator[smtplib.SMTP]:
    """Open a connection to the mail server of the settings, signed in; whatever goes wrong there is raised."""
    secure = smtp.get("tls", "yes") != "no"
    with smtplib.SMTP(smtp["host"], int(smtp.get("port", "587" if secure else "25")), timeout=SECONDS) as server:
        if secure:
            server.starttls(context=ssl.create_default_context())
        if smtp.get("user"):
            server.login(smtp["user"], Path(smtp["password_file"]).read_text(encoding="utf-8").strip())
        yield server


def a_mail(smtp: Mapping[str, str], mail_to: str, at: datetime, subject: str, text: str) -> EmailMessage:
    """Return a mail of plain words, dated `at`; a ValueError for an address with a line's end in it."""
    mail, sender = EmailMessage(), smtp.get("from", "wardvoice@localhost")
    mail["From"], mail["To"], mail["Subject"] = sender, mail_to, subject
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{secrets.token_hex(16)}@{sender.rpartition('@')[2]}>"
    mail.set_content(text)
    return mail
