"""The hospital of two wards of which the pages of the evidence tell."""

from tests.house.conftest import hospital

__all__ = ["hospital"]
