"""The law on one page: who may do what. Route marks, commands and templates all ask this table.

A row of predicates holds if all of them do; a permission is given if any of its rows holds. When something makes
sense is another question and stands in each room's rules. At the patients' council a second, narrower table holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from wardvoice.core import predicates as p
from wardvoice.core.actor import Actor, Door


class May(Enum):
    """Every permission, in one sentence each."""

    START = "see the start page, with what one can do from there"
    READ_WARD = "read this ward's board, agenda, meetings, items and promises"
    PRINT = "print this ward's pages, never on the ward terminal"
    PRINT_PACK = "print the outage pack, with new numbers for its forms, never at the ward terminal"
    READ_RECEIVED = "read an item before its agenda is published"
    LOOK_BEHIND = "read words that are hidden from public view"

    RAISE_ITEM = "put something on the agenda"
    WRITE_FOR = "write an item down for a patient"
    EDIT_ITEM = "reword or withdraw an item before the agenda is published"
    ADD_NOTE = "add a note to an item"
    LEAVE_BEHIND = "say, on leaving the ward, what becomes of one’s own item"
    MATTERS_TO_ME = "say “this matters to me too”, and take that back"
    HIDE_WORDS = "ask that words be hidden from public view"
    AGREE_HIDING = "agree, as the second person, that words stay hidden"
    END_HIDING = "show hidden words again"

    PREPARE = "place, order and put off items, and publish the agenda"
    MERGE = "merge items that ask for the same, split one that asks for two things, and undo both"
    CALL_OFF = "call a meeting off, with a reason"
    COUNT_OUTREACH = "write down, as numbers, how many were asked before a meeting"
    ANSWER_QUESTION = "answer a question of the week"
    RUN_MEETING = "open the meeting, record what is said and counted, and close it"
    REPLY_AS_DECIDER = "say whether one comes to a meeting to decide something"
    AGREE_MINUTES = "say that minutes are a fair record, and append a correction once they are agreed"
    REMEMBER_DIFFERENTLY = "say beside the minutes that one remembers it differently"

    ANSWER = "answer an item"
    CORRECT_ANSWER = "append a correction to one's own answer"
    ACCEPT_ANSWER = "say whether an answer is good enough"

    MAKE_PROMISE = "write down a promise"
    REPORT = "report on a promise: progress, done, cannot be done"
    MOVE_DATE = "promise a new date; the first date stays"
    CONFIRM = "say whether it happened"
    HAND_OVER = "give a promise a new owner"
    SAY_WHOSE = "say whether a promise that one was given in a meeting is one's own"

    COVER = "say yes or no to doing a promise while its owner is away"
    SAY_AWAY = "say from when to when somebody is away"

    CALL_FOR_HELP = "let somebody be told now that it is serious"
    LISTEN = "be the screen in the office that sounds when somebody is called"
    SEE_ALERTS = "see where somebody is called, take it, and say that it is over"
    BE_IN_CHARGE = "say that one is in charge for this shift"

    SEE_MY_THINGS = "see one's own items"
    COME_BACK = "come back with five words for an answer"
    SEE_STAFF_PAGES = "see the pages for staff"
    SIGN_IN_BY_NAME = "say who one is by ward name and PIN"
    KEEP_OWN_ACCOUNT = "change one's own password, and choose which ward to look at"
    HOLD_KEY = "make and unlock one's own key, to read what is sent in private"
    TAKE_DUTY = "take on or leave a duty of an advocate"
    NAME_COVER = "name who is told when something sent in private is late"
    ENROL_SCREEN = "make a screen one of the ward's, and take that back"
    BECOME_SCREEN = "make this browser a screen of the ward, with a code that was given for it"
    OPEN_WARD = "open a new ward"
    KEEP_WARD = "set the ward's beds, place and numbers"
    SET_RHYTHM = "set how often meetings are held"
    KEEP_ACCOUNTS = "open and close staff accounts and give memberships"
    SEE_CARDS = "see how many ward cards were drawn, used and retired"
    DRAW_CARD = "draw a ward card for a new patient"
    TAKE_WARD_NAME = "use a ward card to choose a ward name and PIN"
    MOVE_IN = "go on under one's ward name on a new ward, with the words that were given for it"
    GIVE_TERM = "give a patient a term as rep, deputy or peer supporter"
    SEE_TERMS = "see who is rep, how they were chosen, and what came of a vote"
    SHOW_HOW = "tick what one has shown to a rep, deputy or peer supporter"
    SAY_SHOWN = "say what one has been shown oneself, or not yet"
    OPEN_VOTE = "write down a vote on paper, and which patient counts where nobody in post can"
    STAND = "stand in a vote, and take that back"
    COUNT_VOTES = "write down what one counted, without seeing what the other did"
    SAY_NOT_THIS_WEEK = "say that one does not do the rep's work for some days, and that one is back"
    SAY_IT_IS_ABOUT_A_REP = "mark that an item is about a rep, who then does nothing with it"
    HANDLE_ITEM = "do the rep's work with an item, as far as one may do it: never with one about oneself"
    WRITE_PRIVATELY = "write to somebody in private"
    TYPE_PAPER = "type in what somebody wrote on paper, to be read in private"
    GO_ON_PRIVATELY = "go on with what one sent in private: write again, say not good enough, take it back"
    READ_PRIVATE = "see one's own inbox of private concerns"
    OPEN_PRIVATE = "open a private concern that is sealed to one's key, and act on it"
    APPROVE_RETELLING = "approve, as the second reader, what is told of a private concern"
    SHOW_RETELLING = "show the ward what was approved"
    SEE_PRIVATE_LOG = "see who opened private concerns"

    REMOVE_WORDS = "remove words for good, as one of two people"
    CLOCKWORK = "do what falls due by itself"


Row = tuple[p.Predicate, ...]

FOR_ONE_ITEM: tuple[Row, ...] = (
    (p.peer, p.reps_stepped_aside),
    (p.advocate, p.off_the_ward, p.reps_stepped_aside, p.no_peer_does_it),
    (p.listener, p.off_the_ward, p.reps_stepped_aside, p.no_peer_does_it),
)
"""Who does the rep's work with an item that is about the only rep: never ward staff, for the post is not empty."""
PREPARERS: tuple[Row, ...] = ((p.rep,), (p.in_the_reps_place,), *FOR_ONE_ITEM)
BESIDE_THE_REP: tuple[Row, ...] = ((p.ward_staff,), (p.lead,), (p.in_the_reps_place, p.patients_side))
"""The other side of the minutes, and whoever speaks for the patients while they have no rep."""

