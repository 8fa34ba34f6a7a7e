"""The pages of the room."""

from wardvoice.records.views import mine as _mine
from wardvoice.records.views import schedule as _schedule
from wardvoice.records.views import ward as _ward
from wardvoice.records.views.room import bp

__all__ = ["bp"]
_PAGES = (_mine, _schedule, _ward)
