"""The pages that the whole ward reads: the board, the next agenda, one item, one's own things."""

from wardvoice.board.views import agenda, board, item, leaving, mine, moving, taken, telling
from wardvoice.board.views.room import bp

__all__ = ["agenda", "board", "bp", "item", "leaving", "mine", "moving", "taken", "telling"]
