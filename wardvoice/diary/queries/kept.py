"""What the diary keeps about an account, told beside all else that is kept about it."""

from __future__ import annotations

from uuid import UUID

from wardvoice.diary.models import Diary
from wardvoice.records.queries.kinds import Kind


def kept_of(account_id: UUID) -> Kind:
    """Return where mail goes and on which mornings, and since when there is an address of a calendar."""
    columns = {name: getattr(Diary, name) for name in ("mail_to", "mornings", "seen_to_on", "calendar_since")}
    return Kind("diary", columns, lambda query: query.where(Diary.account_id == account_id))
