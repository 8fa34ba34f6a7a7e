"""The drill: a backup is brought back into a temporary place, proved, and thrown away again."""

from __future__ import annotations

import tempfile
from pathlib import Path

from wardvoice.config import Settings
from wardvoice.safekeeping.restoring import Restored, filled


def drill(settings: Settings, backup: Path, private: str, places: tuple[str, str] | None, inside: Path) -> Restored:
    """Prove that a backup comes back, and leave nothing: in two empty databases, or else in a folder's own folder."""
    with tempfile.TemporaryDirectory(prefix=".drill-", dir=inside) as folder:
        here = (f"sqlite:///{folder}/main.sqlite", f"sqlite:///{folder}/private.sqlite")
        with filled(settings, backup, private, *(places or here)) as (_place, restored):
            return restored
