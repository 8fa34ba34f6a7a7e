"""How a concern reads to those who read it: its state, its lateness, its ticks, and what was done with it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from wardvoice.concerns.rules import (
    About,
    Complaint,
    Lateness,
    Recipient,
    Soon,
    State,
    Telling,
    Where,
)
from wardvoice.concerns.rules.checklist import (
    CAMERAS,
    CANDOUR,
    INCIDENT,
    POLICE,
    POSITION,
    REFERRAL,
    REGULATOR,
    SAFE,
    SILENCE,
    Reply,
)
from wardvoice.concerns.words.labels import SIGNS, STATEMENTS
from wardvoice.concerns.words.themes import THEMES
from wardvoice.core.clock import PartOfDay

__all__ = ["SIGNS", "STATEMENTS", "THEMES"]

STATES = {
    State.NEW: _l("New"),
    State.SEEN: _l("Acknowledged"),
    State.LOOKED_INTO: _l("Being looked into"),
    State.ANSWERED: _l("Answered"),
    State.CLOSED: _l("Closed"),
    State.WITHDRAWN: _l("Taken back by its writer"),
}
LATENESS = {
    Lateness.IN_TIME: _l("In time"),
    Lateness.DUE: _l("Due today"),
    Lateness.LATE: _l("Late"),
}
LATENESS_LOOKS = {Lateness.IN_TIME: "ontheway", Lateness.DUE: "late", Lateness.LATE: "overdue"}
LATENESS_ICONS = {Lateness.IN_TIME: "kept", Lateness.DUE: "clock", Lateness.LATE: "overdue"}
"""Which colour and icon stand beside the words."""
PARTS = {
    PartOfDay.MORNING: _l("morning"),
    PartOfDay.AFTERNOON: _l("afternoon"),
    PartOfDay.EVENING: _l("evening"),
    PartOfDay.NIGHT: _l("night"),
}
READERS = {
    Recipient.ADVOCATE: _l("the advocate"),
    Recipient.LISTENER: _l("the independent listener"),
    Recipient.MANAGER: _l("the ward manager"),
    Recipient.BOTH: _l("the advocate and the independent listener"),
}
ABOUT = {
    About.YES: _l("It is about somebody who works here."),
    About.NO: _l("It is not about somebody who works here."),
    About.UNSURE: _l("The writer is not sure whether it is about somebody who works here."),
}
URGENT = {
    Soon.NOT_ASKED: "",
    Soon.TELL: _l("Someone could get hurt soon. The writer asked to tell someone at once."),
    Soon.DO_NOT_TELL: _l("May be urgent. The writer did not want anybody to be told at once."),
}
COMPLAINT = {
    Complaint.NO: _l("The writer does not want a complaint."),
    Complaint.YES: _l("The writer wants this treated as a complaint."),
    Complaint.LATER: _l("Ask the writer later whether it is a complaint."),
}
CHECKS = {
    SAFE: _l("Everybody is safe now"),
    REFERRAL: _l("Referred to the local authority"),
    POSITION: _l("Told whoever handles allegations against people in a position of trust"),
    POLICE: _l("Police told"),
    REGULATOR: _l("Regulator told"),
    INCIDENT: _l("Incident number noted"),
    CAMERAS: _l("Camera pictures of the likely days kept"),
    SILENCE: _l("Written down who must not be told"),
    CANDOUR: _l("Duty of candour looked at: the person is told openly what happened"),
}
REPLIES = {Reply.YES: _l("Yes"), Reply.NO: _l("No"), Reply.NOT_NEEDED: _l("Not needed here")}
YES_NO = {"yes": _l("Yes"), "no": _l("No")}
WHERE = {
    Where.BOARD: _l("On the ward board, as an answer for everyone"),
    Where.MEETING: _l("At the meeting, as an item that the advocate wrote"),
}
TELLINGS = {
    Telling.PROPOSED: _l("The writer is asked"),
    Telling.AGREED: _l("The writer said yes. A second reader has to approve it"),
    Telling.APPROVED: _l("Approved. It can be shown now"),
    Telling.SHOWN: _l("Shown"),
    Telling.DROPPED: _l("Let go"),
}
LOGGED = {
    "typed in a note": _l("typed in a note that came on paper"),
    "opened": _l("opened it"),
    "acknowledged": _l("acknowledged it"),
    "look into": _l("began to look into it"),
    "answer": _l("answered it"),
    "pass on": _l("passed it on to another reader"),
    "checked": _l("answered a line of the checklist"),
    "protected": _l("wrote down a protective step"),
    "noted the answer of somebody named": _l("wrote down what somebody named in it said"),
    "passed to complaints": _l("passed it to the complaints team"),
    "would close as unfounded": _l("would close it as unfounded; a second reader has to agree"),
    "would close": _l("would close it; a second reader has to agree"),
    "would delete": _l("would delete it; a second reader has to agree"),
    "closed": _l("closed it"),
    "noted a reference": _l("wrote down its reference"),
    "signed that no record is needed": _l("signed that no other record is needed"),
    "put a legal hold": _l("put a legal hold on it"),
    "ended a legal hold": _l("ended its legal hold"),
    "deleted": _l("deleted it"),
    "proposed a retelling": _l("asked its writer whether it may be told"),
    "approved a retelling": _l("approved what may be told"),
    "dropped a retelling": _l("let go of what might have been told"),
    "read a retelling": _l("read what may be told"),
    "showed a retelling": _l("showed the ward what was approved"),
}
"""What stands in the log, as the page says it after the reader's name."""
