"""What holds for people: terms and who stands in, ward names and cards, PINs, passwords and waiting.

Plain functions of facts and a day; product.md (People, T2, R1) and rules.md (Who may) are where they come from.
"""

from wardvoice.people.rules.keys import Duty, ReaderKind
from wardvoice.people.rules.locks import TryKind
from wardvoice.people.rules.terms import Chosen, TermRole

__all__ = ["Chosen", "Duty", "ReaderKind", "TermRole", "TryKind"]
