"""What invented patients write in private, and what invented readers answer."""

from __future__ import annotations

from dataclasses import dataclass

from wardvoice.concerns.rules import About, Complaint, Recipient, Sign, Soon, Statement, Theme


@dataclass(frozen=True)
class Sent:
    """One concern: so many days ago, at which hour, to whom, and what was said."""

    days_ago: int
    hour: int
    recipient: Recipient
    about: About
    words: str
    theme: Theme
    signs: tuple[Sign, ...] = ()
    statements: tuple[Statement, ...] = ()
    soon: Soon = Soon.NOT_ASKED
    complaint: Complaint = Complaint.NO


NIGHTS = Sent(
    30, 21, Recipient.ADVOCATE, About.YES,
    "At night somebody shouts at people who ring the bell twice. It makes me afraid to ring.",
    Theme.STAFF_CONDUCT, statements=(Statement.SHOUTED_AT,), complaint=Complaint.LATER,
)  # fmt: skip
LEDGER = Sent(
    58, 10, Recipient.LISTENER, About.UNSURE,
    "My letters were open when I got them.",
    Theme.PRIVACY, statements=(Statement.PRIVACY,),
)  # fmt: skip
LEFT = Sent(
    12, 11, Recipient.ADVOCATE, About.NO,
    "I have left the ward. Please tell me what becomes of this:\n– Challenge to a rule · Rules: Why is the kitchen "
    "locked at night?\n\nPlease write to me at 4 Mill Lane.",
    Theme.LEAVE,
)  # fmt: skip
PRAYER = Sent(
    16, 15, Recipient.LISTENER, About.UNSURE,
    "People laugh when I pray in the quiet room.",
    Theme.DISCRIMINATION, statements=(Statement.LAUGHED_AT, Statement.MY_ORIGIN),
)  # fmt: skip
COLD_FOOD = Sent(
    12, 15, Recipient.MANAGER, About.NO,
    "The food trolley comes last to our end, and it is always cold.",
    Theme.FOOD_AND_ROOMS,
)  # fmt: skip
DOORS = Sent(
    11, 20, Recipient.MANAGER, About.NO,
    "Two doors bang all night. I have not slept for a week.",
    Theme.FOOD_AND_ROOMS,
)  # fmt: skip
SINCE_THEN = Sent(
    4, 11, Recipient.BOTH, About.YES,
    "Since I said something about the nights my leave is always cancelled first.",
    Theme.LEAVE, signs=(Sign.TREATED_DIFFERENTLY,),
)  # fmt: skip
THREAT = Sent(
    2, 22, Recipient.ADVOCATE, About.NO,
    "Somebody said he will get me when the lights are out.",
    Theme.OTHER_PATIENTS, signs=(Sign.THREATENED,), soon=Soon.DO_NOT_TELL,
)  # fmt: skip
QUIET = Sent(
    2, 16, Recipient.ADVOCATE, About.UNSURE,
    "I do not know what my new medicine is for, and nobody has time to tell me.",
    Theme.MEDICINE, statements=(Statement.MEDICINE, Statement.NOT_LISTENED_TO),
)  # fmt: skip

ANSWER_TO_NIGHTS = (
    "Thank you for telling me. I have spoken with people off the ward who can look into it. Your name was not needed. "
    "Please write again if it goes on."
)
RETOLD = "People have said that they are afraid to ring the bell at night."
TOLD_EVERYBODY = (
    "You can ring as often as you need. How bells are answered at night is being looked at by people off the ward."
)
FOR_THE_MEETING = "How quickly is a bell answered at night, and can that be written down for some weeks?"
PROTECTION = "Leave for this patient is decided with the advocate present, for four weeks."
