"""The pages of the questions of the week: for whoever prepares the meeting, and for those who answer."""

from wardvoice.questions.views import answering, putting
from wardvoice.questions.views.room import bp

__all__ = ["answering", "bp", "putting"]
