"""To the hospital's sign-in and back in a real browser, which holds a form to the addresses it may be sent to."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from flask import Flask
from playwright.sync_api import Browser, Error, Page, expect
from sqlalchemy import select

from tests.browser.sitting import leaves
from tests.signon.conftest import HOSPITAL_DOOR, Real, now, real, real_app, real_provider, secret_file
from wardvoice.people.models import Account

__all__ = ["now", "real", "real_app", "real_provider", "secret_file"]

Axe = Callable[[Page], list[str]]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_nurse_signs_on_and_is_in(
    browser: Browser, real: Real, live_server: Callable[[Flask], str], axe: Axe, scripts: bool
) -> None:
    real.gives("Alder nurses")
    real.knows("tom", groups=["Alder nurses"], given_name="Tom")
    page = browser.new_context(java_script_enabled=scripts).new_page()
    page.goto(f"{live_server(real.app)}/sign-in")
    if scripts:
        assert axe(page) == []
    page.get_by_role("button", name=HOSPITAL_DOOR).click()
    page.get_by_placeholder("sub").fill("tom")
    page.get_by_role("button", name="Authorize").click()
    if not scripts:
        page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What everybody with an account accepts")
    assert real.ask(select(Account.name)) == ["Tom"]
    leaves(page, "I accept this")
    leaves(page, "Sign out")
    expect(page.get_by_role("button", name=HOSPITAL_DOOR)).to_be_visible()
    with suppress(Error):  # a step back that is answered with another address may end before this sees it
        page.go_back(wait_until="commit", timeout=5000)
    expect(page.get_by_role("button", name=HOSPITAL_DOOR)).to_be_visible()
    assert page.get_by_role("button", name="Sign out").count() == 0
    page.context.close()
