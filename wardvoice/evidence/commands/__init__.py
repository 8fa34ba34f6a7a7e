"""What changes in the evidence: nothing that is counted, only what stands beside the figures."""

from wardvoice.evidence.commands.comments import say_about_figures
from wardvoice.evidence.commands.criteria import take_edition

__all__ = ["say_about_figures", "take_edition"]
