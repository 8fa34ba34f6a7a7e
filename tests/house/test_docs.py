"""What the docs say is what the code does."""

from pathlib import Path

from tools.print_docs import PAGE, printed

ROOT = Path(__file__).resolve().parents[2]


def test_the_printed_parts_of_the_architecture_are_current() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert printed(page) == page, "run: python3 dev.py docs"


def test_every_link_between_docs_leads_somewhere() -> None:
    import re

    lost = []
    for page in [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                lost.append(f"{page.name} -> {target}")
    assert not lost
