"""Earlier items that ask for much the same, in the ward's own history (I7); one question for both databases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Uuid,
    bindparam,
    column,
    func,
    literal_column,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.orm import Session

from wardvoice.agenda.models import Item, ItemLink
from wardvoice.agenda.queries.answers import last_answer_column
from wardvoice.agenda.queries.debts import GONE
from wardvoice.agenda.queries.links import stands
from wardvoice.agenda.queries.splits import other_half
from wardvoice.agenda.queries.tallies import hidden_now_because, is_published, seen_at
from wardvoice.agenda.rules import GOOD_THINGS, SUGGESTED, Answer, ItemState, near_enough, search_terms
from wardvoice.storage.bound import WARD_ID
from wardvoice.storage.full_text import DOCUMENT

READ: tuple[Any, ...] = (Item.id, Item.words, Item.received_on, Item.state)
CANDIDATES = 60
"""So many of a ward's items, the nearest first, are looked at closely."""


@dataclass(frozen=True)
class Alike:
    """An earlier item that asks for much the same, with its last answer; everybody on the ward may read it."""

    id: UUID
    words: str
    received_on: date
    state: ItemState
    answer: Answer | None

    @property
    def waits(self) -> bool:
        """True while it has no answer."""
        return self.state is not ItemState.ANSWERED


def alike(session: Session, ward_id: UUID, words: str | None, *, now: datetime, but: UUID | None = None) -> list[Alike]:
    """Return at most three items of this ward that ask for much the same, the nearest first; one statement.

    Only what the whole ward may read at this moment: never words that are hidden, removed, taken back or unread, and
    nothing that was said in private, which stands in another database. `but` is the item that asks: it is left out,
    and so are what it is linked to already and its other half.
    """
    terms = search_terms(words or "")
    if not terms:
        return []
    name = session.get_bind().dialect.name
    told = {"ward_id": ward_id, "wanted": LOOKS[name].told(ward_id, terms), **seen_at(now)}
    found = session.execute(_readable(name).where(*_unlinked(but)), told)
    near = [row for row in found if near_enough(terms, row.words)][:SUGGESTED]
    return [Alike(row.id, row.words, row.received_on, row.state, row.answer) for row in near]


@cache
def _readable(name: str) -> Select[Any]:
    found = LOOKS[name].for_near()
    query: Select[Any] = select(*READ, last_answer_column().label("answer"))
    return (
        query.join(found, found.c.item_id == Item.id)
        .where(Item.ward_id == WARD_ID, Item.state.not_in(GONE), Item.kind.not_in(GOOD_THINGS))
        .where(Item.read_on.is_not(None), Item.words.is_not(None), hidden_now_because().is_(None), is_published())
        .order_by(found.c.near, Item.received_on.desc(), Item.id)
    )


def _unlinked(but: UUID | None) -> list[ColumnElement[bool]]:
    if but is None:
        return []
    later = select(ItemLink.earlier_id).where(ItemLink.item_id == but, stands())
    earlier = select(ItemLink.item_id).where(ItemLink.earlier_id == but, stands())
    half = other_half(Item.id)
    return [Item.id != but, Item.id.not_in(later), Item.id.not_in(earlier), or_(half.is_(None), half != but)]


def _on_sqlite() -> Any:
    index, rows = table("item_search", column("rowid")), table("item_search_rows", column("n"), column("item_id", Uuid))
    near: ColumnElement[float] = literal_column("bm25(item_search, 0.0, 1.0)")
    wanted = text("item_search MATCH :wanted")
    query = select(rows.c.item_id, near.label("near")).select_from(index.join(rows, rows.c.n == index.c.rowid))
    return query.where(wanted).order_by(text("near")).limit(CANDIDATES).subquery()


def _on_postgresql() -> Any:
    document: ColumnElement[Any] = literal_column(DOCUMENT)
    wanted = func.to_tsquery("english", bindparam("wanted", type_=String))
    query = select(Item.id.label("item_id"), (-func.ts_rank(document, wanted)).label("near"))
    query = query.where(Item.ward_id == WARD_ID, document.op("@@")(wanted))
    return query.order_by(text("near")).limit(CANDIDATES).subquery()


def _for_sqlite(ward_id: UUID, terms: Sequence[str]) -> str:
    any_of = " OR ".join(f'"{term}"' for term in terms)
    return f'ward : "{ward_id.hex}" AND words : ({any_of})'


def _for_postgresql(_ward_id: UUID, terms: Sequence[str]) -> str:
    return " | ".join(f"'{term}'" for term in terms)


class Looks(NamedTuple):
    """How a kind of database looks for items with some of these terms, and how it is told which."""

    for_near: Callable[[], Any]
    told: Callable[[UUID, Sequence[str]], str]


LOOKS = {"sqlite": Looks(_on_sqlite, _for_sqlite), "postgresql": Looks(_on_postgresql, _for_postgresql)}
