"""The index in which items are found by their words: FTS5 on SQLite, full text on PostgreSQL (docs/adr/0009).

It holds no rule: whose words may be shown is asked of the tables by the statement that searches. PostgreSQL keeps its
index by itself. On SQLite whatever writes an item writes the index, too; emptied words leave it, terms and all.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, event, inspect

PREFIX = "item_search"
"""What all its tables are called on SQLite; no model describes them."""
INDEX = "ix_items_words_search"
DOCUMENT = "to_tsvector('english', coalesce(items.words, ''))"
"""What PostgreSQL has indexed; a statement finds the index only by the very same words."""

SQLITE = (
    "CREATE TABLE item_search_rows (n INTEGER PRIMARY KEY, item_id CHAR(32) NOT NULL UNIQUE)",
    """CREATE VIRTUAL TABLE item_search
       USING fts5(ward, words, detail='column', tokenize="porter unicode61 remove_diacritics 2")""",
)
POSTGRESQL = (f"CREATE INDEX {INDEX} ON items USING gin ({DOCUMENT.replace('items.', '')})",)

NUMBER = "INSERT OR IGNORE INTO item_search_rows (item_id) VALUES (?)"
TAKE_OUT = "DELETE FROM item_search WHERE rowid = (SELECT n FROM item_search_rows WHERE item_id = ?)"
PUT_IN = "INSERT INTO item_search (rowid, ward, words) SELECT n, ?, ? FROM item_search_rows WHERE item_id = ?"
FORGET_TERMS = "INSERT INTO item_search (item_search) VALUES ('optimize')"
FILL = (
    "INSERT OR IGNORE INTO item_search_rows (item_id) SELECT id FROM items WHERE words IS NOT NULL",
    """INSERT INTO item_search (rowid, ward, words)
       SELECT n, ward_id, words FROM item_search_rows JOIN items ON items.id = item_id
       WHERE words IS NOT NULL AND n NOT IN (SELECT rowid FROM item_search)""",
)


def create_index(connection: Connection) -> None:
    """Make the index on a database that has the items and not yet their index, and fill it with what stands there."""
    for statement in SQLITE if _is_sqlite(connection) else POSTGRESQL:
        connection.exec_driver_sql(statement)
    fill(connection)


def fill(connection: Connection) -> None:
    """Take in every item that was written past the house's own door, as a program does that writes very many."""
    for statement in FILL if _is_sqlite(connection) else ():
        connection.exec_driver_sql(statement)


def keep_in_step(model: type[Any]) -> None:
    """Let whoever writes a row of this model write the index, in the same transaction."""
    event.listen(model, "after_insert", _written)
    event.listen(model, "after_update", _rewritten)


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Return whether a table or index of the database is one that the models describe; for Alembic's comparisons."""
    told = name or ""
    return not (kind == "table" and told.startswith(PREFIX)) and not (kind == "index" and told == INDEX)


def _written(_mapper: Any, connection: Connection, row: Any) -> None:
    if _is_sqlite(connection) and row.words is not None:
        connection.exec_driver_sql(NUMBER, (row.id.hex,))
        connection.exec_driver_sql(PUT_IN, (row.ward_id.hex, row.words, row.id.hex))


def _rewritten(mapper: Any, connection: Connection, row: Any) -> None:
    if not _is_sqlite(connection) or not inspect(row).attrs.words.history.has_changes():
        return
    connection.exec_driver_sql(TAKE_OUT, (row.id.hex,))
    if row.words is None:
        connection.exec_driver_sql(FORGET_TERMS)
    _written(mapper, connection, row)


def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"
