"""The files that are not ours are what VENDORED.md says, and make no browser ask another host for anything."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "wardvoice" / "static" / "vendor"
HOMES = [PAGES, ROOT / "tests" / "browser" / "vendor"]
TABLE_ROW = re.compile(r"^\| (\S+) \| ([0-9a-f]{64}) \|$", re.MULTILINE)
NHSUK = PAGES / "nhsuk-frontend.css"


def vendored_files(home: Path) -> dict[str, str]:
    files = (path for path in home.rglob("*") if path.is_file() and path.name != "VENDORED.md")
    return {path.relative_to(home).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("home", HOMES, ids=lambda home: home.parent.name)
def test_every_file_has_the_hash_that_is_written_down(home):
    written_down = dict(TABLE_ROW.findall((home / "VENDORED.md").read_text(encoding="utf-8")))
    assert vendored_files(home) == written_down


@pytest.mark.parametrize("home", HOMES, ids=lambda home: home.parent.name)
def test_every_package_names_a_licence_text_that_is_there(home):
    account = (home / "VENDORED.md").read_text(encoding="utf-8")
    named = re.findall(r"text in `(licences/\S+\.txt)`", account)
    assert len(named) == account.count("\n## ") - 1  # every heading but the table's
    assert all((home / name).stat().st_size > 200 for name in named)


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.css")), ids=lambda path: path.name)
def test_style_fetches_nothing(path):
    css = path.read_text(encoding="utf-8")
    fetching = re.findall(r"url\((?!['\"]?data:)[^)]*\)|@import[^;]*|image-set\([^)]*\)|sourceMappingURL\S*", css)
    assert fetching == []


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.js")), ids=lambda path: path.name)
def test_script_names_no_other_host(path):
    script = path.read_text(encoding="utf-8")
    assert re.findall(r"(?:https?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+/?[^\s\"'`]*|sourceMappingURL\S*", script) == []


def test_nhs_style_brings_neither_the_nhs_font_nor_a_font_face():
    css = NHSUK.read_text(encoding="utf-8")
    assert "@font-face" not in css
    assert "frutiger" not in css.lower()
    assert '"Atkinson Hyperlegible Next"' in css


def test_nhs_style_stands_in_one_layer_of_its_own():
    assert NHSUK.read_text(encoding="utf-8").startswith("@layer vendor{")


def test_icons_are_plain_shapes_in_the_colour_of_the_text():
    sprite = (PAGES / "icons.svg").read_text(encoding="utf-8")
    names = re.findall(r'<symbol id="([a-z-]+)" viewBox="0 0 24 24"', sprite)
    assert len(names) == len(set(names)) == sprite.count("<symbol")
    assert sprite.count('stroke="currentColor"') == len(names)
    assert not re.search(r"<script|<style|<image|<use|href|\son\w+=", sprite)
