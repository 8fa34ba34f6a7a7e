"""The pages of sign-on: the way to the hospital's sign-in and back, and what an admin says of the directory."""

from wardvoice.signon.views import admin, doors, taken
from wardvoice.signon.views.room import bp

__all__ = ["admin", "bp", "doors", "taken"]
