"""How questions, statements, readers and states read on a writer's pages, and which picture stands beside them."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from wardvoice.concerns.rules import About, Complaint, Deed, Hint, Recipient, Sign, State, Statement, Wants, Where
from wardvoice.web.frame import day

ABOUTS = {About.YES: _l("Yes"), About.NO: _l("No"), About.UNSURE: _l("Not sure")}
SIGNS = {
    Sign.HURT: _l("Someone hurt me or someone else"),
    Sign.THREATENED: _l("I am being threatened"),
    Sign.SEXUAL: _l("A sexual thing happened"),
    Sign.TREATED_DIFFERENTLY: _l("I was treated differently after I spoke up"),
}
SIGN_ICONS = {
    Sign.HURT: "problem",
    Sign.THREATENED: "worried",
    Sign.SEXUAL: "safety",
    Sign.TREATED_DIFFERENTLY: "challenge",
}
STATEMENTS = {
    Statement.NOT_LISTENED_TO: _l("Nobody listened to me"),
    Statement.SHOUTED_AT: _l("I was shouted at"),
    Statement.LAUGHED_AT: _l("I was laughed at"),
    Statement.HELD: _l("I was held, or held down"),
    Statement.LOCKED_IN: _l("I was locked in or kept apart"),
    Statement.MEDICINE: _l("It is about medicine"),
    Statement.PRIVACY: _l("I was not given privacy"),
    Statement.THINGS_TAKEN: _l("My things were taken"),
    Statement.LEAVE_STOPPED: _l("My leave was stopped"),
    Statement.MY_ORIGIN: _l("It was about who I am or where I come from"),
    Statement.ANOTHER_PATIENT: _l("It is about another patient"),
    Statement.SOMETHING_ELSE: _l("Something else"),
}
STATEMENT_ICONS = {
    Statement.NOT_LISTENED_TO: "sad",
    Statement.SHOUTED_AT: "aloud",
    Statement.LAUGHED_AT: "happy",
    Statement.HELD: "angry",
    Statement.LOCKED_IN: "lock",
    Statement.MEDICINE: "medicines",
    Statement.PRIVACY: "home",
    Statement.THINGS_TAKEN: "money",
    Statement.LEAVE_STOPPED: "outside",
    Statement.MY_ORIGIN: "language",
    Statement.ANOTHER_PATIENT: "visits",
    Statement.SOMETHING_ELSE: "other",
}
RECIPIENTS = {
    Recipient.ADVOCATE: _l("The advocate"),
    Recipient.LISTENER: _l("An independent person, not from this ward"),
    Recipient.MANAGER: _l("The ward manager"),
    Recipient.BOTH: _l("The advocate and an independent person, both not from this ward"),
}
SEND_TO = {
    Recipient.ADVOCATE: _l("Send to the advocate"),
    Recipient.LISTENER: _l("Send to the independent person"),
    Recipient.MANAGER: _l("Send to the ward manager"),
    Recipient.BOTH: _l("Send to the advocate and to someone not from this ward"),
}
COMPLAINTS = {Complaint.YES: _l("Yes"), Complaint.NO: _l("No"), Complaint.LATER: _l("Ask me later")}
WANTS = {Wants.NO_ANSWER: _l("I do not need an answer"), Wants.WORDS: _l("Give me five words")}
WANTS_HINTS = {
    Wants.NO_ANSWER: _l("You get no words, and nobody can answer you here."),
    Wants.WORDS: _l("With them you can come back for an answer, write again, or take it back."),
}
HINTS = {
    Hint.NAME: _l("Names"),
    Hint.TIME: _l("When it was"),
    Hint.PLACE: _l("Where it was"),
    Hint.SELF: _l("About you"),
}
STANDS = {
    State.NEW: _l("It has been passed on. Nobody has said yet that they read it."),
    State.SEEN: _l("Somebody has read it."),
    State.LOOKED_INTO: _l("Somebody is looking into it."),
    State.ANSWERED: _l("Somebody has answered."),
    State.CLOSED: _l("It is closed."),
    State.WITHDRAWN: _l("You took it back."),
}
"""What the writer's page says of each state."""
DEEDS = {
    Deed.DISPUTE: _l("You said: not good enough."),
    Deed.WITHDRAW: _l("You took it back."),
    Deed.AGREE: _l("You said yes."),
    Deed.REFUSE: _l("You said no: nobody is told."),
}
"""What the writer has done since the last set time; nobody else knows of it yet."""
TOLD_WHERE = {
    Where.BOARD: _l("It is put on the ward board, as an answer for everyone."),
    Where.MEETING: _l("The advocate brings it to the ward meeting. It stands on the list and on the ward board, too."),
}
TOLD_WHOM = {
    Where.BOARD: _l("Everybody on this ward can read it: patients, staff and visitors."),
    Where.MEETING: _l("Everybody on this ward can read it, or hear it there: patients, staff and visitors."),
}
"""Where a retelling would be shown, and to whom, as its writer reads it before a yes."""
IF_NO = _l("If you say no, nobody is told now. Your words leave at the set time, on top and marked.")
SAID_NO = _l("You said no: nobody is told now. Your words are on top, marked as urgent.")
AS_A_COMPLAINT = "The writer asks now that this is treated as a complaint."
MAY_BE_URGENT = "May be urgent. The writer said no to telling somebody now."
"""For readers, in the language of their pages."""


def leaves(recipient: Recipient, when: datetime) -> str:
    """Return when something is passed on, as its writer reads it."""
    if recipient is Recipient.MANAGER:
        return str(_("It is passed on with others, two times a week. That can take up to 7 days."))
    return str(_("It leaves on %(day)s at %(time)s.", day=day(when.date()), time=f"{when:%H:%M}"))
