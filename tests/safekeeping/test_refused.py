"""What cannot come to a good end is refused with one sentence, and leaves nothing half done behind it."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pyrage
import pytest
from click.testing import Result
from sqlalchemy import text

from tests.conftest import SetClock
from tests.safekeeping.conftest import FILES, PRIVATE, PUBLIC, House, Opens
from tests.safekeeping.reading import told
from wardvoice.config import ConfigError, Settings
from wardvoice.safekeeping.backing import back_up
from wardvoice.safekeeping.locked import new_pair
from wardvoice.storage.in_use import is_in_use, mark_in_use

pytestmark = pytest.mark.usefixtures("in_one_step")


@pytest.fixture(scope="module")
def taken(lived: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a backup of the hospital."""
    settings = Settings(instance=lived, backup_key=PUBLIC)
    house = House(settings, SetClock())
    folder = tmp_path_factory.mktemp("taken")
    main, apart = house.engines()
    held = back_up(settings, main, apart, house.clock, folder).path.read_bytes()
    main.dispose()
    return held


def sentence(done: Result) -> str:
    """The one sentence of a refusal."""
    assert done.exit_code == 1, done.output
    return str(done.exception)


def unlocked(held: bytes) -> list[bytes]:
    plain = pyrage.decrypt(held, [pyrage.x25519.Identity.from_str(PRIVATE)])
    return zlib.decompressobj().decompress(plain).splitlines(keepends=True)


def locked(lines: list[bytes]) -> bytes:
    kept = BytesIO()
    pyrage.encrypt_io(BytesIO(zlib.compress(b"".join(lines))), kept, [pyrage.x25519.Recipient.from_str(PUBLIC)])
    return kept.getvalue()


def head(lines: list[bytes], **facts: object) -> list[bytes]:
    """The same backup with something else in its head."""
    return [json.dumps({**json.loads(lines[0]), **facts}).encode() + b"\n", *lines[1:]]


def one_row_less(lines: list[bytes]) -> list[bytes]:
    at = next(n for n, line in enumerate(lines) if line.startswith(b"["))
    return lines[:at] + lines[at + 1 :]


ALTERED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "cut short": (lambda held: held[:-200], "not whole"),
    "cut at its head": (lambda held: held[:60], "not whole"),
    "empty": (lambda _held: b"", "not whole"),
    "changed": (lambda held: held[:3000] + bytes([held[3000] ^ 1]) + held[3001:], "not whole"),
    "longer": (lambda held: held + b"more", "not whole"),
    "no backup": (lambda _held: b"what somebody else wrote" * 99, "not whole"),
    "ends early": (lambda held: locked(unlocked(held)[:-1]), "not whole"),
    "a row less": (lambda held: locked(one_row_less(unlocked(held))), "not whole"),
    "no rows of ours": (lambda _held: locked([b"{}\n"]), "not whole"),
    "another format": (lambda held: locked(head(unlocked(held), format=2)), "newer WardVoice"),
    "a newer schema": (lambda held: locked(head(unlocked(held), schemas={"main": "9999"})), "newer WardVoice"),
}


@pytest.mark.parametrize("how", ALTERED)
def test_what_is_no_whole_backup_is_not_restored(opens: Opens, shelf: Path, taken: bytes, how: str) -> None:
    alter, told_so = ALTERED[how]
    (shelf / "wardvoice-2026-03-02-103000.age").write_bytes(alter(taken))
    there = opens("there")
    assert told_so in sentence(there.run("restore", shelf))
    assert [path.name for path in there.folder.iterdir()] == ["pepper"]


KEYS = {
    "another key": (new_pair()[0], "does not open"),
    "the public one": (PUBLIC, "no private key"),
    "nothing": ("", "no private key"),
    "half a key": (PRIVATE[:-9], "no private key"),
}


@pytest.mark.parametrize("which", KEYS)
def test_another_key_opens_nothing(opens: Opens, shelf: Path, taken: bytes, which: str) -> None:
    typed, told_so = KEYS[which]
    (shelf / "wardvoice-2026-03-02-103000.age").write_bytes(taken)
    there = opens("there")
    assert told_so in sentence(there.run("restore", shelf, typed=typed))
    assert [path.name for path in there.folder.iterdir()] == ["pepper"]


@pytest.mark.parametrize(
    "name", ["wardvoice.sqlite", "concerns.sqlite", "wardvoice.sqlite-wal", "concerns.sqlite-journal"]
)
def test_nothing_is_overwritten(opens: Opens, shelf: Path, taken: bytes, name: str) -> None:
    (shelf / "wardvoice-2026-03-02-103000.age").write_bytes(taken)
    there = opens("there")
    (there.folder / name).write_bytes(b"something")
    assert "holds something already" in sentence(there.run("restore", shelf))
    assert sorted(path.name for path in there.folder.iterdir()) == sorted([name, "pepper"])


def test_a_running_system_is_not_restored_over(opens: Opens, shelf: Path, taken: bytes) -> None:
    """Not even if somebody has taken its files away under it: it would go on writing to what nobody sees."""
    (shelf / "wardvoice-2026-03-02-103000.age").write_bytes(taken)
    there = opens("there")
    assert not is_in_use(there.settings.database_url)
    mark_in_use(there.settings.database_url)
    assert "Stop it first" in sentence(there.run("restore", shelf))


