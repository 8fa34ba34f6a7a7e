"""The ground floor of the house: the rooms of people and of wards, with nothing above them."""

from tests.people.house import ground_floor, house, standing_ground_floor

__all__ = ["ground_floor", "house", "standing_ground_floor"]
