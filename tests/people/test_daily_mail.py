"""The daily mail of readers: at eight, once, the same every day, and never in anything's way (P17)."""

from __future__ import annotations

from datetime import date, timedelta
from email import message_from_bytes
from uuid import uuid4

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from tests.postbox import post
from wardvoice.core.actor import Role
from wardvoice.core.errors import RuleBroken
from wardvoice.people.commands import send_mail_to
from wardvoice.people.models import Account, ReaderKey
from wardvoice.people.reminding import remind_readers

__all__ = ["post"]

MONDAY = date(2026, 3, 2)


@pytest.fixture
def wren(session: Session, quick_sealing: None) -> Account:
    """A listener who gave an address."""
    return a_listener(session, "Wren", "wren@hospital.example")[0]


def a_listener(session: Session, name: str, mail_to: str) -> tuple[Account, ReaderKey]:
    account = a.an_account(session, name)
    a.a_membership(account, Role.LISTENER)
    key, _keys, _words = a.a_reader_key(account)
    piece = a.work(session, a.Actor(a.Door.OWN_DEVICE, id=account.id, roles=frozenset({Role.LISTENER})))
    send_mail_to(piece, key=key, mail_to=mail_to)
    piece.commit()
    return account, key


def morning(engine: Engine, clock: SetClock, smtp: dict[str, str], day: date, hour: int = 8, minute: int = 0) -> None:
    clock.go_to(day, hour, minute)
    remind_readers(engine, clock, smtp)


def test_one_mail_at_eight_and_no_second_one(engine: Engine, clock: SetClock, wren: Account, post) -> None:
    box, smtp = post
    for hour, minute in ((7, 59), (8, 0), (8, 1), (9, 0), (13, 0)):
        morning(engine, clock, smtp, MONDAY, hour, minute)
        assert len(box.mails) == (0 if hour < 8 else 1)
    assert box.mails[0][0] == "wren@hospital.example"


def test_it_has_the_same_length_every_day_and_says_nothing(
    engine: Engine, clock: SetClock, wren: Account, post
) -> None:
    box, smtp = post
    for number in range(12):
        morning(engine, clock, smtp, MONDAY + timedelta(days=7 * number + number), 8, number)
    assert len(box.mails) == 12
    assert len({len(raw) for _to, raw in box.mails}) == 1
    texts = {message_from_bytes(raw).get_payload() for _to, raw in box.mails}
    assert len(texts) == 1
    assert "http" not in texts.pop()
    assert {message_from_bytes(raw)["Date"][17:25] for _to, raw in box.mails} == {"08:00:00"}


def test_whoever_reads_no_more_or_gave_no_address_gets_none(
    engine: Engine, session: Session, clock: SetClock, wren: Account, post
) -> None:
    box, smtp = post
    piece = a.work(session)
    (part,) = session.query(a.Membership).filter_by(account_id=wren.id)
    a.people.end_membership(piece, membership=part)
    piece.commit()
    omar = a.an_account(session, "Omar")
    a.a_membership(omar, Role.ADVOCATE)
    a.a_reader_key(omar)
    session.commit()
    morning(engine, clock, smtp, MONDAY + timedelta(days=1))
    assert box.mails == []


def test_a_server_that_is_gone_or_says_no_raises_nothing_and_is_asked_again(
    engine: Engine, session: Session, clock: SetClock, wren: Account, post, capsys: pytest.CaptureFixture[str]
) -> None:
    box, smtp = post
    morning(engine, clock, smtp | {"port": "1"}, MONDAY)
    box.answer = "451 Not now"
    morning(engine, clock, smtp, MONDAY, 8, 1)
    assert box.mails == []
    told = capsys.readouterr().err
    assert told.count("does not take the daily mail") == 2
    assert "wren@" not in told
    box.answer = "250 OK"
    morning(engine, clock, smtp, MONDAY, 8, 2)
    assert len(box.mails) == 1


def test_without_a_mail_server_nothing_happens(
    engine: Engine, session: Session, clock: SetClock, wren: Account
) -> None:
    morning(engine, clock, {}, MONDAY)
    session.expire_all()
    assert session.query(ReaderKey).one().reminded_on is None


@pytest.mark.parametrize("odd", ["refused@hospital.example", "=?x?@(", "w\u00e4@hospital.example", "[@\\", "\ud800@x"])
def test_one_refused_or_odd_address_stops_nobody_else(  # addresses of before the pattern was strict may be stored
    engine: Engine, session: Session, clock: SetClock, wren: Account, post, capsys, monkeypatch, odd: str
) -> None:
    box, smtp = post
    box.refused = {"refused@hospital.example"}
    (key,) = session.query(ReaderKey).all()
    key_id = key.id
    session.rollback()  # the tick has the one write lock to itself
    waiting = [(uuid4(), odd), (key_id, "wren@hospital.example"), (uuid4(), odd)]
    monkeypatch.setattr("wardvoice.people.reminding.to_remind", lambda *_: waiting)
    morning(engine, clock, smtp, MONDAY)
    assert [to for to, _raw in box.mails].count("wren@hospital.example") == 1
    session.expire_all()
    assert key.reminded_on == MONDAY
    assert "hospital.example" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "odd",
    [
        "wren", "@x", "w@", "w@h@x", "w w@x", "w\u00e4@x", "w@\u00e4", "=?utf-8?q?w?=@x", "[@x", "w@[1.2.3.4]",
        "(c)w@x", "w\\@x", ".w@x", "w.@x", "w..w@x", "w@-x", "w@x-", "w@x..y", "w@x.",
        "w@x\n", "\ud800@x", "w" * 199 + "@x",
    ],
)  # fmt: skip
def test_an_address_that_some_server_or_header_may_read_otherwise_is_refused(
    session: Session, quick_sealing: None, odd: str
) -> None:
    with pytest.raises(RuleBroken):
        a_listener(session, "Wren", odd)


@pytest.mark.parametrize("plain", ["w@localhost", "o'brien.wren+ward_3@a-b.nhs.example", "W1@X1.example"])
def test_a_plain_address_is_taken(session: Session, quick_sealing: None, plain: str) -> None:
    assert a_listener(session, "Wren", plain)[1].mail_to == plain
