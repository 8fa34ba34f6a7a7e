"""The ward of the board's tests, behind its pages."""

from tests.board.conftest import drawn, house

__all__ = ["drawn", "house"]
