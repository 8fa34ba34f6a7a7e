"""Named truths about somebody and a thing, of which the law in `policy` is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wardvoice.core.actor import Actor, Door, Role

Predicate = Callable[[Actor, Any], bool]


def anyone_of_the_ward(actor: Actor, thing: Any) -> bool:
    return actor.at_ward_screen or (actor.is_staff and bool(actor.roles - {Role.REVIEWER}))


def at_a_terminal(actor: Actor, thing: Any) -> bool:
    return actor.door is Door.TERMINAL


def at_a_patient_screen(actor: Actor, thing: Any) -> bool:
    return actor.door in (Door.TERMINAL, Door.LAPTOP)


def at_the_station(actor: Actor, thing: Any) -> bool:
    return actor.door is Door.STATION


def not_at_the_terminal(actor: Actor, thing: Any) -> bool:
    return actor.door is not Door.TERMINAL


def at_a_screen_that_takes(actor: Actor, thing: Any) -> bool:
    """Of the screens of a ward the meeting laptop alone prints or keeps a file: the others stand open to passers-by."""
    return actor.door is Door.LAPTOP or not actor.at_ward_screen


def not_signed_in(actor: Actor, thing: Any) -> bool:
    return actor.id is None


def a_ward_name(actor: Actor, thing: Any) -> bool:
    return actor.is_patient


def a_staff_account(actor: Actor, thing: Any) -> bool:
    return actor.is_staff


def rep(actor: Actor, thing: Any) -> bool:
    return actor.is_patient and actor.has(Role.REP, Role.DEPUTY)


def secretary(actor: Actor, thing: Any) -> bool:
    """The independent listener writes for the patients' council: prepares, records, decides nothing (product.md)."""
    return listener(actor, thing)


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


def manager_in_post(actor: Actor, thing: Any) -> bool:
    """The manager, not who stands in during leave: what is sent to the manager in private waits for the manager."""
    return manager(actor, thing) and not actor.deputises


def lead(actor: Actor, thing: Any) -> bool:
    return actor.is_staff and actor.has(Role.LEAD)


def advocate(actor: Actor, thing: Any) -> bool:
    return actor.is_staff and actor.has(Role.ADVOCATE)


def listener(actor: Actor, thing: Any) -> bool:
    return actor.is_staff and actor.has(Role.LISTENER)


def admin(actor: Actor, thing: Any) -> bool:
    return actor.is_staff and actor.has(Role.ADMIN)


def a_reviewer(actor: Actor, thing: Any) -> bool:
    return actor.is_staff and bool(actor.reviews)


def invited_to_it(actor: Actor, thing: Any) -> bool:
    """A reviewer reads of the wards that they were invited to (E2)."""
    return not actor.reviews.isdisjoint({getattr(thing, "ward_id", None), None})


def of_their_ward(actor: Actor, thing: Any) -> bool:
    return actor.ward_id is not None and getattr(thing, "ward_id", None) == actor.ward_id


def does_not_work_there(actor: Actor, thing: Any) -> bool:
    """What is about staff is told to nobody of the ward that it may be about (rules.md, Measures)."""
    return not actor.works_at(getattr(thing, "ward_id", None))


def on_duty(actor: Actor, thing: Any) -> bool:
    return actor.is_staff and actor.has(Role.DUTY)


def not_about_staff(actor: Actor, thing: Any) -> bool:
    """Where the danger may come from staff nobody of the ward learns of it (C5)."""
    return not getattr(thing, "about_staff", False)


def not_of_the_ward_it_is_about(actor: Actor, thing: Any) -> bool:
    """Nor does somebody who is on another list, too: whoever works there may be the one who is meant (C5)."""
    return not (getattr(thing, "about_staff", False) and actor.works_at(getattr(thing, "ward_id", None)))


def its_author(actor: Actor, thing: Any) -> bool:
    """The ward name that sent it, or whoever holds the secret given out when it was sent without a name."""
    by_name = actor.is_patient and thing is not None and getattr(thing, "author_id", None) == actor.id
    return by_name or holds_its_slip(actor, thing)


def holds_its_slip(actor: Actor, thing: Any) -> bool:
    """Whoever came back with the five words of an item, or of one it belongs to, or is still at its receipt."""
    slip = getattr(thing, "slip_hash", None)
    return actor.at_ward_screen and slip is not None and slip == actor.slip


def the_person_who_answered(actor: Actor, thing: Any) -> bool:
    return actor.is_staff and _belongs(actor) and getattr(thing, "given_by_id", None) == actor.id


def its_owner(actor: Actor, thing: Any) -> bool:
    return actor.is_staff and _belongs(actor) and getattr(thing, "owner_id", None) == actor.id


def its_decider(actor: Actor, thing: Any) -> bool:
    return actor.is_staff and _belongs(actor) and getattr(thing, "account_id", None) == actor.id


def covers_it(actor: Actor, thing: Any) -> bool:
    """Who has said yes to doing it while its owner is away."""
    taken = getattr(thing, "cover_taken_on", None) is not None
    return taken and asked_to_cover(actor, thing)