@pytest.mark.parametrize("pepper", [None, b"the pepper of some other hospital"])
def test_without_its_pepper_only_whoever_insists(opens: Opens, shelf: Path, taken: bytes, pepper: bytes | None) -> None:
    (shelf / "wardvoice-2026-03-02-103000.age").write_bytes(taken)
    there = opens("there")
    there.settings.pepper_file.unlink()
    if pepper:
        there.settings.pepper_file.write_bytes(pepper)
    assert "no five words" in sentence(there.run("restore", shelf))
    if pepper is None:
        assert list(there.folder.iterdir()) == []
        assert there.run("restore", shelf, "--unproved").exit_code == 0


def test_a_broken_history_comes_back_only_for_whoever_insists(
    house: House, opens: Opens, shelf: Path, clock: SetClock
) -> None:
    with house.engines()[0].begin() as connection:
        connection.execute(text("UPDATE items SET words = 'what was never said'"))
    house.run("backup", shelf)
    there = opens("there")
    assert "BROKEN" in sentence(there.run("restore", shelf))
    assert [path.name for path in there.folder.iterdir()] == ["pepper"]
    done = there.run("restore", shelf, "--unproved")
    assert (done.exit_code, "It is not proved: BROKEN" in done.output) == (0, True)
    assert told(there) == told(house)


def test_without_a_key_no_backup_is_written(lived: Path, opens: Opens, shelf: Path) -> None:
    urls = {"database_url": f"sqlite:///{lived}/{FILES[0]}", "concerns_database_url": f"sqlite:///{lived}/{FILES[1]}"}
    there = opens("there", backup_key="", **urls)
    assert "none is written unlocked" in sentence(there.run("backup", shelf))
    assert list(shelf.iterdir()) == []


def test_empty_databases_and_missing_folders_are_named(house: House, opens: Opens, shelf: Path, tmp_path: Path) -> None:
    assert "is no folder" in sentence(house.run("backup", tmp_path / "nowhere"))
    assert "no backup in" in sentence(house.run("restore", shelf))
    house.run("backup", shelf)
    assert "no backup else.age" in sentence(house.run("restore", shelf, "--backup", "else.age"))
    assert "is there already" in sentence(house.run("backup", shelf))


def test_what_a_newer_version_brought_further_is_left_to_it(house: House, shelf: Path) -> None:
    with house.engines()[0].begin() as main:
        main.execute(text("UPDATE alembic_version SET version_num = '0999'"))
    assert "newer WardVoice" in sentence(house.run("backup", shelf))
    assert list(shelf.iterdir()) == []


NO_PUBLIC_KEYS = {"nonsense": "age1nonsense", "short": PUBLIC[:-1], "private": PRIVATE, "another kind": "ssh-ed25519 A"}


@pytest.mark.parametrize("kind", NO_PUBLIC_KEYS)
def test_what_is_no_public_key_is_refused_at_start(kind: str) -> None:
    with pytest.raises(ConfigError, match="WARDVOICE_BACKUP_KEY is"):
        Settings.load({"WARDVOICE_BACKUP_KEY": NO_PUBLIC_KEYS[kind]})
    assert Settings.load({"WARDVOICE_BACKUP_KEY": f" {PUBLIC} "}).backup_key == PUBLIC


def test_a_new_pair_overwrites_nothing_and_fits(house: House, tmp_path: Path) -> None:
    file = tmp_path / "key"
    done = house.run("backup-key", file)
    assert done.output.startswith("WARDVOICE_BACKUP_KEY=age1")
    assert os.name == "nt" or file.stat().st_mode & 0o777 == 0o600
    assert done.output.split()[0].partition("=")[2] in file.read_text(encoding="utf-8")
    assert "overwrites nothing" in sentence(house.run("backup-key", file))


def test_no_backup_is_kept_longer_than_35_days(house: House, shelf: Path, clock: SetClock) -> None:
    theirs = ("notes.txt", "wardvoice-of-2020.age", "wardvoice-2020-01-01-020000.age.txt")
    for name in theirs:
        (shelf / name).write_bytes(b"not ours")
    for _night in range(40):
        made = clock.now().strftime("wardvoice-%Y-%m-%d-%H%M%S.age")
        (shelf / made).write_bytes(b"an older one")
        clock.go_on(days=1)
    done = house.run("backup", shelf)
    left = sorted(path.name for path in shelf.iterdir() if path.name not in theirs)
    oldest = clock.now() - timedelta(days=34)
    assert (done.exit_code, left[0], len(left)) == (0, oldest.strftime("wardvoice-%Y-%m-%d-%H%M%S.age"), 35)
    assert "too old: 6" in done.output
    assert all((shelf / name).exists() for name in theirs)


def test_while_the_history_is_broken_nothing_older_goes(house: House, shelf: Path, clock: SetClock) -> None:
    (shelf / "wardvoice-2020-01-01-020000.age").write_bytes(b"an older one")
    with house.engines()[0].begin() as connection:
        connection.execute(text("DROP TRIGGER history_keeps_update"))
        connection.execute(text("UPDATE history SET body = body || ' ' WHERE seq = 3"))
    done = house.run("backup", shelf)
    assert (done.exit_code, len(list(shelf.iterdir()))) == (1, 2)
    assert "No older backup was deleted" in done.output + str(done.exception)
