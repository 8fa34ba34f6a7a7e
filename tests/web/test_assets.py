"""Static files: few, small, kept for a year, and never anything else of the disk."""

from __future__ import annotations

import gzip
import re

import pytest
from flask import Flask

from tests.pages import PageClient
from wardvoice.web import assets

FIRST_VISIT_BYTES = 75_000
FIRST_VISIT_REQUESTS = 8


def addresses(page: PageClient) -> list[str]:
    tree = page.page
    return [link["href"] for link in tree.all("link")] + [script["src"] for script in tree.all("script")]


def test_a_static_file_is_kept_for_a_year_under_the_name_of_its_content(stranger: PageClient) -> None:
    stranger.get("/sign-in")
    for address in addresses(stranger):
        answer = stranger.http.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Set-Cookie" not in answer.headers
        assert re.match(r"/static/[0-9a-f]{12}/", address)


def test_an_old_mark_is_not_answered_with_new_content(stranger: PageClient) -> None:
    assert stranger.http.get("/static/000000000000/site.css").status_code == 404


@pytest.mark.parametrize(
    "name",
    ["../config.py", "..%2fconfig.py", "vendor/VENDORED.md", "vendor/licences/htmx.org.txt", "/etc/passwd", "css", ""],
)
def test_nothing_else_is_sent(stranger: PageClient, name: str) -> None:
    assert stranger.http.get(f"/static/x/{name}").status_code in (404, 308)


def test_compressed_only_for_who_asks(stranger: PageClient, little_house: Flask) -> None:
    with little_house.test_request_context("/"):
        address = assets.address("site.css")
    plain = stranger.http.get(address)
    zipped = stranger.http.get(address, headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert zipped.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(zipped.get_data()) == plain.get_data()


def test_pages_are_never_compressed_since_they_hold_secrets(stranger: PageClient) -> None:
    answer = stranger.http.get("/sign-in", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers


def test_the_first_visit_is_small(terminal: PageClient) -> None:
    terminal.get("/")
    wanted = {*addresses(terminal), *(use["href"].partition("#")[0] for use in terminal.page.all("use"))}
    sizes = {"/": len(terminal.answer.get_data())}
    for address in wanted:
        sizes[address] = len(terminal.http.get(address, headers={"Accept-Encoding": "gzip"}).get_data())
    assert len(sizes) <= FIRST_VISIT_REQUESTS, sizes
    assert sum(sizes.values()) <= FIRST_VISIT_BYTES, sizes


def test_styles_name_only_files_that_are_there(stranger: PageClient) -> None:
    styles = assets.asset("site.css").plain.decode()
    found = re.findall(r"url\(([^)]*)\)", styles)
    assert found
    for place in found:
        assert stranger.http.get(f"/static{place.removeprefix('..')}").status_code == 200, place
    assert "@import" not in styles
    assert "http" not in re.sub(r"/\*.*?\*/", "", styles, flags=re.DOTALL).replace("http://www.w3.org", "")


def test_our_styles_all_stand_in_a_layer() -> None:
    for path in (assets.STATIC / "css").glob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        outside = re.sub(r"@font-face\s*\{[^}]*\}", "", text).strip()
        assert not outside or outside.startswith("@layer"), path.name


def test_scripts_touch_no_storage_and_make_no_markup() -> None:
    scripts = {path.name: path.read_text(encoding="utf-8") for path in (assets.STATIC / "js").glob("*.js")}
    look_only = scripts.pop("check.js")  # asks whether anything is stored, and stores nothing
    banned = ("setItem", "indexedDB.open", "caches", "innerHTML", "eval(", "document.write", "clipboard")
    for script in (*scripts.values(), look_only):
        assert not [word for word in banned if word in script]
    for script in scripts.values():
        assert not [word for word in ("localStorage", "sessionStorage", "indexedDB") if word in script]
