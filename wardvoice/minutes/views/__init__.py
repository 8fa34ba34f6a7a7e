"""The pages of a meeting: the meeting room, and what is read afterwards."""

from wardvoice.minutes.views import counting, deciding, ending, reading, recording, script
from wardvoice.minutes.views.stage import bp

__all__ = ["bp", "counting", "deciding", "ending", "reading", "recording", "script"]
