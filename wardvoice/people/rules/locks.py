"""PINs, passwords, and how long to wait after wrong tries (product.md, T2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from wardvoice.core.errors import N_, RuleBroken

PIN_DIGITS = 6
PINS_BEFORE_PAUSE = 5
PIN_PAUSE = timedelta(minutes=5)
PINS_IN_A_DAY = 20
CODES_BEFORE_PAUSE = 10
CODE_PAUSE = timedelta(minutes=10)
PASSWORD_LETTERS = 12
PASSWORDS_BEFORE_WAIT = 5
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=15)
PASSWORDS_IN_ALL = 60
IN_ALL_WITHIN = timedelta(minutes=10)
IN_ALL_STEP = 20
FORGOTTEN_AFTER = timedelta(days=1)
AHEAD = timedelta(minutes=5)
"""By no more do the clocks of two servers differ: what is later still was noted by one that has been put back since."""


class TryKind(StrEnum):
    """What was tried."""

    PASSWORD = "password"  # noqa: S105
    PIN = "pin"
    CARD = "card"
    SCREEN = "screen"


ONLY_IN_A_ROW = frozenset({TryKind.CARD, TryKind.SCREEN})
"""Wrong ones of these count only until a right one comes; wrong PINs count for the day, wrong passwords in all."""


# --- is it good enough? ----------------------------------------------------------------------------------------------


def check_pin(pin: str, again: str) -> None:
    """Refuse a PIN that is not six digits, that others would try first, or that was typed differently twice."""
    if len(pin) != PIN_DIGITS or not (pin.isascii() and pin.isdigit()):
        raise RuleBroken(N_("A PIN has six numbers, like the ones on a phone."), field="pin")
    if easy_to_guess(pin):
        raise RuleBroken(N_("Many people try this PIN first. Please choose six other numbers."), field="pin")
    if pin != again:
        raise RuleBroken(N_("The two PINs are not the same. Please type both again."), field="again")


def easy_to_guess(pin: str) -> bool:
    """Return whether a PIN is hardly any different numbers, a row up or down (in pairs too), or a half twice."""
    in_pairs = pin[::2] == pin[1::2] and _is_a_row(pin[::2])
    return len(set(pin)) <= 2 or _is_a_row(pin) or pin[:3] == pin[3:] or in_pairs


def _is_a_row(digits: str) -> bool:
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(digits)}
    return steps in ({1}, {9})


def check_password(password: str, username: str) -> None:
    """Refuse a password of less than twelve characters, of hardly any different ones, or with the username in it."""
    if len(password) < PASSWORD_LETTERS:
        raise RuleBroken(
            N_("Use at least %(least)s characters. Three words that do not belong together are good."),
            field="password",
            least=PASSWORD_LETTERS,
        )
    if len(set(password)) < 5:
        raise RuleBroken(N_("Use more different characters."), field="password")
    if username and username.casefold() in password.casefold():
        raise RuleBroken(N_("Leave the username out of the password."), field="password")


# --- how long to wait? -----------------------------------------------------------------------------------------------


def noted(moment: datetime) -> datetime:
    """Return the next full minute: all that is kept of when a try came."""
    return (moment + timedelta(minutes=1, microseconds=-1)).replace(second=0, microsecond=0)


def pin_wait(here: Sequence[datetime], now: datetime) -> datetime | None:
    """Return until when a name is paused at this screen after wrong PINs here, or None if it may be tried now.

    Every fifth wrong PIN in a row pauses it for 5 minutes, at this screen only.
    """
    return _every(here, PINS_BEFORE_PAUSE, PIN_PAUSE, now)


def rests_today(wrong_today: int) -> bool:
    """Return whether a name rests until tomorrow: 20 wrong PINs in a day, at all screens together."""
    return wrong_today >= PINS_IN_A_DAY


def code_wait(wrong: Sequence[datetime], now: datetime) -> datetime | None:
    """Return until when no more codes are taken: every tenth wrong one costs 10 minutes."""
    return _every(wrong, CODES_BEFORE_PAUSE, CODE_PAUSE, now)


def password_wait(wrong: Sequence[datetime], now: datetime) -> datetime | None:
    """Return until when a username has to wait: from the fifth wrong password on 1, 2, 4 … minutes, 15 at most."""
    if len(wrong) < PASSWORDS_BEFORE_WAIT:
        return None
    return _still(max(wrong) + min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(len(wrong) - PASSWORDS_BEFORE_WAIT, 8)), now)


def everybody_waits(wrong: Sequence[datetime], now: datetime) -> datetime | None:
    """Return until when all passwords have to wait, after 60 wrong ones in 10 minutes; each 20 more double the wait."""
    recent = [at for at in wrong if now - at < IN_ALL_WITHIN]
    if len(recent) < PASSWORDS_IN_ALL:
        return None
    steps = min((len(recent) - PASSWORDS_IN_ALL) // IN_ALL_STEP, 8)
    return _still(max(recent) + min(LONGEST_WAIT, FIRST_WAIT * 2**steps), now)


def _every(wrong: Sequence[datetime], count: int, pause: timedelta, now: datetime) -> datetime | None:
    if not wrong or len(wrong) % count:
        return None
    return _still(max(wrong) + pause, now)


def _still(until: datetime, now: datetime) -> datetime | None:
    return until if now < until else None
