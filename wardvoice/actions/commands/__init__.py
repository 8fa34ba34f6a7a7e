"""What can be done with a promise: make it, report on it, move its date, ask patients, hand it over."""

from wardvoice.actions.commands.asking import confirm, count_let_off, count_replies
from wardvoice.actions.commands.bringing import Brought, bring_promise
from wardvoice.actions.commands.covering import ask_cover, decline_cover, take_cover
from wardvoice.actions.commands.leaving import (
    AT_THE_SERVER,
    close_account,
    close_account_named,
    close_leaver,
    close_leaver_named,
    pass_on_promises,
)
from wardvoice.actions.commands.promising import hand_over, make_promise, move_date
from wardvoice.actions.commands.reporting import report, report_cannot, report_done
from wardvoice.actions.commands.whose import say_not_mine, take_promise

__all__ = [
    "AT_THE_SERVER",
    "Brought",
    "ask_cover",
    "bring_promise",
    "close_account",
    "close_account_named",
    "close_leaver",
    "close_leaver_named",
    "confirm",
    "count_let_off",
    "count_replies",
    "decline_cover",
    "hand_over",
    "make_promise",
    "move_date",
    "pass_on_promises",
    "report",
    "report_cannot",
    "report_done",
    "say_not_mine",
    "take_cover",
    "take_promise",
]
