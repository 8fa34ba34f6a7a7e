"""The words, dates, icons and rights that every template can use; the links of staff."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from flask import Flask, render_template_string

from tests.checks import check_page
from tests.pages import PageClient
from tests.web.little_house import OTHER_WARD, WARD


@pytest.fixture
def drawn(little_house: Flask) -> Iterator[Any]:
    """Draw a line of template as an unknown browser."""
    with little_house.test_request_context("/"):
        yield render_template_string


@dataclass
class Thing:
    ward_id: UUID


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2026, 3, 5), "Thursday 5 March"),
        (date(2025, 3, 5), "Wednesday 5 March 2025"),
        (date(2027, 1, 1), "Friday 1 January 2027"),
        (datetime(2026, 3, 5, 23, 30, tzinfo=UTC), "Thursday 5 March"),
        (datetime(2026, 7, 5, 23, 30, tzinfo=UTC), "Monday 6 July"),
    ],
)
def test_days_are_written_as_people_say_them(drawn: Any, value: date, words: str) -> None:
    assert drawn("{{ value|day }}", value=value) == words


def test_moments_stand_on_the_wards_clock(drawn: Any) -> None:
    assert drawn("{{ m|moment }}", m=datetime(2026, 7, 6, 9, 5, tzinfo=UTC)) == "Monday 6 July, 10:05"


def test_an_icon_beside_words_is_quiet_and_one_alone_has_a_name(drawn: Any) -> None:
    assert 'aria-hidden="true"' in drawn("{{ icon('food') }}")
    alone = drawn("{{ icon('food', '<Food>') }}")
    assert 'role="img"' in alone
    assert 'aria-label="&lt;Food&gt;"' in alone
    check_page(alone)


def test_every_icon_that_templates_name_is_on_the_sheet() -> None:
    import re

    from wardvoice.web.assets import STATIC, asset

    known = set(re.findall(r'<symbol id="([^"]+)"', asset("vendor/icons.svg").plain.decode()))
    for template in (STATIC.parent / "templates").rglob("*.html"):
        named = set(re.findall(r"""icon\(["']([a-z-]+)["']""", template.read_text(encoding="utf-8")))
        assert named <= known, f"{template.name}: {sorted(named - known)}"


def test_a_title_leaves_it_to_the_frame_to_say_that_there_are_mistakes() -> None:
    """A page that said it, too, was called "Error: Error: Sign in"."""
    from wardvoice.web.assets import STATIC

    for template in (STATIC.parent / "templates").rglob("*.html"):
        title = template.read_text(encoding="utf-8").partition("{% block title %}")[2].partition("{% endblock %}")[0]
        assert template.name in {"base.html", "terminal.html"} or "Error" not in title, template.name


def test_a_template_asks_the_same_law_as_the_guard(nurse: PageClient, little_house: Flask) -> None:
    from wardvoice.web import frame

    cookie = nurse.http.get_cookie("wv")
    assert cookie is not None
    with little_house.test_request_context("/", headers={"Cookie": f"wv={cookie.value}"}):
        assert frame.may("answer", Thing(WARD.id))
        assert not frame.may("answer", Thing(OTHER_WARD)), "another ward's things are not there"
        assert not frame.may("keep_accounts")
        with pytest.raises(KeyError):
            frame.may("fly")


def test_links_lead_only_where_one_may_go(nurse: PageClient, terminal: PageClient) -> None:
    nurse.get("/")
    assert [link.text for link in nurse.page.one("nav").all("a")] == ["Start"]
    assert nurse.page.one("nav").one("a")["aria-current"] == "page"
    assert nurse.get("/plain").one("nav").one("a").get("aria-current") == ""
    assert terminal.get("/").all("nav") == []


@pytest.mark.parametrize("part", ["parts", "form", "start", "receipt", "paper", "screen"])
@pytest.mark.parametrize("who", ["nurse", "kestrel"])
def test_every_part_of_a_page_is_sound(who: str, part: str, request: pytest.FixtureRequest) -> None:
    browser: PageClient = request.getfixturevalue(who)
    browser.get(f"/guide/{part}")


def test_the_meter_of_steps_says_it_in_words(drawn: Any) -> None:
    text = drawn('{% from "components/steps.html" import steps %}{{ steps(2, 4) }}')
    assert "2 of 4" in text
    assert text.count("is-done") == 2


def test_a_history_in_sentences_escapes_what_people_said(drawn: Any) -> None:
    lines = [{"when": "Monday", "text": "Kestrel asked.", "quote": "<script>"}, {"when": "Tuesday", "text": "<b>"}]
    told = drawn('{% from "components/timeline.html" import timeline %}{{ timeline(lines) }}', lines=lines)
    assert "<script>" not in told
    assert "<b>" not in told
    assert told.count("<li") == 2


def test_the_demo_says_so_on_every_page(little_house: Flask, nurse: PageClient, kestrel: PageClient) -> None:
    from dataclasses import replace

    hall = little_house.extensions["hall"]
    little_house.extensions["hall"] = replace(hall, settings=replace(hall.settings, is_demo=True))
    for browser in (nurse, kestrel):
        assert "Demo" in browser.get("/").one("header").text
        assert "every person and every word here is invented" in browser.page.one("footer").text


def test_words_at_a_shared_screen_reach_no_spelling_service(kestrel: PageClient, nurse: PageClient) -> None:
    for box in kestrel.get("/every").all("textarea"):
        assert (box["spellcheck"], box["autocomplete"], box["autocorrect"]) == ("false", "off", "off")
    assert "spellcheck" not in nurse.get("/every").one("textarea").attrs


@pytest.mark.parametrize(("whole", "status"), [(True, 200), (False, 503)])
def test_health_tells_one_word(little_house: Flask, whole: bool, status: int) -> None:
    from dataclasses import replace

    little_house.extensions["hall"] = replace(little_house.extensions["hall"], is_whole=lambda: whole)
    answer = little_house.test_client().get("/health")
    assert answer.status_code == status
    assert answer.get_json() == {"status": "ok" if whole else "not ready"}
