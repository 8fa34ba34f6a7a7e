"""What PostgreSQL is asked about itself for `wardvoice check`, and what of it is wrong (docs/postgresql.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Engine, text
from sqlalchemy.engine import URL

from wardvoice.storage.base import reading

OLDEST = 14
"""The first version of PostgreSQL that is still mended by those who make it."""
ASKED = ("archive_mode", "log_min_duration_statement", "log_statement", "synchronous_commit", "track_commit_timestamp")
ASK = text(
    "SELECT current_setting('server_version_num')::int / 10000 AS version,"
    " (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS superuser,"
    " coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false) AS locked,"
    " coalesce(host(inet_server_addr()) NOT IN ('127.0.0.1', '::1'), false) AS far,"
    " (SELECT count(*) FROM pg_stat_replication) + (SELECT count(*) FROM pg_replication_slots) AS copies"
)


@dataclass(frozen=True)
class Told:
    """What a cluster says: `locked` is this connection under TLS, `far` another machine, `copies` its standbys."""

    version: int = OLDEST
    superuser: bool = False
    locked: bool = False
    far: bool = False
    copies: int = 0
    settings: Mapping[str, str] = field(default_factory=dict)


def ask(engine: Engine) -> Told:
    """Ask a cluster about itself; no right is needed for that but to connect."""
    with reading(), engine.connect() as connection:
        facts = connection.execute(ASK).mappings().one()
        settings = {name: connection.scalar(text("SELECT current_setting(:name)"), {"name": name}) for name in ASKED}
    return Told(**facts, settings=settings)


def faults(which: str, url: URL, told: Told) -> Iterator[str]:
    """Yield what is wrong with the `main` or the `private` cluster, a sentence each."""
    yield from _of_each(which, url, told)
    if which == "private":
        yield from _of_the_private_one(told)
    elif told.settings.get("synchronous_commit") == "off":
        yield "The main database answers before it has stored (synchronous_commit is off): answers can be lost."


def _of_each(which: str, url: URL, told: Told) -> Iterator[str]:
    if told.version < OLDEST:
        yield f"The {which} database runs on PostgreSQL {told.version}. Use {OLDEST} or newer, which is still mended."
    if told.superuser:
        yield f"WardVoice enters the {which} database as a superuser, who can switch off every trigger. Give it a role."
    if told.far and not (told.locked and url.query.get("sslmode") == "verify-full"):
        yield f"Anybody could stand between here and the {which} database. Add sslmode=verify-full to its address."
    hosts = url.query.get("host", ())
    if isinstance(hosts, tuple) and len(hosts) > 1 and "target_session_attrs" not in url.query:
        yield f"The address of the {which} database names several hosts. Add target_session_attrs=read-write to it."
    for name, quiet in (("log_statement", ("none", "ddl")), ("log_min_duration_statement", ("-1",))):
        if told.settings.get(name, quiet[0]) not in quiet:
            yield f"The {which} database writes what people said into its log ({name}). Set {name} to {quiet[0]}."


def _of_the_private_one(told: Told) -> Iterator[str]:
    for name in ("track_commit_timestamp", "archive_mode"):
        if told.settings.get(name, "off") != "off":
            yield f"The private database keeps when or in which order people wrote ({name}). Set {name} to off."
    if told.copies:
        yield "The private database has a standby, or a slot for one. It keeps the order in which people wrote."
