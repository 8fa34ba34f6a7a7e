"""The law on one page: who may do what. Route marks, commands and templates all ask this table.

A row of predicates holds if all of them do; a permission is given if any of its rows holds. When something makes
sense is another question and stands in each room's rules. At the patients' council a second, narrower table holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wardvoice.core import predicates as p
from wardvoice.core.actor import Actor, Door
from wardvoice.core.permissions import May

__all__ = ["AT_THE_COUNCIL", "POLICY", "May", "could", "may", "rows_of"]


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

HOSPITAL_READERS: tuple[Row, ...] = ((p.manager,), (p.lead,), (p.advocate,), (p.listener,), (p.admin,))
"""Who may look from one ward to all the others: figures are compared in the open, and without a ranking."""

AGREES_TO_REMOVE: tuple[Row, ...] = (
    (p.advocate, p.off_the_ward, p.not_the_first_to_ask),
    (p.admin, p.not_the_first_to_ask, p.an_advocate_asked),
)

POLICY: Mapping[May, tuple[Row, ...]] = {
    May.START: ((p.anyone_of_the_ward,), (p.a_staff_account,)),
    May.READ_WARD: ((p.anyone_of_the_ward,),),
    May.PRINT: ((p.anyone_of_the_ward, p.not_at_the_terminal),),
    May.TAKE_TABLE: ((p.anyone_of_the_ward, p.at_a_screen_that_takes),),
    May.PRINT_PACK: ((p.rep, p.not_at_the_terminal), (p.peer, p.not_at_the_terminal), (p.ward_staff,), (p.advocate,)),
    May.READ_RECEIVED: (
        *((p.its_author,), (p.rep,), (p.peer,), (p.in_the_reps_place,), (p.ward_staff,), (p.advocate,)),
        *FOR_ONE_ITEM,
    ),
    May.LOOK_BEHIND: ((p.its_author,), (p.rep,), (p.advocate,)),
    May.READ_EVIDENCE: ((p.anyone_of_the_ward, p.of_their_ward), *HOSPITAL_READERS, (p.a_reviewer, p.invited_to_it)),
    May.TAKE_EVIDENCE: (
        (p.anyone_of_the_ward, p.of_their_ward, p.at_a_screen_that_takes),
        *HOSPITAL_READERS,
        (p.a_reviewer, p.invited_to_it),
    ),
    May.COMPARE_WARDS: (*HOSPITAL_READERS, (p.a_reviewer,)),
    May.READ_OFF_WARD: (
        *((reader, p.does_not_work_there) for reader in (p.advocate, p.listener, p.lead)),
        (p.a_reviewer, p.invited_to_it, p.does_not_work_there),
    ),
    May.SEE_VISITS: ((p.admin,), (p.manager,), (p.advocate,)),
    May.COMMENT_EVIDENCE: ((p.rep, p.of_their_ward),),
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
    May.BRING_PROMISES: ((p.admin,),),
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
    May.KEEP_DIARY: ((p.ward_staff,), (p.lead,), (p.advocate,), (p.listener,)),
    May.HOLD_KEY: ((p.advocate,), (p.listener,), (p.manager_in_post,)),
    May.TAKE_DUTY: ((p.advocate,),),
    May.NAME_COVER: ((p.admin,), (p.manager, p.about_the_wards_manager)),
    May.ENROL_SCREEN: ((p.admin,), (p.manager,)),
    May.BECOME_SCREEN: ((p.not_signed_in,), (p.admin,), (p.manager,)),
    May.OPEN_WARD: ((p.admin,),),
    May.KEEP_WARD: ((p.admin,), (p.manager,)),
    May.SET_RHYTHM: ((p.admin,), (p.manager,)),
    May.KEEP_CRITERIA: ((p.admin,),),
    May.KEEP_ACCOUNTS: ((p.admin,), (p.the_directory,)),
    May.KEEP_SIGN_ON: ((p.admin,),),
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
    May.ANSWER_PULSE: ((p.at_a_terminal,),),
    May.WRITE_PRIVATELY: ((p.at_a_terminal,),),
    May.TYPE_PAPER: ((p.advocate,),),
    May.GO_ON_PRIVATELY: ((p.its_author,),),
    May.READ_PRIVATE: ((p.advocate,), (p.listener,), (p.manager_in_post,)),
    May.OPEN_PRIVATE: ((p.holds_its_key,),),
    May.APPROVE_RETELLING: ((p.advocate, p.not_its_writer), (p.listener, p.not_its_writer)),
    May.SHOW_RETELLING: ((p.advocate,), (p.listener,)),
    May.SEE_PRIVATE_LOG: ((p.advocate,), (p.listener,)),
    May.SEE_RECORDS: ((p.admin,), (p.advocate,), (p.manager,), (p.lead,)),
    May.KEEP_RECORDS: ((p.admin,),),
    May.HOLD_RECORDS: ((p.admin,), (p.advocate, p.of_their_ward)),
    May.AGREE_RECORDS: ((p.advocate, p.not_the_first_to_ask),),
    May.DROP_RECORDS: ((p.admin,), (p.advocate,)),
    May.REMOVE_WORDS: ((p.advocate,), (p.manager,), (p.admin,)),
    May.AGREE_REMOVAL: AGREES_TO_REMOVE,
    May.CLOCKWORK: ((p.the_clock,),),
}

COUNCIL_WRITERS: tuple[Row, ...] = ((p.rep,), (p.secretary,), (p.scribe_of_this_meeting,))

AT_THE_COUNCIL: Mapping[May, tuple[Row, ...]] = {
    May.READ_WARD: ((p.anyone_of_the_ward,),),
    May.PRINT: ((p.anyone_of_the_ward, p.not_at_the_terminal),),
    May.TAKE_TABLE: ((p.anyone_of_the_ward, p.at_a_screen_that_takes),),
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
    May.AGREE_REMOVAL: AGREES_TO_REMOVE,
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
    """Return whether the door to a page stands open to this person before the thing itself is known.

    Nothing of a ward is a reviewer's own, so no door opens to one for the sake of a thing that might be.
    """
    known = actor.id is not None or actor.at_ward_screen or actor.door in (Door.CLOCK, Door.DIRECTORY)
    return known and any(
        all(holds(actor, None) for holds in row if holds not in p.ABOUT_THE_THING)
        for row in rows_of(actor, what)
        if not (actor.only_reviews and p.ABOUT_THE_THING.issuperset(row))
    )


assert set(POLICY) == set(May), "every permission has its row"
