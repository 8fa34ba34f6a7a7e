"""The small hospital: two wards, twelve weeks, told through the commands so that every page has something to show."""

from wardvoice.demo.small.hospital import FIRST_WEEK, the_hospital

__all__ = ["FIRST_WEEK", "the_hospital"]
