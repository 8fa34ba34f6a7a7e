"""A database is killed, silent, led by its standby or full while eight terminals write: what was answered is there."""

from __future__ import annotations

import shutil
import signal
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest

from tests.conftest import set_up
from tests.faults.cable import Cable
from tests.faults.in_private import Patient, add_an_advocate, waiting
from tests.faults.load import PATIENCE, Load
from tests.faults.server import Server
from tests.faults.terminal import Terminal, faults, furnish, stored
from tests.postgres import DURABLE, a_cluster
from wardvoice.storage.migrate import migrate

TERMINALS, KILLS, PROMOTIONS, TRIES = 8, 10, 3, 20
Seen = Callable[[str, object], None]


def proved(load: Load, port: int, where: Path | str, *, may_lose: bool = False) -> str:
    """Send what is left over, and hold that each item that was answered is there, once; return what was seen."""
    for form in load.waiting:
        assert Terminal(port).send(form).receipt
    held, expected = Counter(stored(where)), {*load.acknowledged, *(form.words for form in load.waiting)}
    assert {words: n for words, n in held.items() if n != 1} == {}
    lost = expected - set(held)
    assert may_lose or not lost
    assert set(held) | lost == expected
    assert faults(where) == []
    assert {answer.status for answer in load.refused} <= {503}
    told = f"{len(load.acknowledged)} items answered, {len(lost)} of them lost, none twice"
    told += f"; {len(load.refused)} × “Not sent yet”, {load.unanswered} × no answer"
    return f"{told}; the longest answer took {load.longest:.1f} s; verify whole"


def test_postgresql_killed_under_eight_writers(tmp_path: Path, record_property: Seen) -> None:
    with a_cluster() as cluster:
        url = cluster.new_database()
        migrate(url)
        furnish(url)

        def fault() -> None:
            cluster.kill()
            cluster.go_on()

        whole = Load(0, "")
        with Server(set_up(tmp_path).instance, database_url=url) as server:
            for number in range(KILLS):
                load = Load(server.port, f"Kill {number}").run(TERMINALS, 8, fault, 8)
                proved_here = load.acknowledged + [form.words for form in load.waiting]
                for form in load.waiting:
                    assert Terminal(server.port).send(form).receipt
                whole.acknowledged += proved_here
                whole.refused += load.refused
                whole.unanswered += load.unanswered
                whole.longest = max(whole.longest, load.longest)
                assert Counter(stored(url)) == Counter(whole.acknowledged)
            record_property("seen", f"{KILLS} × kill -9 of PostgreSQL: {proved(whole, server.port, url)}")


@pytest.mark.parametrize("waits", ["on", "off"], ids=["waits for the standby", "does not wait"])
def test_a_standby_promoted_under_eight_writers(waits: str, tmp_path: Path, record_property: Seen) -> None:
    told = []
    for number in range(PROMOTIONS if waits == "on" else 1):
        with a_cluster() as first, tempfile.TemporaryDirectory(prefix="wv-pg-", dir="/tmp") as home:
            url = first.new_database()
            migrate(url)
            furnish(url)
            second = first.standby(Path(home))
            if waits == "on":
                first.set("synchronous_standby_names", "standby")
            both = f"{url}&host={home}&target_session_attrs=read-write"
            folder = tmp_path / str(number)
            folder.mkdir()

            def fault(first: object = first, second: object = second) -> None:
                first.kill()  # type: ignore[attr-defined]
                second.promote()  # type: ignore[attr-defined]

            with Server(set_up(folder).instance, database_url=both) as server:
                load = Load(server.port, f"Lead {number}").run(TERMINALS, 24, fault, 24)
                told.append(proved(load, server.port, both, may_lose=waits == "off"))
            second.stop()
    record_property("seen", f"{len(told)} × the first killed and the standby promoted: {'; '.join(told)}")


def test_a_silent_postgresql_under_eight_writers(tmp_path: Path, record_property: Seen) -> None:
    with a_cluster() as cluster:
        url = cluster.new_database()
        migrate(url)
        furnish(url)
        with Server(set_up(tmp_path).instance, database_url=url) as server:

            def fault() -> None:
                cluster.signal(signal.SIGSTOP)
                for _ in range(20):
                    assert Terminal(server.port).get("/board").status == 503
                cluster.signal(signal.SIGCONT)

            load = Load(server.port, "Silent").run(TERMINALS, 16, fault, 16)
            record_property("seen", f"silent until 20 pages were refused: {proved(load, server.port, url)}")


