"""A PostgreSQL of the tests' own: one throw-away cluster for each test process, a fresh database for each test.

It listens on a Unix socket only, and forgets durability for speed. PostgreSQL refuses to run as root, so root lends it
to the user `postgres` or `nobody`.
"""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from select import select
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, create_engine

from dev import find_postgres
from tests.needs import missing
from wardvoice.storage.base import prepare
from wardvoice.storage.migrate import migrate

SUPERUSER = "wardvoice"
DURABLE = ("shared_buffers=32MB", "max_connections=60")
"""For a cluster that is killed: what it has answered is on the disk."""
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB", "max_connections=50")


class Cluster:
    """One running PostgreSQL server and the folder it lives in; `settings` are those of its tests, or others."""

    def __init__(self, programs: Path, home: Path, settings: Sequence[str] = FAST) -> None:
        self.programs, self.home, self.data = programs, home, home / "data"
        self.settings = settings
        self.lent_to = _unprivileged_user()
        self._numbers = itertools.count(1)

    def start(self) -> None:
        if self.lent_to:
            shutil.chown(self.home, self.lent_to)
        if not self.data.exists():
            self._run("initdb", "-U", SUPERUSER, "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C")
        self.go_on()

    def go_on(self) -> None:
        """Start the server, also one that was killed."""
        settings = [*self.settings, "listen_addresses=''", f"unix_socket_directories='{self.home}'"]
        options = " ".join(f"-c {setting}" for setting in settings)
        self._run("pg_ctl", "start", "-w", "-s", "-l", str(self.home / "log"), "-o", options)

    def go_on_if_it_ended(self) -> bool:
        """Start the server if it has given up by itself, and return whether it had."""
        try:
            self._run("pg_ctl", "status")
        except RuntimeError:
            self.go_on()
            return True
        return False

    def stop(self, how: str = "immediate") -> None:
        self._run("pg_ctl", "stop", "-w", "-s", "-m", how)

    def kill(self) -> None:
        """End every process of the server at once, in whatever it is doing."""
        ends = [os.pidfd_open(process) for process in self._processes()]
        self.signal(signal.SIGKILL)
        for end in ends:
            select([end], [], [], 30)
            os.close(end)
        # Where nobody clears up after the dead their numbers stay in use: these files would seem to be of the living.
        (self.data / "postmaster.pid").unlink()
        (self.home / ".s.PGSQL.5432.lock").unlink()

    def signal(self, number: int) -> None:
        """Send a signal to the server and to each process that it has started: SIGSTOP leaves it silent."""
        for process in self._processes():
            with suppress(ProcessLookupError):
                os.kill(process, number)

    def _processes(self) -> list[int]:
        first = int((self.data / "postmaster.pid").read_text().split()[0])
        return [first, *_children_of(first)]

    def standby(self, home: Path) -> Cluster:
        """Start another server that follows this one, under the name `standby`."""
        made = Cluster(self.programs, home, self.settings)
        if made.lent_to:
            shutil.chown(home, made.lent_to)
        followed = f"host={self.home} user={SUPERUSER} application_name=standby"
        made._run("pg_basebackup", "-R", "--checkpoint=fast", "-d", followed)
        made.go_on()
        return made

    def promote(self) -> None:
        """Let a server that follows another one take the lead."""
        self._run("pg_ctl", "promote", "-w", "-s")

    def set(self, name: str, value: str) -> None:
        """Change a setting while the server runs."""
        self._execute(f"ALTER SYSTEM SET {name} = '{value}'")
        self._execute("SELECT pg_reload_conf()")

    def new_database(self, like: str = "template1") -> str:
        """Create a database, empty or as another one, and return its SQLAlchemy URL."""
        name = f"wardvoice_{next(self._numbers)}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        return f"postgresql+psycopg://{SUPERUSER}@/{name}?host={self.home}"

    @cached_property
    def migrated(self) -> str:
        """The name of a database that has taken every step of the schema, for others to be made like it."""
        url = self.new_database()
        migrate(url)
        return name_in(url)

    def drop(self, url: str) -> None:
        """Drop a database made here, whoever may still be connected to it."""
        self._execute(f"DROP DATABASE {name_in(url)} WITH (FORCE)")

    def _execute(self, statement: str) -> None:
        with psycopg.connect(host=str(self.home), user=SUPERUSER, dbname="postgres", autocommit=True) as connection:
            connection.execute(statement)

    def _run(self, program: str, *words: str) -> None:
        command = [str(self.programs / program), "-D", str(self.data), *words]
        lent: dict[str, Any] = {"user": self.lent_to, "group": _group_of(self.lent_to), "extra_groups": []}
        # Output goes to a file, never a pipe: the server inherits it and would keep a pipe open for ever.
        with (self.home / "output").open("ab") as output:
            done = subprocess.run(
                command, cwd=self.home, stdout=output, stderr=output, check=False, **(lent if self.lent_to else {})
            )
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{(self.home / 'output').read_text(encoding='utf-8')}")


@contextmanager
def a_cluster(*settings: str, within: str = "/tmp") -> Iterator[Cluster]:
    """A PostgreSQL of one test's own, which it may kill."""
    with tempfile.TemporaryDirectory(prefix="wv-pg-", dir=within, ignore_cleanup_errors=True) as home:
        cluster = Cluster(_programs(), Path(home), settings or DURABLE)
        cluster.start()
        try:
            yield cluster
        finally:
            with suppress(OSError, RuntimeError):
                cluster.signal(signal.SIGCONT)
                cluster.stop()


def _programs() -> Path:
    programs = None if os.name == "nt" else find_postgres()
    if programs is None:
        missing("no PostgreSQL programs (initdb, pg_ctl) on this machine")
    assert programs is not None
    return programs


def _children_of(parent: int) -> list[int]:
    found = []
    for told in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(told.read_text().rpartition(")")[2].split()[1]) == parent:
                found.append(int(told.parent.name))
    return found


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    """Start this test process's own PostgreSQL, once, when the first test asks for it."""
    programs = _programs()
    # Not pytest's tmp_path: a socket's path may have no more than about 100 letters.
    with tempfile.TemporaryDirectory(prefix="wv-pg-", dir="/tmp", ignore_cleanup_errors=True) as home:
        cluster = Cluster(programs, Path(home))
        cluster.start()
        yield cluster
        cluster.stop()


@pytest.fixture
def postgres_url(postgres_cluster: Cluster) -> Iterator[str]:
    """Return the SQLAlchemy URL of a database that is empty and this test's own."""
    url = postgres_cluster.new_database()
    yield url
    postgres_cluster.drop(url)


@pytest.fixture
def postgres(postgres_cluster: Cluster) -> Iterator[Engine]:
    """An engine for a database of this test's own, with the newest schema and nothing in it."""
    url = postgres_cluster.new_database(like=postgres_cluster.migrated)
    engine = prepare(create_engine(url))
    yield engine
    engine.dispose()
    postgres_cluster.drop(url)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses the cluster, so that `-m "not postgres"` needs no care from authors."""
    for item in items:
        if "postgres_cluster" in getattr(item, "fixturenames", ()):
            item.add_marker("postgres")


def name_in(url: str) -> str:
    """Return the name of the database in a URL of ours."""
    return url.partition("@/")[2].partition("?")[0]


def _unprivileged_user() -> str | None:
    if os.name == "nt" or os.geteuid() != 0:
        return None
    import pwd

    known = {user.pw_name for user in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


def _group_of(user: str | None) -> int | None:
    if user is None:
        return None
    import pwd

    return pwd.getpwnam(user).pw_gid