POLICY: Mapping[May, tuple[Row, ...]] = {
    May.START: ((p.anyone_of_the_ward,), (p.a_staff_account,)),
    May.READ_WARD: ((p.anyone_of_the_ward,),),
    May.PRINT: ((p.anyone_of_the_ward, p.not_at_the_terminal),),
    May.PRINT_PACK: ((p.rep, p.not_at_the_terminal), (p.peer, p.not_at_the_terminal), (p.ward_staff,), (p.advocate,)),
    May.READ_RECEIVED: (
        *((p.its_author,), (p.rep,), (p.peer,), (p.in_the_reps_place,), (p.ward_staff,), (p.advocate,)),
        *FOR_ONE_ITEM,
    ),
    May.LOOK_BEHIND: ((p.its_author,), (p.rep,), (p.advocate,)),
    May.RAISE_ITEM: ((p.at_a_patient_screen,),),
    May.WRITE_FOR: ((p.rep,), (p.peer,), (p.ward_staff,), (p.advocate,)),
    May.EDIT_ITEM: ((p.its_author,),),
    May.ADD_NOTE: ((p.its_author,),),
    May.LEAVE_BEHIND: ((p.a_ward_name, p.its_author),),
    May.MATTERS_TO_ME: ((p.a_ward_name,),),
    May.HIDE_WORDS: ((p.rep,), (p.peer,), (p.advocate,), (p.ward_staff,)),
    May.AGREE_HIDING: (
        (p.rep, p.not_the_first_to_ask),
        (p.advocate, p.not_the_first_to_ask),
        (p.ward_staff, p.not_the_first_to_ask, p.makes_the_pair),
    ),
    May.END_HIDING: ((p.rep,), (p.advocate,), (p.the_clock,)),
    May.PREPARE: (*PREPARERS, (p.scribe_of_this_meeting,), (p.the_clock,)),
    May.MERGE: ((p.rep,), (p.in_the_reps_place, p.patients_side)),
    May.CALL_OFF: ((p.rep,), (p.in_the_reps_place,), (p.manager,)),
    May.COUNT_OUTREACH: ((p.rep,), (p.peer,), (p.ward_staff,), (p.advocate,)),
    May.ANSWER_QUESTION: ((p.a_ward_name,),),
    May.RUN_MEETING: (*PREPARERS, (p.scribe_of_this_meeting,)),
    May.REPLY_AS_DECIDER: ((p.its_decider,),),
    May.AGREE_MINUTES: ((p.rep,), (p.peer,), *BESIDE_THE_REP),
    May.REMEMBER_DIFFERENTLY: ((p.a_ward_name,), *BESIDE_THE_REP),
    May.ANSWER: ((p.ward_staff,), (p.lead,)),
    May.CORRECT_ANSWER: ((p.the_person_who_answered,),),
    May.ACCEPT_ANSWER: ((p.its_author,),),
    May.MAKE_PROMISE: (*PREPARERS, (p.scribe_of_this_meeting,), (p.ward_staff,), (p.lead,)),
    May.REPORT: ((p.its_owner,), (p.covers_it,), (p.manager,)),
    May.MOVE_DATE: ((p.its_owner,), (p.covers_it,), (p.manager,)),
    May.CONFIRM: ((p.a_ward_name, p.shares_no_part_of_it), (p.at_a_patient_screen, p.not_signed_in, p.holds_its_slip)),
    May.HAND_OVER: ((p.its_owner,), (p.manager,), (p.admin,), (p.the_clock,)),
    May.SAY_WHOSE: ((p.its_owner,),),
    May.COVER: ((p.asked_to_cover,),),
    May.SAY_AWAY: ((p.ward_staff, p.about_oneself), (p.lead, p.about_oneself), (p.manager,)),
    May.CALL_FOR_HELP: ((p.at_a_patient_screen,),),
    May.LISTEN: ((p.at_the_station,),),
    May.SEE_ALERTS: (
        (p.ward_staff, p.not_about_staff),
        (p.at_the_station, p.not_about_staff),
        (p.on_duty, p.not_of_the_ward_it_is_about),
    ),
    May.BE_IN_CHARGE: ((p.ward_staff,),),
    May.SEE_MY_THINGS: ((p.a_ward_name,),),
    May.COME_BACK: ((p.at_a_patient_screen,),),
    May.SEE_STAFF_PAGES: ((p.ward_staff,), (p.lead,), (p.advocate,), (p.admin,)),
    May.SIGN_IN_BY_NAME: ((p.at_a_patient_screen,),),
    May.KEEP_OWN_ACCOUNT: ((p.a_staff_account,),),
    May.HOLD_KEY: ((p.advocate,), (p.listener,), (p.manager_in_post,)),
    May.TAKE_DUTY: ((p.advocate,),),
    May.NAME_COVER: ((p.admin,), (p.manager, p.about_the_wards_manager)),
    May.ENROL_SCREEN: ((p.admin,), (p.manager,)),
    May.BECOME_SCREEN: ((p.not_signed_in,), (p.admin,), (p.manager,)),
    May.OPEN_WARD: ((p.admin,),),
    May.KEEP_WARD: ((p.admin,), (p.manager,)),
    May.SET_RHYTHM: ((p.admin,), (p.manager,)),
    May.KEEP_ACCOUNTS: ((p.admin,),),
    May.SEE_CARDS: ((p.anyone_of_the_ward,),),
    May.DRAW_CARD: ((p.rep,), (p.advocate,), (p.ward_staff, p.no_rep_and_no_advocate)),
    May.TAKE_WARD_NAME: ((p.at_a_patient_screen, p.not_signed_in),),
    May.MOVE_IN: ((p.at_a_patient_screen, p.not_signed_in, p.holds_its_slip),),
    May.GIVE_TERM: ((p.advocate,), (p.admin,)),
    May.SEE_TERMS: ((p.anyone_of_the_ward,),),
    May.SHOW_HOW: ((p.advocate,), (p.listener,), (p.ward_staff,)),
    May.SAY_SHOWN: ((p.a_ward_name, p.holds_the_term),),
    May.OPEN_VOTE: (
        (p.rep, p.does_not_stand),
        (p.peer, p.does_not_stand),
        (p.advocate, p.off_the_ward),
        (p.listener, p.off_the_ward),
    ),
    May.STAND: ((p.a_ward_name, p.for_oneself), (p.advocate, p.off_the_ward)),
    May.COUNT_VOTES: (
        (p.rep, p.does_not_stand),
        (p.peer, p.does_not_stand),
        (p.a_ward_name, p.teller_of_this_vote, p.does_not_stand),
        (p.listener, p.off_the_ward, p.not_the_advocate, p.no_patient_counts),
        (p.advocate, p.off_the_ward),
    ),
    May.SAY_NOT_THIS_WEEK: ((p.rep, p.holds_the_term),),
    May.SAY_IT_IS_ABOUT_A_REP: ((p.rep,), (p.peer,), (p.advocate,), (p.ward_staff,)),
    May.HANDLE_ITEM: ((p.anyone_of_the_ward, p.it_is_not_about_them), (p.the_clock,)),
    May.WRITE_PRIVATELY: ((p.at_a_terminal,),),
    May.TYPE_PAPER: ((p.advocate,),),
    May.GO_ON_PRIVATELY: ((p.its_author,),),
    May.READ_PRIVATE: ((p.advocate,), (p.listener,), (p.manager_in_post,)),
    May.OPEN_PRIVATE: ((p.holds_its_key,),),
    May.APPROVE_RETELLING: ((p.advocate, p.not_its_writer), (p.listener, p.not_its_writer)),
    May.SHOW_RETELLING: ((p.advocate,), (p.listener,)),
    May.SEE_PRIVATE_LOG: ((p.advocate,), (p.listener,)),
    May.REMOVE_WORDS: ((p.advocate,), (p.manager,), (p.admin,)),
    May.CLOCKWORK: ((p.the_clock,),),
}

