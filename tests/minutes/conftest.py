"""The ward on which the tests of the meeting room are played, bare and behind its pages."""

from __future__ import annotations

from tests.actions.conftest import house, world

__all__ = ["house", "world"]
