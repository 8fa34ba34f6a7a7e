"""A ward behind real pages, on which somebody without a name sends an item and comes back."""

from __future__ import annotations

import pytest

from tests.agenda.conftest import house

__all__ = ["house"]

pytestmark = pytest.mark.usefixtures("quick_sealing")
