"""Who came back with five words just now; in the locked room."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from wardvoice.storage.apart import ApartBase, Keyed


class Open(Keyed, ApartBase):
    """A browser that holds five words. What they open is locked under the token that only the browser has.

    `expires` is rounded up to five minutes; the row goes at Finish, when the visit ends by itself, or then.
    """

    __tablename__ = "slips_open"
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    sealed: Mapped[bytes]
    expires: Mapped[datetime]
