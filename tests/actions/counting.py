"""How many statements a page asks the database for."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event

from tests.actions.house import HouseWorld
from tests.pages import PageClient
from wardvoice.storage.base import db
from wardvoice.web.drawn import Drawn


def statements(house: HouseWorld, client: PageClient, address: str) -> int:
    """Return the number of SELECTs that drawing a page needs."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("SELECT"):
            seen.append(statement)

    house.app.extensions["drawn"] = Drawn()  # as if nobody had looked yet
    with house.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    client.get(address)
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)
