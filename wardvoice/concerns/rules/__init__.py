"""What makes sense in private: plain functions of facts, a day and a wall clock (rules.md; privacy.md)."""

from wardvoice.concerns.rules.budget import Budget
from wardvoice.concerns.rules.codes import (
    OFF_THE_WARD,
    About,
    Complaint,
    Deed,
    Recipient,
    Sign,
    Soon,
    State,
    Statement,
    Theme,
    Wants,
)
from wardvoice.concerns.rules.hints import Found, Hint, hints, without_names
from wardvoice.concerns.rules.keeping import (
    Kept,
    check_comes_back,
    check_deletion,
    deletes_on,
    falls_due,
    words_expire,
)
from wardvoice.concerns.rules.life import (
    COMPLAINT_DAYS,
    LIFE,
    OPEN_STATES,
    Closing,
    Lateness,
    check_closing,
    lateness,
    lateness_on_the_day,
    may_get_it,
)
from wardvoice.concerns.rules.recipients import (
    check_recipient,
    could_get_it,
    kinds_of,
    off_the_ward_only,
)
from wardvoice.concerns.rules.release import Pool, last_release, lets_out, next_release, pool_of
from wardvoice.concerns.rules.retelling import LIFE as TELLING
from wardvoice.concerns.rules.retelling import Telling, Where, check_second, check_teller, check_words
from wardvoice.concerns.rules.themes import quarter_before, quarter_begins, quarter_of, themes_to_tell

__all__ = [
    "COMPLAINT_DAYS",
    "LIFE",
    "OFF_THE_WARD",
    "OPEN_STATES",
    "TELLING",
    "About",
    "Budget",
    "Closing",
    "Complaint",
    "Deed",
    "Found",
    "Hint",
    "Kept",
    "Lateness",
    "Pool",
    "Recipient",
    "Sign",
    "Soon",
    "State",
    "Statement",
    "Telling",
    "Theme",
    "Wants",
    "Where",
    "check_closing",
    "check_comes_back",
    "check_deletion",
    "check_recipient",
    "check_second",
    "check_teller",
    "check_words",
    "could_get_it",
    "deletes_on",
    "falls_due",
    "hints",
    "kinds_of",
    "last_release",
    "lateness",
    "lateness_on_the_day",
    "lets_out",
    "may_get_it",
    "next_release",
    "off_the_ward_only",
    "pool_of",
    "quarter_before",
    "quarter_begins",
    "quarter_of",
    "themes_to_tell",
    "without_names",
    "words_expire",
]
