"""How wards and screens read on a page."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from wardvoice.wards.rules import ScreenKind

SCREEN_KINDS = {
    ScreenKind.TERMINAL: _l("Ward terminal"),
    ScreenKind.LAPTOP: _l("Meeting laptop"),
    ScreenKind.BOARD: _l("Board screen"),
    ScreenKind.STATION: _l("Station screen"),
}
SCREEN_HINTS = {
    ScreenKind.TERMINAL: _l("In the corridor. Patients read, add to the meeting and come back for answers."),
    ScreenKind.LAPTOP: _l("For the rep: prepare the agenda and run the meeting. It waits 30 minutes before it ends."),
    ScreenKind.BOARD: _l("On the wall. It shows the ward board, and nobody types there."),
    ScreenKind.STATION: _l("In the nurses’ office, always on. It sounds when a patient asks for somebody now."),
}
