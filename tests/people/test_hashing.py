"""Passwords and PINs are kept in a way that takes whoever steals them long to try."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from tests.conftest import PEPPER
from wardvoice.people import hashing


def test_outside_the_tests_each_try_costs_nineteen_megabytes_and_two_rounds(
    slow_hasher: PasswordHasher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hashing, "_SLOW", slow_hasher)
    password, pin = hashing.hash_password("kettle orange stair"), hashing.hash_pin(PEPPER, "482915")
    assert {kept[:29] for kept in (password, pin)} == {"$argon2id$v=19$m=19456,t=2,p="}
    assert hashing.password_fits(password, "kettle orange stair")
    assert hashing.pin_fits(PEPPER, pin, "482915")
    assert not hashing.pin_fits(PEPPER, password, "482915")
