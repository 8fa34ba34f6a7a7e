"""What makes sense with five words: drawing and reading them, and how long to wait after wrong ones."""

from wardvoice.slips.rules.reading import WORDS_ON_A_SLIP, draw, read
from wardvoice.slips.rules.waiting import FORGOTTEN_AFTER, HELD_AT_MOST, HELD_FOR, share_of, wait_until

__all__ = [
    "FORGOTTEN_AFTER",
    "HELD_AT_MOST",
    "HELD_FOR",
    "WORDS_ON_A_SLIP",
    "draw",
    "read",
    "share_of",
    "wait_until",
]
