"""The words of the one question."""

from flask_babel import lazy_gettext as _l

from wardvoice.pulse.rules import Says

SAYS = {Says.YES: _l("Yes"), Says.NO: _l("No"), Says.UNSURE: _l("Not sure")}
PICTURES = {Says.YES: "kept", Says.NO: "overdue", Says.UNSURE: "question"}
