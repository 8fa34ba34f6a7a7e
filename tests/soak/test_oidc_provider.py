"""Sign-on against a second server that others made: `oidc-provider`, which comes from npm and runs in Node."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import requests
from flask import Flask
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from tests.browser.conftest import browser_type_launch_args, live_server
from tests.browser.sitting import leaves
from tests.needs import missing
from tests.pages import PageClient
from tests.signon.conftest import HOSPITAL_DOOR, Real, now, real, real_app, secret_file
from tests.signon.crooked import CLIENT, SECRET
from wardvoice.people.models import Account
from wardvoice.signon.rules import GroupRole

__all__ = ["browser_type_launch_args", "live_server", "now", "real", "real_app", "secret_file"]

HERE = Path(__file__).parent / "oidc_provider"
ACTION, PROMPT = re.compile(r'action="([^"]+)"'), re.compile(r'name="prompt" value="([^"]+)"')
Seen = Callable[[str, object], None]


@pytest.fixture(scope="session")
def real_provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Put it in place with npm, from the versions that are written down, and let it run."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        missing("no Node with npm on this machine")
    folder = tmp_path_factory.mktemp("directory") / "of-npm"
    shutil.copytree(HERE, folder)
    subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=folder, check=True, capture_output=True)
    with closing(socket.socket()) as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    words = [node, "directory.mjs", str(port), CLIENT, SECRET]
    with subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert any(line == "ready\n" for line in process.stdout)
        yield f"http://localhost:{port}"
        process.terminate()


@dataclass
class ByNode(Real):
    """The same hospital: its directory asks who somebody is, then whether WardVoice may know it."""

    def back_from_there(self, address: str, subject: str) -> str:
        with requests.Session() as person:
            answer = person.get(address, timeout=10)
            while True:
                fields = {"prompt": PROMPT.search(answer.text)[1], "login": subject, "password": "any"}  # type: ignore[index]
                answer = person.post(ACTION.search(answer.text)[1], fields, allow_redirects=False, timeout=10)  # type: ignore[index]
                while answer.is_redirect:
                    to = urljoin(answer.url, answer.headers["Location"])
                    back = urlsplit(to)
                    if back.path == "/sign-in/hospital/back":
                        return f"{back.path}?{back.query}"
                    answer = person.get(to, allow_redirects=False, timeout=10)


@pytest.fixture
def directory(real: Real) -> ByNode:
    return ByNode(real.app, real.session, real.ward, real.issuer, real.clock)


def test_groups_give_parts_and_a_leaver_is_closed(directory: ByNode, record_property: Seen) -> None:
    directory.gives("Alder nurses")
    directory.gives("Alder leads", GroupRole.MANAGER)
    directory.knows("mary", groups=["Alder leads"])
    directory.comes("mary").submit("I accept this")
    directory.knows("tom", groups=["Alder nurses", "Everybody"])
    tom = directory.comes("tom")
    assert tom.address == "/conduct"
    tom.submit("I accept this")
    tom.get("/actions")
    assert "Alder" in tom.page.one("header").text
    directory.knows("tom", groups=["Everybody"])
    directory.comes("tom", status=403)
    closed = {account.name: account.closed_on is not None for account in directory.ask(select(Account))}
    assert closed == {"Mary": False, "Tom": True}
    record_property("seen", "oidc-provider 9.13.3 (npm): two came by their groups, one left and was closed")


def test_a_code_is_good_once_and_a_stranger_is_sent_away(directory: ByNode) -> None:
    directory.gives("Alder nurses")
    directory.knows("tom", groups=["Alder nurses"])
    client = directory.anybody()
    back = directory.back_from_there(directory.sent_away(client), "tom")
    client.get(back)
    client.submit("Go on")
    again: PageClient = directory.anybody()
    again.get(back, status=403)
    directory.knows("eve", groups=["Visitors"])
    directory.comes("eve", status=403)
    assert [account.name for account in directory.ask(select(Account))] == ["Tom"]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_there_and_back_in_a_browser(
    browser: Browser, directory: ByNode, live_server: Callable[[Flask], str], scripts: bool
) -> None:
    directory.gives("Alder nurses")
    directory.knows("tom", groups=["Alder nurses"])
    page = browser.new_context(java_script_enabled=scripts).new_page()
    page.goto(f"{live_server(directory.app)}/sign-in")
    page.get_by_role("button", name=HOSPITAL_DOOR).click()
    page.get_by_placeholder("Enter any login").fill("tom")
    page.get_by_placeholder("and password").fill("any")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()
    if not scripts:
        page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What everybody with an account accepts")
    leaves(page, "I accept this")
    leaves(page, "Sign out")
    expect(page.get_by_role("button", name=HOSPITAL_DOOR)).to_be_visible()
    page.context.close()
