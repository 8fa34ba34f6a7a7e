"""What is open, who listens, and what is counted."""

from wardvoice.alerts.queries.counts import counted
from wardvoice.alerts.queries.listening import in_charge, proof
from wardvoice.alerts.queries.open import alert, for_duty, of_ward, to_pass_on, told_of

__all__ = [
    "alert",
    "counted",
    "for_duty",
    "in_charge",
    "of_ward",
    "proof",
    "to_pass_on",
    "told_of",
]
