"""Terminals that write as fast as they can while something breaks, and press "Try again" until it is stored."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException
from threading import Event, Lock, Semaphore
from time import perf_counter

from tests.faults.terminal import Answer, Form, Terminal

PATIENCE = 300
PAUSE = 0.2
"""In seconds: whoever was not answered does not press again at once."""


@dataclass
class Load:
    """What so many terminals saw at one server."""

    port: int
    label: str
    acknowledged: list[str] = field(default_factory=list)
    unanswered: int = 0
    refused: list[Answer] = field(default_factory=list)
    longest: float = 0
    waiting: list[Form] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._over, self._lock, self._stored = Event(), Lock(), Semaphore(0)

    def run(self, terminals: int, before: int, fault: Callable[[], None], after: int) -> Load:
        """Let terminals write; break something after so many items, and end when so many more are stored."""
        with ThreadPoolExecutor(terminals) as people:
            writing = [people.submit(self._write, place) for place in range(terminals)]
            try:
                self._wait_for(before)
                fault()
                self._wait_for(after)
            finally:
                self._over.set()
            for one in writing:
                one.result()
        return self

    def _wait_for(self, items: int) -> None:
        for _ in range(items):
            assert self._stored.acquire(timeout=PATIENCE), "nothing is stored any more"

    def _write(self, place: int) -> None:
        number = 0
        while not self._over.is_set():
            form = self._fill_in(f"{self.label}, terminal {place}, number {number}")
            if form is not None:
                number += 1
                self._send(form)

    def _fill_in(self, words: str) -> Form | None:
        began = perf_counter()
        try:
            return Terminal(self.port).fill_in(words)
        except (OSError, HTTPException, IndexError):  # no answer, or a page without a form
            self._over.wait(PAUSE)
            return None
        finally:
            self._took(began)

    def _send(self, form: Form) -> None:
        """Send a form, and again, until it is stored or everybody stops."""
        while True:
            began = perf_counter()
            answer = Terminal(self.port).send(form)
            self._took(began)
            with self._lock:
                if answer.receipt:
                    self.acknowledged.append(form.words)
                    self._stored.release()
                    return
                if answer.status:
                    self.refused.append(answer)
                else:
                    self.unanswered += 1
            if self._over.wait(PAUSE):
                self.waiting.append(form)
                return

    def _took(self, began: float) -> None:
        with self._lock:
            self.longest = max(self.longest, perf_counter() - began)
