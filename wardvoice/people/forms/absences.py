"""What is typed about somebody who is away."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from wardvoice.web.fields import Day, Pick
from wardvoice.web.forms import Form, SentOnce


class AbsenceForm(Form, SentOnce):
    """Who is away, from when to when, and who is manager meanwhile."""

    who = Pick(_l("Who is away?"), needed=_l("Choose who is away."))
    starts_on = Day(_l("First day away"), needed=_l("Choose the first day."))
    ends_on = Day(_l("Last day away"), needed=_l("Choose the last day."))
    deputy = Pick(
        _l("Who is manager meanwhile?"),
        hint=_l("Only for a ward manager. The deputy may do what the manager may, but opens nothing sent in private."),
    )
