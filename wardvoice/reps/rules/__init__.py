"""What holds for reps: how a vote on paper is counted, whom the ward has chosen, and what a rep has been shown.

Plain functions of facts; product.md, R1 and rules.md, Who may are where they come from.
"""

from wardvoice.reps.rules.training import Shown
from wardvoice.reps.rules.votes import CountedFor, Entry, Lot, Stage, Standing, Totals

__all__ = ["CountedFor", "Entry", "Lot", "Shown", "Stage", "Standing", "Totals"]
