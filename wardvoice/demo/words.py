"""What the doorway says of each person and screen: who they are, and what to try first."""

from __future__ import annotations

from typing import NamedTuple

from flask_babel import lazy_gettext as _l


class Said(NamedTuple):
    """The button's words, who it is, and what to try."""

    name: str
    who: str
    try_this: str


PEOPLE: dict[str, Said] = {
    "patient": Said(
        _l("Kestrel, a patient"),
        _l("Kestrel sits at the screen in the corridor. The dryer was broken, and the date moved."),
        _l("Open “My things”. Staff say that one promise is done. Say whether it is true."),
    ),
    "rep": Said(
        _l("Linnet, the patient representative"),
        _l("Linnet was chosen by the patients. She makes the agenda and runs the meeting."),
        _l("The meeting is today. Open it, count who is there, and write an answer down."),
    ),
    "nurse": Said(
        _l("Tom, a nurse"),
        _l("Tom has promised things to patients. Some are late."),
        _l("Report one as done. Then look: it is not closed before patients say so."),
    ),
    "manager": Said(
        _l("Priya, the ward manager"),
        _l("Priya answers for all promises of the ward. A colleague has left, and hers are Priya's now."),
        _l("Look at what is overdue. Try to change a first date: nobody can."),
    ),
    "advocate": Said(
        _l("Ruth, an independent advocate"),
        _l("Ruth does not work for the hospital. She helps patients to be heard."),
        _l("Draw a ward card for a new patient, or look behind the words that are hidden."),
    ),
    "listener": Said(
        _l("Samir, the independent listener"),
        _l("Samir is not from this ward. Patients can turn to him."),
        _l("Read the board and the meetings as he does."),
    ),
    "lead": Said(
        _l("Dele, the service lead"),
        _l("Dele is above the ward managers and answers what they leave late."),
        _l("Look at the promises of this ward, then at those of another."),
    ),
    "duty": Said(
        _l("Noor, the duty lead"),
        _l("Noor is on the hospital's list for day and night. She is called when nobody on a ward comes."),
        _l("See which alerts nobody took for ten minutes, and those that no ward may see."),
    ),
    "admin": Said(
        _l("Megan, the hospital admin"),
        _l("Megan looks after wards, screens and accounts."),
        _l("Invite a screen, open an account, or see which cards were used."),
    ),
    "reviewer": Said(
        _l("Owen, a peer reviewer"),
        _l("Owen visits to see how well the hospital listens. He can change nothing."),
        _l("See how both wards are doing, and open the list behind a number."),
    ),
}

SCREENS: dict[str, Said] = {
    "terminal": Said(
        _l("The ward terminal"),
        _l("The screen in the corridor. Nobody is signed in."),
        _l("Add something to the meeting without a name, in words or with pictures."),
    ),
    "laptop": Said(
        _l("The meeting laptop"),
        _l("The computer for the meeting. Nobody is signed in."),
        _l("Say that you are Linnet, with the PIN below."),
    ),
    "board": Said(
        _l("The board screen"),
        _l("The big screen in the day room. It can only be read."),
        _l("See what patients asked for, and what came of it."),
    ),
    "station": Said(
        _l("The station screen"),
        _l("The screen in the nurses' office. It sounds when a patient asks for somebody now."),
        _l("Test its alarm. Then write something serious at the terminal, in another browser, and say yes."),
    ),
}

WALK = (
    ("terminal", _l("A patient asks: send something to the meeting, without a name.")),
    ("rep", _l("The rep reads it, begins today's meeting and asks for an answer and a promise.")),
    ("nurse", _l("The nurse moves a date. The first date stays beside it for ever.")),
    ("nurse", _l("The nurse says that it is done. That is not the end.")),
    ("patient", _l("The patient says whether it happened. “No” opens it again.")),
    ("board", _l("Everybody sees it on the board: asked, promised, moved, confirmed.")),
)
"""The way of a promise, step by step, each with whom one has to be."""
