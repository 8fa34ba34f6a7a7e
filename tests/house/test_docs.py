"""What the docs say is what the code does."""

import re
from pathlib import Path

import pytest

from tools.print_docs import PAGES, printed
from wardvoice.cli import wardvoice
from wardvoice.config import GROUPS
from wardvoice.config.readers import READERS

ROOT = Path(__file__).resolve().parents[2]
LINK = r"\]\(([^)#:]+)(?:#[^)]*)?\)"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_printed_parts_are_current(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    assert "<!-- printed: " in page
    assert printed(page) == page, "run: python3 dev.py docs"


def test_every_link_between_docs_leads_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
    links = [(page, link) for page in pages for link in re.findall(LINK, page.read_text(encoding="utf-8"))]
    assert len(links) >= 8
    assert not [f"{page.name} -> {link}" for page, link in links if not (page.parent / link).exists()]


def test_every_setting_and_every_command_is_told() -> None:
    settings = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    parts = [f"{group}_{part}" for group, found in GROUPS.items() for part in found]
    assert not [name for name in (*READERS, *parts) if f"`WARDVOICE_{name.upper()}`" not in settings]
    operating = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    commands = operating.partition("## All commands")[2].partition("\n## ")[0]
    assert not [name for name in wardvoice.commands if not re.search(rf"(`|wardvoice ){name}\b", commands)]
