"""The verbs of alerts: raise, take, close; listen; pass on to the duty list."""

from wardvoice.alerts.commands.alerting import close_alert, raise_alert, take_alert
from wardvoice.alerts.commands.counting import count_alerts
from wardvoice.alerts.commands.listening import be_in_charge, hear_test, heard
from wardvoice.alerts.commands.passing_on import Runs, pass_on, run, try_command

__all__ = [
    "Runs",
    "be_in_charge",
    "close_alert",
    "count_alerts",
    "hear_test",
    "heard",
    "pass_on",
    "raise_alert",
    "run",
    "take_alert",
    "try_command",
]
