"""One mail a day to everybody who reads in private: the same, to the byte, whether or not something came (P17).

It holds no content, no number and no address of a page. A mail server that does not answer holds nothing up: it is
tried again each minute until the hour is over, and then the next morning. A reader whose address is refused keeps no
other reader from theirs.
"""

from __future__ import annotations

import secrets
import sys
from collections.abc import Mapping
from datetime import datetime, time
from time import monotonic
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from wardvoice.core.clock import Clock
from wardvoice.core.errors import without_words
from wardvoice.people.commands.mail import note_reminded
from wardvoice.people.post import a_mail, mail_server
from wardvoice.people.queries.mail import to_remind
from wardvoice.storage.base import aside, reading

HOUR = 8
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
    with reading(), Session(engine) as session:
        waiting = to_remind(session, now.date())
    secrets.SystemRandom().shuffle(waiting)  # so that one on whom the server hangs is not always first
    until = monotonic() + PATIENCE
    for key_id, mail_to in waiting:
        if monotonic() < until:
            _remind(engine, smtp, key_id, mail_to, now)


def _remind(engine: Engine, smtp: Mapping[str, str], key_id: UUID, mail_to: str, now: datetime) -> None:
    """Send one reader's mail, over a connection of its own: whatever goes wrong is wrong for this reader alone."""
    try:
        with mail_server(smtp) as server:
            at = datetime.combine(now.date(), time(HOUR), now.tzinfo)  # the same moment, and so the same size, each day
            server.send_message(a_mail(smtp, mail_to, at, SUBJECT, TEXT))
        with aside(engine) as session:
            note_reminded(session, key_id, now.date())
    except Exception as fault:
        sys.stderr.write(f"tick: the mail server does not take the daily mail: {without_words(fault)}\n")
