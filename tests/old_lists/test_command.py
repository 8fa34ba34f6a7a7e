"""`wardvoice import-actions`: 0 is brought, 1 refused with one clear sentence, 2 wrong usage; never a traceback."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from tests.old_lists import lists
from wardvoice import cli
from wardvoice.actions.models import Action
from wardvoice.core.actor import Role
from wardvoice.storage.migrate import APART, migrate

NOT_THERE = "no such list.xlsx"


class Server:
    """Whoever types at the server, and what they read."""

    def __init__(self, folder: Path, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.session, self.monkeypatch = folder, session, monkeypatch

    def types(self, *words: str) -> int:
        self.monkeypatch.setattr(sys, "argv", ["wardvoice", "import-actions", *words])
        try:
            cli.main()
        except SystemExit as end:
            return int(end.code or 0)
        return 0

    def file(self, data: bytes, name: str = "list.xlsx") -> str:
        file = self.folder / name
        file.write_bytes(data)
        return str(file)

    def stored(self) -> int:
        found = list(self.session.scalars(select(Action.id).where(Action.imported)))
        self.session.rollback()  # an open transaction would keep the command from writing
        return len(found)


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: SetClock) -> Iterator[Server]:
    monkeypatch.setattr(cli, "Clock", lambda _zone: clock)
    for name, file in (("DATABASE", "wardvoice"), ("CONCERNS_DATABASE", "concerns")):
        monkeypatch.setenv(f"WARDVOICE_{name}_URL", f"sqlite:///{tmp_path / file}.sqlite")
    for name in ("SECRET_KEY", "PEPPER"):
        monkeypatch.setenv(f"WARDVOICE_{name}_FILE", str(tmp_path / name))
    migrate(f"sqlite:///{tmp_path / 'concerns'}.sqlite", APART)
    with a.an_instance(tmp_path) as (session, _work_as):
        ward = a.a_ward(session)
        a.a_membership(a.an_account(session, "Sam", username="sam"), Role.MANAGER, ward)
        yield Server(tmp_path, session, monkeypatch)


def test_a_list_is_tried_brought_and_refused_a_second_time(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    file = server.file(lists.macintosh())
    assert server.types(file, "--ward", "Alder", "--dry-run") == 0
    told = capsys.readouterr().out
    assert "Line 2: open" not in told
    assert "line 2: open, first date 20 March 2026, the job of Sam (nurse). “Shelf for books”" in told
    assert "Would be brought to Alder: 1 promises" in told
    assert server.stored() == 0
    assert server.types(file, "--ward", "Alder") == 0
    assert capsys.readouterr().out.startswith("Brought to Alder: 1 promises (1 open,")
    assert server.stored() == 1
    assert server.types(file, "--ward", "Alder") == 1
    assert capsys.readouterr().err == "This file was brought to this ward before. Nothing was changed.\n"
    assert server.stored() == 1


@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_a_list_that_is_not_understood_is_refused_with_the_report(
    server: Server, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert server.types(server.file(lists.messy()), "--ward", "Alder", *words) == 1
    told = capsys.readouterr()
    assert told.out.count("REFUSED") == 15
    assert told.err == "Nothing was brought: 15 lines are not understood. Mend the file, and try it with --dry-run.\n"
    assert server.stored() == 0


def test_what_is_wrong_is_said_in_one_line(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    file = server.file(b"\xd0\xcf\x11\xe0 old", "old.xls")
    for words, code, part in (
        ((file, "--ward", "Alder"), 1, "of an old kind (.xls)"),
        ((server.file(lists.plain()), "--ward", "Elsewhere"), 1, "There is no ward with the name “Elsewhere”"),
        ((str(server.folder / NOT_THERE), "--ward", "Alder"), 1, NOT_THERE),
        ((str(server.folder), "--ward", "Alder"), 1, str(server.folder)),
        ((file,), 2, "--ward"),
        ((), 2, "Missing argument"),
    ):
        assert server.types(*words) == code
        told = capsys.readouterr()
        assert part in told.err
        assert "Traceback" not in told.out + told.err
        assert code == 2 or told.err.count("\n") == 1
