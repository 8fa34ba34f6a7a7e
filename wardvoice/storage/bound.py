"""What a statement that is put together once is told each time that it is asked.

Putting a large statement together takes longer than asking it. So it stands in a function with `@cache`, made of these
in the place of values: `session.execute(_statement(), {"ward_id": ..., "today": ...})`.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BindParameter, Date, Uuid, bindparam

from wardvoice.storage.base import UTC

Day = date | BindParameter[date]
Moment = datetime | BindParameter[datetime]
Ident = UUID | BindParameter[UUID]

WARD_ID: BindParameter[UUID] = bindparam("ward_id", type_=Uuid)
ACCOUNT_ID: BindParameter[UUID] = bindparam("account_id", type_=Uuid)
TODAY: BindParameter[date] = bindparam("today", type_=Date)
NOW: BindParameter[datetime] = bindparam("now", type_=UTC)
