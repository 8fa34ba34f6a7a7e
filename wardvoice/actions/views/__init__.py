"""The pages of the promises."""

from wardvoice.actions.views import asking, staff
from wardvoice.actions.views.reading import bp

__all__ = ["asking", "bp", "staff"]
