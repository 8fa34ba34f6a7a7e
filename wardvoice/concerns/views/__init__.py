"""The pages of what is said in private: its writers' here and under /answer, its readers' at their desks."""

from wardvoice.concerns.views import coming_back, paper, writing
from wardvoice.concerns.views.coming_back import find
from wardvoice.concerns.views.room import bp

__all__ = ["bp", "coming_back", "find", "paper", "writing"]
