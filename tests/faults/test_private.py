"""The private database cannot be written: the words stay on the page, and trying again uses nothing up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from sqlite3 import connect

import pytest
from flask import Flask

from tests.concerns.served import TO_THE_ADVOCATE, Served, is_receipt
from tests.conftest import SetClock
from wardvoice.core.budget import Budget
from wardvoice.storage import base

MANY = 12


@pytest.fixture
def served(app: Flask, clock: SetClock, quick_sealing: None) -> Iterator[Served]:
    app.extensions["budget"] = Budget(draw=lambda low, _high: low)
    made = Served(app, clock)
    made.session.commit()
    yield made
    made.session.close()
    made.main.dispose()


def test_words_stay_until_they_are_stored_however_often_it_takes(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "LOCK_SECONDS", 0)
    client = served.to_send(served.nobody(), "He pushed me")
    with closing(connect(str(served.apart.url.database), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        client.submit(TO_THE_ADVOCATE, wants="no-answer", status=503)
        for _ in range(MANY):
            assert client.page.one("h1").text == "Not sent yet"
            client.submit("Try again", status=503)
        other.execute("ROLLBACK")
    assert served.waiting() == []
    client.submit("Try again")
    assert is_receipt(client.page)
    assert len(served.waiting()) == 1