COUNCIL_WRITERS: tuple[Row, ...] = ((p.rep,), (p.secretary,), (p.scribe_of_this_meeting,))

AT_THE_COUNCIL: Mapping[May, tuple[Row, ...]] = {
    May.READ_WARD: ((p.anyone_of_the_ward,),),
    May.PRINT: ((p.anyone_of_the_ward, p.not_at_the_terminal),),
    May.READ_RECEIVED: ((p.rep,), (p.secretary,), (p.manager,), (p.lead,)),
    May.WRITE_FOR: ((p.rep,),),
    May.HIDE_WORDS: ((p.rep,), (p.advocate,)),
    May.AGREE_HIDING: ((p.rep, p.not_the_first_to_ask), (p.advocate, p.not_the_first_to_ask)),
    May.END_HIDING: ((p.rep,), (p.advocate,), (p.the_clock,)),
    May.PREPARE: (*COUNCIL_WRITERS, (p.the_clock,)),
    May.MERGE: ((p.rep,),),
    May.CALL_OFF: ((p.rep,), (p.lead,)),
    May.RUN_MEETING: COUNCIL_WRITERS,
    May.AGREE_MINUTES: ((p.rep,), (p.manager,), (p.lead,)),
    May.REMEMBER_DIFFERENTLY: ((p.rep,), (p.manager,), (p.lead,)),
    May.ANSWER: ((p.manager,), (p.lead,)),
    May.REPLY_AS_DECIDER: ((p.its_decider,),),
    May.CORRECT_ANSWER: ((p.the_person_who_answered,),),
    May.MAKE_PROMISE: (*COUNCIL_WRITERS, (p.manager,), (p.lead,)),
    May.SAY_WHOSE: ((p.its_owner,),),
    May.REPORT: ((p.its_owner,), (p.covers_it,), (p.lead,)),
    May.MOVE_DATE: ((p.its_owner,), (p.covers_it,), (p.lead,)),
    May.COVER: ((p.asked_to_cover,),),
    May.CONFIRM: ((p.rep, p.shares_no_part_of_it),),
    May.HAND_OVER: ((p.its_owner,), (p.lead,), (p.admin,), (p.the_clock,)),
    May.SET_RHYTHM: ((p.secretary,), (p.admin,)),
    May.HANDLE_ITEM: ((p.anyone_of_the_ward, p.it_is_not_about_them), (p.the_clock,)),
    May.REMOVE_WORDS: ((p.advocate,), (p.admin,)),
    May.CLOCKWORK: ((p.the_clock,),),
}
"""What of the law holds at the patients' council, which has reps but no ward: nothing that is not named here.

Reps and deputies of every ward hold the rep's part. A ward manager answers there and manages nothing, a nurse reads.
"""


def rows_of(actor: Actor, what: May) -> tuple[Row, ...]:
    """Return the rows of the law that count where this person is."""
    return AT_THE_COUNCIL.get(what, ()) if actor.at_council else POLICY[what]


def may(actor: Actor, what: May, thing: Any = None) -> bool:
    """Return whether this person may do this to this thing."""
    return any(all(holds(actor, thing) for holds in row) for row in rows_of(actor, what))


def could(actor: Actor, what: May) -> bool:
    """Return whether the door to a page stands open to this person before the thing itself is known."""
    known = actor.id is not None or actor.at_ward_screen or actor.door is Door.CLOCK
    return known and any(
        all(holds(actor, None) for holds in row if holds not in p.ABOUT_THE_THING) for row in rows_of(actor, what)
    )


assert set(POLICY) == set(May), "every permission has its row"