def asked_to_cover(actor: Actor, thing: Any) -> bool:
    return actor.is_staff and _belongs(actor) and getattr(thing, "cover_id", None) == actor.id


def holds_the_term(actor: Actor, thing: Any) -> bool:
    return actor.id is not None and getattr(thing, "ward_name_id", None) == actor.id


def it_is_not_about_them(actor: Actor, thing: Any) -> bool:
    """Nobody acts on an item about themselves (rules.md, Who may)."""
    return getattr(thing, "about_id", None) is None or thing.about_id != actor.id


def for_oneself(actor: Actor, thing: Any) -> bool:
    """Nobody stands in a vote, or stands down, by another patient's hand."""
    return actor.is_patient and getattr(thing, "ward_name_id", None) == actor.id


def off_the_ward(actor: Actor, thing: Any) -> bool:
    """Whoever works on the ward as well does nothing with the votes of its patients (R1)."""
    return actor.is_staff and not actor.works_at(actor.ward_id)


def does_not_stand(actor: Actor, thing: Any) -> bool:
    """Nobody counts the votes for themselves (rules.md, Who may)."""
    return actor.id not in getattr(thing, "standing_ids", ())


def teller_of_this_vote(actor: Actor, thing: Any) -> bool:
    """A patient whom the ward has asked to count, since nobody in post can."""
    return actor.is_patient and getattr(thing, "teller_id", None) == actor.id


def no_patient_counts(actor: Actor, thing: Any) -> bool:
    """Nobody in post can count, and no other patient was asked: then the listener does, and nobody else."""
    return bool(getattr(thing, "no_patient_counts", False))


def not_the_advocate(actor: Actor, thing: Any) -> bool:
    """One person does not count twice."""
    return not actor.has(Role.ADVOCATE)


def reps_stepped_aside(actor: Actor, thing: Any) -> bool:
    """Whoever is rep or deputy now is whom this item is about: for it alone somebody else does their work."""
    return bool(getattr(thing, "reps_stepped_aside", False))


def no_peer_does_it(actor: Actor, thing: Any) -> bool:
    """Peer supporters come first, as where nobody is rep (rules.md, Who may)."""
    return not getattr(thing, "a_peer_does_it", False)


def about_oneself(actor: Actor, thing: Any) -> bool:
    return actor.id is not None and getattr(thing, "account_id", None) == actor.id


def shares_no_part_of_it(actor: Actor, thing: Any) -> bool:
    return getattr(thing, "shared_by_id", None) != actor.id


def not_the_first_to_ask(actor: Actor, thing: Any) -> bool:
    """Hiding takes two different people: whoever asked first cannot agree as the second."""
    return actor.id is not None and getattr(thing, "first_by_id", None) != actor.id


def makes_the_pair(actor: Actor, thing: Any) -> bool:
    """One of the two who hide words is a rep or an advocate."""
    return rep(actor, thing) or advocate(actor, thing) or bool(getattr(thing, "first_by_patients_side", False))


def an_advocate_asked(actor: Actor, thing: Any) -> bool:
    """Words go for good with an advocate's yes alone: all others of the two belong to the hospital, or to the ward."""
    return bool(getattr(thing, "first_by_advocate", False))


def no_rep_and_no_advocate(actor: Actor, thing: Any) -> bool:
    return bool(getattr(thing, "nobody_keeps_the_cards", False))


def holds_its_key(actor: Actor, thing: Any) -> bool:
    """Somebody to whose key it was sealed, and who still holds the role for which it was."""
    return actor.is_staff and actor.id in getattr(thing, "reader_ids", frozenset())


def not_its_writer(actor: Actor, thing: Any) -> bool:
    return getattr(thing, "written_by", None) != actor.id


def about_the_wards_manager(actor: Actor, thing: Any) -> bool:
    """A manager's cover on one ward; who covers for readers off the ward is no choice of the ward's."""
    return getattr(thing, "role", None) == Role.MANAGER and getattr(thing, "ward_id", None) is not None


def the_clock(actor: Actor, thing: Any) -> bool:
    return actor.door is Door.CLOCK


def the_directory(actor: Actor, thing: Any) -> bool:
    return actor.door is Door.DIRECTORY


def _belongs(actor: Actor) -> bool:
    return actor.id is not None and bool(actor.roles - {Role.REVIEWER})


ABOUT_THE_THING: frozenset[Predicate] = frozenset(
    {
        its_author,
        invited_to_it,
        of_their_ward,
        does_not_work_there,
        holds_its_slip,
        scribe_of_this_meeting,
        the_person_who_answered,
        its_owner,
        its_decider,
        covers_it,
        asked_to_cover,
        holds_the_term,
        it_is_not_about_them,
        reps_stepped_aside,
        no_peer_does_it,
        for_oneself,
        does_not_stand,
        teller_of_this_vote,
        no_patient_counts,
        about_oneself,
        shares_no_part_of_it,
        not_the_first_to_ask,
        makes_the_pair,
        an_advocate_asked,
        no_rep_and_no_advocate,
        holds_its_key,
        not_its_writer,
        about_the_wards_manager,
    }
)
"""Truths that nobody can know before the thing is known: a door stands open without them."""
