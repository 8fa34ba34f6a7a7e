"""Coming back with five words."""

from wardvoice.slips.views import coming_back
from wardvoice.slips.views.holding import begin_to_hold, bp, held

__all__ = ["begin_to_hold", "bp", "coming_back", "held"]
