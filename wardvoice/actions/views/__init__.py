"""The pages of the promises."""

from wardvoice.actions.views import asking, staff, taken, whose
from wardvoice.actions.views.reading import bp

__all__ = ["asking", "bp", "staff", "taken", "whose"]
