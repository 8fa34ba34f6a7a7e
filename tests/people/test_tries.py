"""Wrong passwords, PINs and codes: counted before they are looked at, and waited for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.conftest import SetClock
from wardvoice.core.actor import CLOCK, Actor
from wardvoice.core.errors import TooMuch
from wardvoice.people import commands
from wardvoice.people.models import Try
from wardvoice.people.rules import TryKind
from wardvoice.storage.work import Work

As = Callable[[Actor], Work]
KESTREL, HERON = "mark of kestrel", "mark of heron"
CORRIDOR, LAPTOP = "the corridor", "the laptop"


def pin(session: Session, clock: SetClock, who: str = KESTREL, place: str = CORRIDOR) -> None:
    commands.try_pin(session, who=who, place=place, clock=clock)


def test_the_sixth_pin_waits_five_minutes_and_says_until_when(session: Session, clock: SetClock) -> None:
    for _ in range(5):
        pin(session, clock)
    with pytest.raises(TooMuch, match="until 10:35"):
        pin(session, clock)
    clock.go_on(minutes=5)
    pin(session, clock)


def test_a_pause_on_one_terminal_is_none_on_another(session: Session, clock: SetClock) -> None:
    for _ in range(5):
        pin(session, clock)
    pin(session, clock, place=LAPTOP)


def test_a_pause_of_one_name_is_none_of_another(session: Session, clock: SetClock) -> None:
    for _ in range(5):
        pin(session, clock)
    pin(session, clock, who=HERON)


def test_after_twenty_wrong_pins_a_name_rests_everywhere_until_tomorrow(session: Session, clock: SetClock) -> None:
    for number in range(20):
        pin(session, clock, place=(CORRIDOR, LAPTOP)[number % 2])
        clock.go_on(minutes=6)
    for place in (CORRIDOR, LAPTOP, "the kitchen"):
        with pytest.raises(TooMuch, match="until tomorrow"):
            pin(session, clock, place=place)
    clock.go_on(hours=24)
    pin(session, clock)


def test_the_day_of_the_twenty_is_the_wards_own(session: Session, clock: SetClock) -> None:
    clock.go_to(clock.today, 23, 50)
    for number in range(20):
        pin(session, clock, place=f"screen {number}")
    with pytest.raises(TooMuch):
        pin(session, clock)
    clock.go_on(minutes=11)
    pin(session, clock)


def test_the_right_pin_ends_the_count_at_this_screen_but_not_of_the_day(session: Session, clock: SetClock) -> None:
    for _ in range(6):
        for _wrong_three_times_then_right in range(4):
            pin(session, clock)
        commands.forgive(session, clock=clock, kind=TryKind.PIN, who=KESTREL, place=CORRIDOR)
    for _ in range(2):
        pin(session, clock)
    with pytest.raises(TooMuch, match="until tomorrow"):
        pin(session, clock)


def test_nothing_is_kept_of_a_right_pin_and_of_the_wrong_ones_before_it_only_the_day(
    session: Session, clock: SetClock
) -> None:
    for _ in range(3):
        clock.go_on(minutes=7, seconds=11)
        pin(session, clock)
    commands.forgive(session, clock=clock, kind=TryKind.PIN, who=KESTREL, place=CORRIDOR)
    kept = [(one.place, one.at) for one in session.scalars(select(Try))]
    assert kept == [("", clock.moment(clock.today, 0))] * 2


def test_twenty_right_pins_in_a_day_are_no_wrong_ones(session: Session, clock: SetClock) -> None:
    for _ in range(25):
        pin(session, clock)
        commands.forgive(session, clock=clock, kind=TryKind.PIN, who=KESTREL, place=CORRIDOR)
    assert session.scalars(select(Try)).all() == []


def test_of_a_try_no_second_is_kept(session: Session, clock: SetClock) -> None:
    clock.go_on(seconds=17)
    pin(session, clock)
    commands.try_code(session, place=CORRIDOR, clock=clock)
    commands.try_password(session, who="tom", clock=clock)
    assert {f"{clock.local(one.at):%H:%M:%S.%f}" for one in session.scalars(select(Try))} == {"10:31:00.000000"}


@pytest.mark.parametrize("kind", [TryKind.CARD, TryKind.SCREEN])
def test_a_right_code_leaves_nothing_at_its_place(session: Session, clock: SetClock, kind: TryKind) -> None:
    for place in (CORRIDOR, CORRIDOR, LAPTOP):
        commands.try_code(session, kind=kind, place=place, clock=clock)
    commands.forgive(session, clock=clock, kind=kind, place=CORRIDOR)
    assert [one.place for one in session.scalars(select(Try))] == [LAPTOP]


def test_codes_of_cards_and_of_screens_are_counted_apart(session: Session, clock: SetClock) -> None:
    for _ in range(10):
        commands.try_code(session, kind=TryKind.SCREEN, place=CORRIDOR, clock=clock)
    commands.try_code(session, place=CORRIDOR, clock=clock)
    with pytest.raises(TooMuch, match="until 10:40"):
        commands.try_code(session, kind=TryKind.SCREEN, place=CORRIDOR, clock=clock)


def test_codes_of_cards_wait_after_ten_wrong_ones_at_this_screen(session: Session, clock: SetClock) -> None:
    for _ in range(10):
        commands.try_code(session, place=CORRIDOR, clock=clock)
    with pytest.raises(TooMuch, match="until 10:40"):
        commands.try_code(session, place=CORRIDOR, clock=clock)
    commands.try_code(session, place=LAPTOP, clock=clock)
    clock.go_on(minutes=10)
    commands.try_code(session, place=CORRIDOR, clock=clock)


def test_passwords_wait_longer_and_longer(session: Session, clock: SetClock) -> None:
    for _ in range(5):
        commands.try_password(session, who="tom", clock=clock)
    with pytest.raises(TooMuch, match="until 10:31"):
        commands.try_password(session, who="tom", clock=clock)
    clock.go_on(minutes=1)
    commands.try_password(session, who="tom", clock=clock)
    with pytest.raises(TooMuch, match="until 10:33"):
        commands.try_password(session, who="tom", clock=clock)
    commands.try_password(session, who="ada", clock=clock)


def test_the_right_password_ends_the_waiting(session: Session, clock: SetClock) -> None:
    for _ in range(5):
        commands.try_password(session, who="tom", clock=clock)
    commands.forgive(session, clock=clock, kind=TryKind.PASSWORD, who="tom")
    commands.try_password(session, who="tom", clock=clock)


def test_many_usernames_in_a_row_slow_everybody_down(session: Session, clock: SetClock) -> None:
    for number in range(60):
        commands.try_password(session, who=f"name {number}", clock=clock)
    with pytest.raises(TooMuch, match="until 10:31"):
        commands.try_password(session, who="tom", clock=clock)


def test_a_shown_minute_is_never_too_early(session: Session, clock: SetClock) -> None:
    clock.go_on(seconds=20)
    for _ in range(5):
        pin(session, clock)
    with pytest.raises(TooMuch, match="until 10:36"):
        pin(session, clock)


def test_tries_are_forgotten_after_a_day(work_as: As, session: Session, clock: SetClock) -> None:
    pin(session, clock)
    clock.go_on(hours=23)
    pin(session, clock)
    clock.go_on(hours=2)
    work = work_as(CLOCK)
    commands.forget_tries(work)
    work.commit()
    assert session.scalar(select(func.count()).select_from(Try)) == 1


def test_a_try_keeps_neither_a_name_nor_a_pin(session: Session) -> None:
    assert set(Try.__table__.columns.keys()) == {"id", "kind", "who", "place", "at", "forgiven"}
