"""What words open is the same in ten years, or every slip on paper is worth nothing: at the cost a hospital pays."""

from __future__ import annotations

from wardvoice.slips import commands

PEPPER = b"0123456789abcdef0123456789abcdef"


def test_known_answers() -> None:
    found = commands.find("Zebra, crystal, aca, tulip, harbour", PEPPER)
    assert (found.lookup.hex()[:16], found.key.hex()[:16]) == ("0761d3e15f3e09a6", "dd240c2e343c500d")
