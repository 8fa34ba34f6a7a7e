"""The ground floor of the house, as for the tests of people."""

from tests.people.house import ground_floor, house, standing_ground_floor

__all__ = ["ground_floor", "house", "standing_ground_floor"]
