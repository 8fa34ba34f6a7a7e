"""PostgreSQL dies, stops and comes back: what it has not stored is never called saved, and nobody starts anything."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import set_up
from tests.faults.cable import Cable
from tests.faults.terminal import Terminal, faults, furnish, stored
from tests.postgres import Cluster, a_cluster
from wardvoice.storage.migrate import APART, migrate

pytest.importorskip("resource", reason="limits and process groups are those of Unix")
from tests.faults.server import Server

AWAY = "WardVoice cannot answer just now"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with a_cluster() as made:
        yield made


@pytest.fixture
def url(cluster: Cluster) -> str:
    made = cluster.new_database()
    migrate(made)
    furnish(made)
    return made


def is_away(terminal: Terminal) -> None:
    health, read = terminal.get("/health"), terminal.get("/board")
    assert (health.status, read.status) == (503, 503)
    assert AWAY in read.page.one("h1").text
    assert read.headers["Retry-After"] == read.headers["Refresh"] == "30"


def test_when_the_database_dies_words_wait_and_when_it_is_back_they_are_stored_once(
    cluster: Cluster, url: str, tmp_path: Path
) -> None:
    private = f"sqlite:///{tmp_path / 'private.sqlite'}"
    migrate(private, APART)
    with Server(set_up(tmp_path).instance, database_url=url, private_url=private) as server:
        terminal = Terminal(server.port)
        before, during = terminal.fill_in("Before"), terminal.fill_in("During")
        assert terminal.send(before).receipt
        cluster.kill()
        is_away(terminal)
        refused = terminal.send(during)
        assert (refused.status, refused.page.one("h1").text) == (503, "Not sent yet")
        kept = {box["name"]: box["value"] for box in refused.page.all("input")}
        assert (kept["words"], kept["once"]) == ("During", during.once)
        cluster.go_on()
        assert terminal.send(during).receipt
        assert terminal.send(during).receipt
        assert terminal.get("/health").status == 200
    assert stored(url) == ["Before", "During"]
    assert faults(url) == []


def test_a_silent_database_is_waited_for_a_little_while_by_one_and_by_nobody_else(
    cluster: Cluster, url: str, tmp_path: Path
) -> None:
    with Server(set_up(tmp_path).instance, database_url=url, answer_within=1) as server:
        terminal = Terminal(server.port)
        form = terminal.fill_in("The dryer is broken")
        cluster.signal(signal.SIGSTOP)
        try:
            is_away(terminal)
            assert terminal.send(form).status == 503
        finally:
            cluster.signal(signal.SIGCONT)
        assert terminal.send(form).receipt
    assert stored(url) == ["The dryer is broken"]
    assert faults(url) == []


def test_a_network_that_is_cut_is_waited_for_no_longer_and_mended_it_carries_on(
    cluster: Cluster, url: str, tmp_path: Path
) -> None:
    with (
        Cable(cluster.home) as cable,
        Server(set_up(tmp_path).instance, database_url=cable.leads_to(url), answer_within=1) as server,
    ):
        terminal = Terminal(server.port)
        before, during = terminal.fill_in("Before"), terminal.fill_in("During")
        assert terminal.send(before).receipt
        cable.cut()
        is_away(terminal)
        assert terminal.send(during).status == 503
        cable.mend()
        assert terminal.send(during).receipt
    assert stored(url) == ["Before", "During"]
    assert faults(url) == []


def test_a_form_from_elsewhere_is_not_carried_along(cluster: Cluster, url: str, tmp_path: Path) -> None:
    with Server(set_up(tmp_path).instance, database_url=url) as server:
        terminal = Terminal(server.port)
        form = terminal.fill_in("needle")
        form.csrf = "somebody else's"
        cluster.kill()
        refused = terminal.send(form)
        cluster.go_on()
    assert refused.status == 503
    assert "needle" not in refused.text
    assert "type it again" in refused.page.text