def test_a_network_cut_under_eight_writers(tmp_path: Path, record_property: Seen) -> None:
    with a_cluster() as cluster, Cable(cluster.home) as cable:
        url = cluster.new_database()
        migrate(url)
        furnish(url)
        with Server(set_up(tmp_path).instance, database_url=cable.leads_to(url)) as server:

            def fault() -> None:
                cable.cut()
                for _ in range(20):
                    assert Terminal(server.port).get("/board").status == 503
                cable.mend()

            load = Load(server.port, "Cut").run(TERMINALS, 16, fault, 16)
            record_property("seen", f"cut until 20 pages were refused: {proved(load, server.port, url)}")


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """A disk with so much room, in memory; needs the right to mount one."""
    with tempfile.TemporaryDirectory(prefix="wv-disk-", dir="/tmp") as place:
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", place], check=False)
        if done.returncode:
            pytest.skip("nobody may mount a disk here")
        try:
            Path(place).chmod(0o755)  # PostgreSQL comes here as somebody else
            yield Path(place)
        finally:
            subprocess.run(["umount", "-l", place], check=True)


def fill(ballast: Path) -> None:
    """Leave no room on a disk."""
    with ballast.open("ab", buffering=0) as file, pytest.raises(OSError, match="No space"):
        while True:
            file.write(b"x" * 4096)


def test_a_full_disk_under_eight_writers(tmp_path: Path, record_property: Seen) -> None:
    with small_disk(6) as disk:
        folder = set_up(disk).instance
        furnish(folder)
        ballast = disk / "ballast"

        with Server(folder) as server:

            def fault() -> None:
                fill(ballast)
                form = Terminal(server.port).fill_in("On the full disk")
                answers = [Terminal(server.port).send(form) for _ in range(20)]
                assert {answer.status for answer in answers} <= {200, 503}
                assert Terminal(server.port).get("/board").status == 200
                load.waiting.append(form)
                ballast.unlink()

            load = Load(server.port, "Full")
            load.run(TERMINALS, 24, fault, 24)
            record_property("seen", f"SQLite on a disk that is full for 20 tries: {proved(load, server.port, folder)}")


def test_a_full_disk_of_private_words_beside_eight_writers(tmp_path: Path, record_property: Seen) -> None:
    """Its database lies on a disk of its own, which is full: nothing else has to wait for that."""
    with small_disk(2) as disk:
        folder = set_up(tmp_path).instance
        furnish(folder)
        add_an_advocate(folder)
        file, ballast = disk / "concerns.sqlite", disk / "ballast"
        shutil.move(folder / file.name, file)
        with Server(folder, private_url=f"sqlite:///{file}") as server:
            first, second = (Patient(server.port).writes(words) for words in ("He pushed me", "She laughed at me"))
            assert first.sends().receipt

            def fault() -> None:
                fill(ballast)
                for _ in range(TRIES):
                    assert second.sends().status == 503
                    assert "Nothing is stored yet." in second.answer.page.one("main").text
                assert waiting(file) == 1
                ballast.unlink()
                assert second.sends().receipt
                assert waiting(file) == 2

            load = Load(server.port, "Beside").run(TERMINALS, 16, fault, 16)
            assert load.refused == []
            told = f"{TRIES} tries refused, then stored once"
            record_property("seen", f"in private {told}; beside it {proved(load, server.port, folder)}")


def test_postgresqls_disk_full_under_eight_writers(tmp_path: Path, record_property: Seen) -> None:
    with (
        small_disk(140) as disk,
        a_cluster(*DURABLE, "min_wal_size=32MB", "max_wal_size=48MB", within=str(disk)) as cluster,
    ):
        url, ballast, ended = cluster.new_database(), disk / "ballast", False
        migrate(url)
        furnish(url)
        with Server(set_up(tmp_path).instance, database_url=url) as server:

            def fault() -> None:
                nonlocal ended
                fill(ballast)
                until = monotonic() + PATIENCE
                while len(load.refused) < TRIES:
                    assert Terminal(server.port).get("/board").status in (200, 503)
                    assert monotonic() < until, "it finds room all the same"
                ballast.unlink()
                ended = cluster.go_on_if_it_ended()

            load = Load(server.port, "Full")
            load.run(TERMINALS, 24, fault, 24)
            told = "which ended and was started" if ended else "which went on"
            record_property("seen", f"PostgreSQL without room, {told}: {proved(load, server.port, url)}")
