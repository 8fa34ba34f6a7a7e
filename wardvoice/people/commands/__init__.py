"""What people, and the clock, can change about people; each verb asks the law and leaves its event."""

from wardvoice.people.commands.absences import end_absence, enter_absence
from wardvoice.people.commands.accounts import (
    change_account,
    close_account,
    end_membership,
    give_membership,
    invite_on,
    open_account,
    open_again,
    open_first_admin,
    set_password,
)
from wardvoice.people.commands.cards import draw_cards, retire_card, use_card
from wardvoice.people.commands.conduct import accept_conduct
from wardvoice.people.commands.drafts import forget_drafts, keep_draft, throw_drafts_away
from wardvoice.people.commands.duties import end_cover, leave_duty, name_cover, take_duty
from wardvoice.people.commands.keys import lock_key_anew, make_key, note_presence, retire_key
from wardvoice.people.commands.mail import note_reminded, send_mail_to
from wardvoice.people.commands.moving import arrive, begin_to_move, forget_movings, stay_here
from wardvoice.people.commands.names import change_beds, come_in, leave_ward, let_names_rest
from wardvoice.people.commands.resting import come_back, say_not_this_week
from wardvoice.people.commands.terms import Choice, end_term, give_term
from wardvoice.people.commands.tries import forget_tries, forgive, try_code, try_password, try_pin

__all__ = [
    "Choice",
    "accept_conduct",
    "arrive",
    "begin_to_move",
    "change_account",
    "change_beds",
    "close_account",
    "come_back",
    "come_in",
    "draw_cards",
    "end_absence",
    "end_cover",
    "end_membership",
    "end_term",
    "enter_absence",
    "forget_drafts",
    "forget_movings",
    "forget_tries",
    "forgive",
    "give_membership",
    "give_term",
    "invite_on",
    "keep_draft",
    "leave_duty",
    "leave_ward",
    "let_names_rest",
    "lock_key_anew",
    "make_key",
    "name_cover",
    "note_presence",
    "note_reminded",
    "open_account",
    "open_again",
    "open_first_admin",
    "retire_card",
    "retire_key",
    "say_not_this_week",
    "send_mail_to",
    "set_password",
    "stay_here",
    "take_duty",
    "throw_drafts_away",
    "try_code",
    "try_password",
    "try_pin",
    "use_card",
]
