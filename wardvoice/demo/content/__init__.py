"""Everything that the invented people say and do, as data. Nobody here lives, and no place exists."""

from wardvoice.demo.content.said import Said
from wardvoice.demo.content.topics import ASKED

__all__ = ["ASKED", "Said"]
