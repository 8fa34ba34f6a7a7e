"""The pages of what is said in private: its readers' inbox, one concern, what may be told of it, and the log."""

from wardvoice.concerns.views import inbox, log, reading, routes, steps, telling
from wardvoice.concerns.views.room import bp

__all__ = ["bp", "inbox", "log", "reading", "routes", "steps", "telling"]
