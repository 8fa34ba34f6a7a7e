"""The law on one page: who may do what. Route marks, commands and templates all ask this table.

A row of predicates holds if all of them do; a permission is given if any of its rows holds. When something makes
sense is another question and stands in each room's rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from wardvoice.core.actor import Actor, Door, Role

Predicate = Callable[[Actor, Any], bool]


class May(Enum):
    """Every permission, in one sentence each."""

    START = "see the start page, with what one can do from there"
    READ_WARD = "read this ward's board, agenda, meetings, items and promises"
    PRINT = "print this ward's pages, never on the ward terminal"
    READ_RECEIVED = "read an item before its agenda is published"
    LOOK_BEHIND = "read words that are hidden from public view"

    RAISE_ITEM = "put something on the agenda"
    WRITE_FOR = "write an item down for a patient"
    EDIT_ITEM = "reword or withdraw an item before the agenda is published"
    ADD_NOTE = "add a note to an item"
    HIDE_WORDS = "ask that words be hidden from public view"
    AGREE_HIDING = "agree, as the second person, that words stay hidden"
    END_HIDING = "show hidden words again"

    PREPARE = "place, order and put off items, and publish the agenda"
    MERGE = "merge items that ask for the same, and undo it"
    CALL_OFF = "call a meeting off, with a reason"
    RUN_MEETING = "open the meeting, record what is said and counted, and close it"

    ANSWER = "answer an item"
    CORRECT_ANSWER = "append a correction to one's own answer"
    ACCEPT_ANSWER = "say whether an answer is good enough"

    MAKE_PROMISE = "write down a promise"
    REPORT = "report on a promise: progress, done, cannot be done"
    MOVE_DATE = "promise a new date; the first date stays"
    CONFIRM = "say whether it happened"
    HAND_OVER = "give a promise a new owner"

    SEE_MY_THINGS = "see one's own items"
    SEE_STAFF_PAGES = "see the pages for staff"
    SIGN_IN_BY_NAME = "say who one is by ward name and PIN"
    KEEP_OWN_ACCOUNT = "change one's own password, and choose which ward to look at"
    ENROL_SCREEN = "make a screen one of the ward's, and take that back"
    BECOME_SCREEN = "make this browser a screen of the ward, with a code that was given for it"
    OPEN_WARD = "open a new ward"
    KEEP_WARD = "set the ward's beds, place, numbers and rhythm of meetings"
    KEEP_ACCOUNTS = "open and close staff accounts and give memberships"
    SEE_CARDS = "see how many ward cards were drawn, used and retired"
    DRAW_CARD = "draw a ward card for a new patient"
    TAKE_WARD_NAME = "use a ward card to choose a ward name and PIN"
    GIVE_TERM = "give a patient a term as rep, deputy or peer supporter"
    REMOVE_WORDS = "remove words for good, as one of two people"
    CLOCKWORK = "do what falls due by itself"


# --- predicates: each a plain truth about somebody and a thing -----------------------------------------------------


def anyone_of_the_ward(actor: Actor, thing: Any) -> bool:
    return actor.at_ward_screen or (actor.is_staff and bool(actor.roles - {Role.REVIEWER}))


def at_a_terminal(actor: Actor, thing: Any) -> bool:
    return actor.door is Door.TERMINAL


def at_a_patient_screen(actor: Actor, thing: Any) -> bool:
    return actor.door in (Door.TERMINAL, Door.LAPTOP)


def not_at_the_terminal(actor: Actor, thing: Any) -> bool:
    return actor.door is not Door.TERMINAL


def not_signed_in(actor: Actor, thing: Any) -> bool:
    return actor.id is None


def a_ward_name(actor: Actor, thing: Any) -> bool:
    return actor.is_patient


def a_staff_account(actor: Actor, thing: Any) -> bool:
    return actor.is_staff


def rep(actor: Actor, thing: Any) -> bool:
    return actor.is_patient and actor.has(Role.REP, Role.DEPUTY)


def peer(actor: Actor, thing: Any) -> bool:
    return actor.is_patient and actor.has(Role.PEER)


def in_the_reps_place(actor: Actor, thing: Any) -> bool:
    return actor.stands_in


def patients_side(actor: Actor, thing: Any) -> bool:
    return actor.is_patient or actor.has(Role.ADVOCATE, Role.LISTENER)


def scribe_of_this_meeting(actor: Actor, thing: Any) -> bool:
    return _belongs(actor) and getattr(thing, "scribe_id", None) == actor.id


def ward_staff(actor: Actor, thing: Any) -> bool:
    return actor.is_staff and actor.has(Role.STAFF, Role.MANAGER)


def manager(actor: Actor, thing: Any) -> bool:
    return actor.is_staff and actor.has(Role.MANAGER)


def lead(actor: Actor, thing: Any) -> bool:
    return actor.is_staff and actor.has(Role.LEAD)


def advocate(actor: Actor, thing: Any) -> bool:
    return actor.is_staff and actor.has(Role.ADVOCATE)


def admin(actor: Actor, thing: Any) -> bool:
    return actor.is_staff and actor.has(Role.ADMIN)


def its_author(actor: Actor, thing: Any) -> bool:
    """The ward name that sent it, or whoever holds the secret given out when it was sent without a name."""
    by_name = actor.is_patient and thing is not None and getattr(thing, "author_id", None) == actor.id
    return by_name or _holds_its_slip(actor, thing)


def the_person_who_answered(actor: Actor, thing: Any) -> bool:
    return actor.is_staff and _belongs(actor) and getattr(thing, "given_by_id", None) == actor.id


def its_owner(actor: Actor, thing: Any) -> bool:
    return actor.is_staff and _belongs(actor) and getattr(thing, "owner_id", None) == actor.id


def shares_no_part_of_it(actor: Actor, thing: Any) -> bool:
    return getattr(thing, "shared_by_id", None) != actor.id


def not_the_first_to_ask(actor: Actor, thing: Any) -> bool:
    """Hiding takes two different people: whoever asked first cannot agree as the second."""
    return actor.id is not None and getattr(thing, "first_by_id", None) != actor.id


def makes_the_pair(actor: Actor, thing: Any) -> bool:
    """One of the two who hide words is a rep or an advocate."""
    return rep(actor, thing) or advocate(actor, thing) or bool(getattr(thing, "first_by_patients_side", False))


def no_rep_and_no_advocate(actor: Actor, thing: Any) -> bool:
    return bool(getattr(thing, "nobody_keeps_the_cards", False))


def the_clock(actor: Actor, thing: Any) -> bool:
    return actor.door is Door.CLOCK


def _belongs(actor: Actor) -> bool:
    return actor.id is not None and bool(actor.roles - {Role.REVIEWER})


def _holds_its_slip(actor: Actor, thing: Any) -> bool:
    slip = getattr(thing, "slip_hash", None)
    return actor.at_ward_screen and slip is not None and slip == actor.slip


# --- the table -------------------------------------------------------------------------------------------------------

Row = tuple[Predicate, ...]

PREPARERS: tuple[Row, ...] = ((rep,), (in_the_reps_place,))

POLICY: Mapping[May, tuple[Row, ...]] = {
    May.START: ((anyone_of_the_ward,), (a_staff_account,)),
    May.READ_WARD: ((anyone_of_the_ward,),),
    May.PRINT: ((anyone_of_the_ward, not_at_the_terminal),),
    May.READ_RECEIVED: ((its_author,), (rep,), (peer,), (in_the_reps_place,), (ward_staff,), (advocate,)),
    May.LOOK_BEHIND: ((its_author,), (rep,), (advocate,)),
    May.RAISE_ITEM: ((at_a_patient_screen,),),
    May.WRITE_FOR: ((rep,), (peer,), (ward_staff,), (advocate,)),
    May.EDIT_ITEM: ((its_author,),),
    May.ADD_NOTE: ((its_author,),),
    May.HIDE_WORDS: ((rep,), (peer,), (advocate,), (ward_staff,)),
    May.AGREE_HIDING: (
        (rep, not_the_first_to_ask),
        (advocate, not_the_first_to_ask),
        (ward_staff, not_the_first_to_ask, makes_the_pair),
    ),
    May.END_HIDING: ((rep,), (advocate,), (the_clock,)),
    May.PREPARE: (*PREPARERS, (the_clock,)),
    May.MERGE: ((rep,), (in_the_reps_place, patients_side)),
    May.CALL_OFF: ((rep,), (in_the_reps_place,), (manager,)),
    May.RUN_MEETING: (*PREPARERS, (scribe_of_this_meeting,)),
    May.ANSWER: ((ward_staff,), (lead,)),
    May.CORRECT_ANSWER: ((the_person_who_answered,),),
    May.ACCEPT_ANSWER: ((its_author,),),
    May.MAKE_PROMISE: (*PREPARERS, (scribe_of_this_meeting,), (ward_staff,), (lead,)),
    May.REPORT: ((its_owner,), (manager,)),
    May.MOVE_DATE: ((its_owner,), (manager,)),
    May.CONFIRM: ((a_ward_name, shares_no_part_of_it),),
    May.HAND_OVER: ((its_owner,), (manager,), (admin,), (the_clock,)),
    May.SEE_MY_THINGS: ((a_ward_name,),),
    May.SEE_STAFF_PAGES: ((ward_staff,), (lead,), (advocate,), (admin,)),
    May.SIGN_IN_BY_NAME: ((at_a_patient_screen,),),
    May.KEEP_OWN_ACCOUNT: ((a_staff_account,),),
    May.ENROL_SCREEN: ((admin,), (manager,)),
    May.BECOME_SCREEN: ((not_signed_in,), (admin,), (manager,)),
    May.OPEN_WARD: ((admin,),),
    May.KEEP_WARD: ((admin,), (manager,)),
    May.KEEP_ACCOUNTS: ((admin,),),
    May.SEE_CARDS: ((anyone_of_the_ward,),),
    May.DRAW_CARD: ((rep,), (advocate,), (ward_staff, no_rep_and_no_advocate)),
    May.TAKE_WARD_NAME: ((at_a_patient_screen, not_signed_in),),
    May.GIVE_TERM: ((advocate,), (admin,)),
    May.REMOVE_WORDS: ((advocate,), (manager,), (admin,)),
    May.CLOCKWORK: ((the_clock,),),
}


def may(actor: Actor, what: May, thing: Any = None) -> bool:
    """Return whether this person may do this to this thing."""
    return any(all(predicate(actor, thing) for predicate in row) for row in POLICY[what])


def could(actor: Actor, what: May) -> bool:
    """Return whether the door to a page stands open to this person before the thing itself is known."""
    known = actor.id is not None or actor.at_ward_screen or actor.door is Door.CLOCK
    return known and any(all(p(actor, None) for p in row if p not in ABOUT_THE_THING) for row in POLICY[what])


ABOUT_THE_THING: frozenset[Predicate] = frozenset(
    {
        its_author,
        scribe_of_this_meeting,
        the_person_who_answered,
        its_owner,
        shares_no_part_of_it,
        not_the_first_to_ask,
        makes_the_pair,
        no_rep_and_no_advocate,
    }
)
assert set(POLICY) == set(May), "every permission has its row"
