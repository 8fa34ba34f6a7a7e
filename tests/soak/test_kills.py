"""Killed in mid-write, again and again: the file is sound, the history whole, all that was answered is there once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from threading import Semaphore

from tests.conftest import set_up
from tests.faults.server import Server
from tests.faults.terminal import Form, Terminal, faults, furnish, stored

ROUNDS, TERMINALS, MOST_EACH, SECONDS = 50, 8, 100, 300


class Round:
    """Eight terminals at one server, which is killed when so many items have been answered."""

    def __init__(self, folder: Path, url: str, number: int, again: list[Form]) -> None:
        self.number, self.answered = number, Semaphore(0)
        self.acknowledged: list[str] = []
        self.unanswered: list[Form] = []
        self.refused: list[Form] = []
        with Server(folder, database_url=url) as server, ThreadPoolExecutor(TERMINALS) as people:
            self.port = server.port
            for form in again:
                self.send(form)
            writing = [people.submit(self.write, place) for place in range(TERMINALS)]
            for _ in range(len(again) + 3 + number % 7):
                assert self.answered.acquire(timeout=SECONDS)
            server.kill()
            for one in writing:
                one.result()

    def write(self, place: int) -> None:
        """Send one item after the other until nobody answers any more."""
        for n in range(MOST_EACH):
            try:
                form = Terminal(self.port).fill_in(f"Round {self.number}, terminal {place}, number {n}")
            except (OSError, HTTPException):
                return
            if not self.send(form):
                return

    def send(self, form: Form) -> bool:
        answer = Terminal(self.port).send(form)
        assert answer.receipt or answer.status in (0, 503), answer.text
        if answer.receipt:
            self.acknowledged.append(form.words)
            self.answered.release()
        else:
            (self.refused if answer.status else self.unanswered).append(form)
        return answer.status != 0


def test_a_server_killed_in_mid_write_keeps_all_that_it_answered(
    url: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    folder = set_up(tmp_path).instance
    where: Path | str = url or folder
    furnish(where)
    acknowledged: list[str] = []
    lost: list[Form] = []
    half_way = refused = 0
    for number in range(ROUNDS):
        done = Round(folder, url, number, lost)
        held = Counter(stored(where))
        assert {form.words for form in done.refused if form not in lost and form.words in held} == set()
        acknowledged, lost = [*acknowledged, *done.acknowledged], [*done.unanswered, *done.refused]
        assert {words: held[words] for words in acknowledged if held[words] != 1} == {}
        assert {words: count for words, count in held.items() if count != 1} == {}
        assert set(held) - set(acknowledged) <= {form.words for form in lost}
        assert faults(where) == []
        half_way, refused = half_way + len(set(held) - set(acknowledged)), refused + len(done.refused)
    told = f"{ROUNDS} kills, {len(acknowledged)} items answered, each there once; {half_way} stored without an answer"
    told += f" and {refused} refused as not stored, each there once after it was sent again"
    record_property("seen", f"{told}; verify whole each time")
