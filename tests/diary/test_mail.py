"""The mail of a morning: once, on working days, only where something needs somebody, and in nobody else's way."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, time, timedelta
from email import message_from_bytes
from email.policy import SMTP as SMTP_POLICY
from email.policy import default
from pathlib import Path
from smtplib import SMTP
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from tests.diary.conftest import MONDAY, NATION, Morning, wants_mail
from tests.people.test_daily_mail import a_listener
from tests.postbox import Postbox
from wardvoice.actions.queries import Needs
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import RuleBroken
from wardvoice.diary import commands, mailing
from wardvoice.diary.models import Diary
from wardvoice.diary.queries import OfWard
from wardvoice.diary.words import mail_text
from wardvoice.home.queries import MinutesWaiting
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingKind
from wardvoice.people import commands as people
from wardvoice.people.models import Account, Membership
from wardvoice.people.post import a_mail
from wardvoice.people.reminding import remind_readers
from wardvoice.storage.base import Base, prepare
from wardvoice.storage.triggers import create_triggers
from wardvoice.wards.models import Ward

FRIDAY = date(2026, 3, 6)
WORDS = "Mend the dryer"


def text(raw: bytes) -> str:
    return message_from_bytes(raw, policy=default).get_content().replace("\r\n", "\n")  # type: ignore[no-any-return]


def texts(box: Postbox) -> dict[str, str]:
    return {to: text(raw) for to, raw in box.mails}


def due_soon(ward: Ward, owner: Actor, clock: SetClock, due: date = FRIDAY) -> None:
    clock.go_to(MONDAY, 6)
    a.an_action(ward, WORDS, owner=owner, due=due, clock=clock)


def seen_to_on(session: Session, actor: Actor) -> date | None:
    session.expire_all()
    found = session.get(Diary, actor.id)
    assert found is not None
    return found.seen_to_on


# --- what it says ----------------------------------------------------------------------------------------------------


def test_it_tells_of_promises_by_topic_and_date_and_of_nobodys_words_or_names(
    ward: Ward, tom: Actor, priya: Actor, clock: SetClock, morning: Morning, post: Any
) -> None:
    box, _smtp = post
    due_soon(ward, tom, clock)
    morning(MONDAY)
    told = texts(box)
    assert "- Laundry: your promise is due on Friday 6 March 2026." in told["tom@hospital.example"]
    assert "Alder\n" in told["tom@hospital.example"]
    morning(FRIDAY + timedelta(days=3))
    told = texts(box)
    assert "- Laundry: your promise was due on Friday 6 March 2026. It is late." in told["tom@hospital.example"]
    assert "- 1 promise of others is overdue." in told["priya@hospital.example"]
    for said in told.values():
        assert not [
            word for word in (WORDS, "dryer", "mended", "Tom", "Priya", "http", "/actions", "://") if word in said
        ]


def test_a_meeting_an_invitation_and_minutes_are_needs(
    session: Session, ward: Ward, tom: Actor, clock: SetClock, morning: Morning, post: Any
) -> None:
    box, _smtp = post
    a.a_meeting(ward, MONDAY)
    morning(MONDAY)
    assert "- Ward meeting today at 10:30." in texts(box)["tom@hospital.example"]


def test_whom_nothing_needs_gets_none_and_is_not_asked_about_again_that_day(
    session: Session, ward: Ward, tom: Actor, clock: SetClock, morning: Morning, post: Any
) -> None:
    box, _smtp = post
    morning(MONDAY)
    assert seen_to_on(session, tom) == MONDAY
    clock.go_to(MONDAY, 8)
    a.an_action(ward, owner=tom, due=FRIDAY, clock=clock)
    morning(MONDAY, 9)
    assert box.mails == []
    morning(MONDAY + timedelta(days=1))
    assert len(box.mails) == 1


def test_a_long_list_is_cut_and_a_name_that_turns_lines_around_stays_one_line() -> None:
    nothing = Needs([], [], [], [], [], [], [], [])
    many = [Meeting(kind=MeetingKind.WARD, at=time(10, 30), day=MONDAY)] * 15
    odd = "Rose\u202e\r\nBcc: all@hospital.example\u2028 \u0648\u0631\u062f\u0629"
    of = OfWard(odd, nothing, today=many, forgotten=[], invited=[], minutes=MinutesWaiting(), topics={})
    told = mail_text([of], MONDAY)
    assert told is not None
    mail = a_mail({"from": "wv@h.example"}, "tom@h.example", SetClock().now(), "s", told)
    shown = message_from_bytes(mail.as_bytes(policy=SMTP_POLICY), policy=default)
    assert set(shown) == set(mail)
    lines = shown.get_content().splitlines()
    assert "Rose Bcc: all@hospital.example \u0648\u0631\u062f\u0629" in lines
    assert lines.count("- Ward meeting today at 10:30.") == 12
    assert "- And 3 more." in lines
    assert mail_text([replace(of, today=[])], MONDAY) is None


# --- when it comes ---------------------------------------------------------------------------------------------------


def test_one_mail_a_morning_from_seven_to_noon_on_working_days(
    ward: Ward, tom: Actor, clock: SetClock, morning: Morning, post: Any
) -> None:
    box, _smtp = post
    good_friday, easter_monday = date(2026, 4, 3), date(2026, 4, 6)
    due_soon(ward, tom, clock)
    for hour, minute, so_far in ((6, 59, 0), (7, 0, 1), (7, 1, 1), (11, 59, 1)):
        morning(MONDAY, hour, minute)
        assert len(box.mails) == so_far
    for day in (MONDAY + timedelta(days=5), MONDAY + timedelta(days=6), good_friday, easter_monday):
        morning(day)
    morning(MONDAY + timedelta(days=1), 12)
    assert len(box.mails) == 1
    morning(MONDAY + timedelta(days=1), 11, 59)
    assert len(box.mails) == 2


def test_only_on_the_mornings_that_somebody_ticked(
    session: Session, ward: Ward, clock: SetClock, morning: Morning, post: Any
) -> None:
    box, _smtp = post
    tom = wants_mail(session, a.a_staff_actor(ward), "tom@hospital.example", (1, 3))
    due_soon(ward, tom, clock)
    days = []
    for number in range(7):
        morning(MONDAY + timedelta(days=number))
        days += [number] * (len(box.mails) - len(days))
    assert days == [1, 3]


def test_a_stopped_mail_and_a_closed_account_and_a_part_that_is_over_get_none(
    session: Session, ward: Ward, tom: Actor, priya: Actor, clock: SetClock, morning: Morning, post: Any
) -> None:
    box, _smtp = post
    omar = wants_mail(session, a.a_staff_actor(ward, name="Omar"), "omar@hospital.example")
    due_soon(ward, omar, clock, MONDAY)
    stopping = a.work(session, priya)
    commands.stop_mail(stopping)
    stopping.commit()
    ending = a.work(session)
    people.end_membership(ending, membership=session.query(Membership).filter_by(account_id=omar.id).one())
    ending.commit()
    session.execute(Base.metadata.tables["accounts"].update().where(Account.id == tom.id).values(closed_on=MONDAY))
    morning(MONDAY + timedelta(days=1))
    assert box.mails == []
    assert session.get(Diary, priya.id).mail_to == ""  # type: ignore[union-attr]


def test_what_an_account_that_is_over_had_arranged_is_forgotten(
    engine: Engine, session: Session, tom: Actor, priya: Actor, clock: SetClock
) -> None:
    session.execute(Base.metadata.tables["accounts"].update().where(Account.id == tom.id).values(closed_on=MONDAY))
    session.commit()
    mailing.forget_diaries(engine, clock)
    session.expire_all()
    assert [one.account_id for one in session.query(Diary)] == [priya.id]


# --- what may go wrong -----------------------------------------------------------------------------------------------


def test_a_server_that_is_gone_or_says_not_now_is_asked_again_and_the_others_are_spared_the_wait(
    session: Session, ward: Ward, tom: Actor, priya: Actor, clock: SetClock, morning: Morning, post: Any, capsys: Any
) -> None:
    box, smtp = post
    due_soon(ward, tom, clock)
    due_soon_for(ward, priya, clock)
    morning(MONDAY, smtp=smtp | {"port": "1"})
    assert capsys.readouterr().err.count("was not taken") == 1
    assert (seen_to_on(session, tom), seen_to_on(session, priya)) == (None, None)
    box.answer = "451 Not now"
    morning(MONDAY, 7, 1)
    told = capsys.readouterr().err
    assert told.count("was not taken") == 2
    assert "hospital.example" not in told
    assert "SMTPDataError" in told
    box.answer = "250 OK"
    morning(MONDAY, 7, 2)
    assert {to for to, _raw in box.mails} == {"tom@hospital.example", "priya@hospital.example"}


def due_soon_for(ward: Ward, owner: Actor, clock: SetClock) -> None:
    session = a.session_of(ward)
    session.execute(Base.metadata.tables["meetings"].update().values(state="closed", day=MONDAY - timedelta(days=7)))
    due_soon(ward, owner, clock)


def test_a_refused_address_keeps_nobody_else_from_theirs_and_is_not_tried_again_that_day(
    session: Session, ward: Ward, tom: Actor, priya: Actor, clock: SetClock, morning: Morning, post: Any, capsys: Any
) -> None:
    box, _smtp = post
    due_soon(ward, tom, clock)
    due_soon_for(ward, priya, clock)
    box.refused = {"tom@hospital.example"}
    for minute in range(3):
        morning(MONDAY, 7, minute)
    assert [to for to, _raw in box.mails] == ["priya@hospital.example"]
    assert capsys.readouterr().err.count("SMTPRecipientsRefused") == 1


def test_somebody_whose_mail_cannot_be_written_keeps_nobody_else_from_theirs(
    session: Session,
    ward: Ward,
    tom: Actor,
    priya: Actor,
    clock: SetClock,
    morning: Morning,
    post: Any,
    monkeypatch,
    capsys,
) -> None:
    box, _smtp = post
    due_soon(ward, tom, clock)
    due_soon_for(ward, priya, clock)
    written = mailing._written

    def fails_for_tom(engine: Engine, account_id: object, now: Any) -> str | None:
        if account_id == tom.id:
            raise RuntimeError(WORDS)
        return written(engine, account_id, now)  # type: ignore[arg-type]

    monkeypatch.setattr(mailing, "_written", fails_for_tom)
    morning(MONDAY)
    assert [to for to, _raw in box.mails] == ["priya@hospital.example"]


@pytest.mark.parametrize("moment", ["before", "after"])
def test_what_breaks_off_between_claiming_and_noting_loses_one_mail_and_never_doubles_it(
    session: Session, ward: Ward, tom: Actor, clock: SetClock, morning: Morning, post: Any, monkeypatch, moment: str
) -> None:
    """Killed just before the mail is handed over, or just after it was taken."""
    box, _smtp = post
    due_soon(ward, tom, clock)
    sends = SMTP.send_message

    def dies(server: SMTP, mail: Any) -> None:
        if moment == "after":
            sends(server, mail)
        raise KeyboardInterrupt  # as a kill: nothing of ours catches it

    monkeypatch.setattr(SMTP, "send_message", dies)
    with pytest.raises(KeyboardInterrupt):
        morning(MONDAY)
    monkeypatch.setattr(SMTP, "send_message", sends)
    morning(MONDAY, 7, 1)
    assert len(box.mails) == (moment == "after")
    morning(MONDAY + timedelta(days=1))
    assert len(box.mails) == 1 + (moment == "after")


def test_a_connection_that_breaks_after_the_mail_was_handed_over_is_no_reason_to_send_it_twice(
    session: Session, ward: Ward, tom: Actor, clock: SetClock, morning: Morning, post: Any, monkeypatch: Any
) -> None:
    box, _smtp = post
    due_soon(ward, tom, clock)
    sends = SMTP.send_message

    def breaks(server: SMTP, mail: Any) -> None:
        sends(server, mail)
        raise TimeoutError

    monkeypatch.setattr(SMTP, "send_message", breaks)
    for minute in range(3):
        morning(MONDAY, 7, minute)
    assert len(box.mails) == 1


def test_two_tickers_send_one_mail(tmp_path: Path, clock: SetClock, post: Any) -> None:
    """Both have found that it is due; on one file, as on one PostgreSQL, one of them claims it."""
    blank = prepare(create_engine(f"sqlite:///{tmp_path / 'wardvoice.sqlite'}"))
    both_send_one(blank, clock, post)


def test_two_tickers_on_two_machines_send_one_mail(postgres_url: str, clock: SetClock, post: Any) -> None:
    both_send_one(prepare(create_engine(postgres_url)), clock, post)


def both_send_one(engine: Engine, clock: SetClock, post: Any) -> None:
    box, smtp = post
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        create_triggers(connection)
    with Session(engine) as session:
        ward = a.a_ward(session)
        people_there = [wants_mail(session, a.a_staff_actor(ward, name=n), f"{n}@h.example") for n in ("tom", "omar")]
        a.a_meeting(ward, MONDAY)
        ids = {f"{actor.name}@h.example" for actor in people_there}
    clock.go_to(MONDAY, 7)
    meets, found = threading.Barrier(2), mailing.queries.to_mail
    with pytest.MonkeyPatch.context() as patch:

        def once_both_have_looked(*asked: Any) -> Any:
            waiting = found(*asked)
            meets.wait(20)
            return waiting

        patch.setattr(mailing.queries, "to_mail", once_both_have_looked)
        tickers = [threading.Thread(target=mailing.mail_staff, args=(engine, clock, smtp, NATION)) for _ in range(2)]
        for ticker in tickers:
            ticker.start()
        for ticker in tickers:
            ticker.join()
    engine.dispose()
    assert sorted(to for to, _raw in box.mails) == sorted(ids)


# --- beside the readers' mail ----------------------------------------------------------------------------------------


def test_whoever_reads_and_works_here_gets_both_and_neither_tells_of_the_other(
    engine: Engine, session: Session, ward: Ward, clock: SetClock, morning: Morning, post: Any, quick_sealing: None
) -> None:
    box, smtp = post
    wren, _key = a_listener(session, "Wren", "reads@hospital.example")
    part = Actor(a.Door.OWN_DEVICE, ward.id, wren.id, "Wren", frozenset({Role.LISTENER}))
    wants_mail(session, part, "works@hospital.example")
    sizes = set()
    for number, busy in enumerate((False, True, True)):
        day = MONDAY + timedelta(days=number)
        if busy:
            a.a_meeting(ward, day)
        morning(day)
        morning(day, 8)
        remind_readers(engine, clock, smtp)
        sizes.add(len(box.mails[-1][1]))
    got = [to for to, _raw in box.mails]
    assert got.count("reads@hospital.example") == 3
    assert got.count("works@hospital.example") == 2
    assert len(sizes) == 1, "the readers' mail stays the same to the byte"
    for to, raw in box.mails:
        other = "works@" if to.startswith("reads@") else "reads@"
        assert other.encode() not in raw
        assert "private" not in text(raw)


# --- where it goes ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("odd", ["", "tom", "tom@h.example\nBcc: all@h.x", "tom@h.example\r", "t\u00f6m@h.example"])
def test_an_address_that_a_header_may_read_otherwise_is_refused(session: Session, ward: Ward, odd: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        wants_mail(session, a.a_staff_actor(ward), odd)
    assert refused.value.field == "mail_to"


@pytest.mark.parametrize("odd", [(), (5,), (0, 7)])
def test_mornings_that_make_no_sense_are_refused(session: Session, ward: Ward, odd: tuple[int, ...]) -> None:
    with pytest.raises(RuleBroken) as refused:
        wants_mail(session, a.a_staff_actor(ward), "tom@h.example", odd)
    assert refused.value.field == "mornings"
