"""The pages of what is said in private: its writers' here and under /answer, its readers' at their desks."""

from wardvoice.concerns.views import coming_back, inbox, log, paper, reading, replying, routes, steps, telling, writing
from wardvoice.concerns.views.coming_back import find
from wardvoice.concerns.views.room import bp

__all__ = [
    "bp",
    "coming_back",
    "find",
    "inbox",
    "log",
    "paper",
    "reading",
    "replying",
    "routes",
    "steps",
    "telling",
    "writing",
]
