"""Who one can be in the demo: each invented person, or a screen of the ward, under the key that the doorway takes."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from hashlib import sha256

from wardvoice.wards.rules import ScreenKind

PASSWORD = "three calm rivers"  # noqa: S105  printed on the doorway for everybody to try
PIN = "270841"
PASSPHRASE = "copper orchard quiet bell"  # noqa: S105  printed there, too
FIVE_WORDS = "lantern museum otherwise picture sailor"
"""These open what somebody sent in private, and its answer."""


@dataclass(frozen=True)
class Way:
    """A way into the first ward: at a screen, under a ward name, with an account, or nobody in particular."""

    screen: ScreenKind | None = None
    word: str | None = None
    username: str | None = None
    lands: str = "home.start"


DOORS: dict[str, Way] = {
    "patient": Way(ScreenKind.TERMINAL, word="Kestrel"),
    "rep": Way(ScreenKind.LAPTOP, word="Linnet"),
    "nurse": Way(username="tom.lantern"),
    "manager": Way(username="priya.lantern"),
    "advocate": Way(username="advocate"),
    "listener": Way(username="listener"),
    "lead": Way(username="lead"),
    "duty": Way(username="duty", lands="alerts.index"),
    "admin": Way(username="admin"),
    "reviewer": Way(username="reviewer"),
    "terminal": Way(ScreenKind.TERMINAL),
    "laptop": Way(ScreenKind.LAPTOP),
    "board": Way(ScreenKind.BOARD, lands="board.screen"),
    "station": Way(ScreenKind.STATION, lands="alerts.station"),
}


def screen_token(pepper: bytes, kind: ScreenKind) -> str:
    """Return what a browser keeps that is this screen of the first ward: fixed, and known to this hospital alone."""
    return hmac.new(pepper, f"demo screen\n{kind.value}".encode(), sha256).hexdigest()


def screen_tokens(pepper: bytes) -> dict[ScreenKind, str]:
    """Return the tokens of all screens of the first ward."""
    return {kind: screen_token(pepper, kind) for kind in ScreenKind}
