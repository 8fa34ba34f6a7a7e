"""How safekeeping says no: one sentence for an administrator, and nothing half done behind it."""

from __future__ import annotations

from wardvoice.core.errors import Refused


class CannotKeep(Refused):
    """A backup, restore, drill or move that is not carried out."""

    status = 409


class NotWhole(CannotKeep):
    """What was read back is not what was written."""
