"""The pages of reps: who is in post, how they were chosen, and a vote on paper from its first name to its count."""

from wardvoice.reps.views import counting, standing, taken, terms, training, votes
from wardvoice.reps.views.room import bp

__all__ = ["bp", "counting", "standing", "taken", "terms", "training", "votes"]
