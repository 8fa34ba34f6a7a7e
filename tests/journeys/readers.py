"""The two who read what is sent in private about staff: the independent listener and the advocate, each with a key."""

from __future__ import annotations

from tests.journeys.people import Staff
from tests.journeys.ward import AlderWard
from wardvoice.core.actor import Role

PASSPHRASE = "lantern gravel orchid thumb"


def with_keys(alder: AlderWard) -> tuple[Staff, Staff]:
    """Let listener and advocate make their keys; the advocate takes it on to read."""
    wren = Staff(alder, alder._account("Wren", "independent listener", Role.LISTENER))
    joan = alder.advocate()
    for reader in (wren, joan):
        unlocks(reader, make=True)
    joan.browser.get("/my-duties")
    joan.browser.submit("Take it on for Alder")
    return wren, joan


def unlocks(reader: Staff, *, make: bool = False) -> None:
    """Let a reader unlock the key, or make it first."""
    reader.starts()
    reader.follows("My account", "Your key")
    if make:
        reader.follows("Make your key")
        reader.browser.submit("Make my key", passphrase=PASSPHRASE, again=PASSPHRASE)
    elif reader.can("Unlock my key"):
        reader.browser.submit("Unlock my key", passphrase=PASSPHRASE)
