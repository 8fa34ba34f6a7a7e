"""Stories of the first ward that no plan of an item holds: who is rep, what is put together, hidden or taken back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from wardvoice.actions import commands as actions
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.rules import Answer, HideBecause
from wardvoice.core.actor import Actor, Role
from wardvoice.demo.life.people import Keys, admit, choose
from wardvoice.demo.life.ward import Life
from wardvoice.demo.reviewed import invite
from wardvoice.demo.small.partings import goes_home_for_good
from wardvoice.demo.small.voting import chosen_by_vote, shown_how
from wardvoice.demo.timeline import Story
from wardvoice.people import commands as people


def terms(life: Life, advocate: Actor, today: date) -> Story:
    """For ten days nobody is rep and a nurse stands in; then Alder is chosen, and Linnet after him."""
    yield _on(life, today, -80, 10)
    choose(life, "Alder", Role.REP, advocate, until=_day(today, -39))
    yield _on(life, today, -60, 10)
    choose(life, "Osprey", Role.DEPUTY, advocate, until=_day(today, 31))
    choose(life, "Severn", Role.PEER, advocate, until=_day(today, 31))
    yield _on(life, today, -39, 10)
    life.cast.patients["Alder"].is_only(Role.PATIENT)
    chosen_by_vote(life, advocate, _day(today, 52))
    yield _on(life, today, -33, 11)
    shown_how(life, advocate)


def comings_and_goings(life: Life, admin: Actor, keys: Keys, today: date) -> Story:
    """Heron comes, Oak goes home; Lorna leaves and her promises get a new owner; Ben's post has an end."""
    yield _on(life, today, -30, 14)
    admit(life, "Heron", life.cast.chair, keys)
    yield _on(life, today, -20, 9)
    ben = life.cast.staff["agency"].thing
    last_day = _day(today, 10)
    life.tell(admin, people.change_account, account=ben, name=ben.name, job=ben.job, ends_on=last_day)
    yield _on(life, today, -12, 11)
    goes_home_for_good(life, "Oak", to_rep="jigsaws")
    yield _on(life, today, -8, 16)
    lorna, priya = life.cast.staff.pop("former"), life.cast.staff["manager"]
    life.tell(admin, actions.close_account, account=lorna.thing, to=priya.thing)


def a_reviewer_is_invited(life: Life, second: Life, admin: Actor, today: date) -> Story:
    """Megan invites Owen, a peer reviewer, to both wards: he reads how they are doing until a last day."""
    yield _on(life, today, -18, 9)
    owen = life.cast.staff["reviewer"].thing
    invite(life.tell, admin, owen, (life.cast.ward_id, second.cast.ward_id), life.today)


def asked_again(life: Life, today: date) -> Story:
    """Supper is too early: the rep links each time to the time before, until it is the fourth."""
    for n, day in ((2, -58), (3, -37), (4, -3)):
        yield _on(life, today, day, 11)
        item, earlier = life.named[f"supper {n}"], life.named[f"supper {n - 1}"]
        life.tell(life.cast.chair, agenda.link_items, item=item, earlier=earlier)


def put_together(life: Life, today: date) -> Story:
    """Two people wrote about the courtyard: one item now, with the words of both."""
    yield _on(life, today, -16, 10)
    life.tell(life.cast.chair, agenda.merge_items, item=_taken(life, "courtyard again"), into=life.named["courtyard"])


def taken_back(life: Life, today: date) -> Story:
    """Maple thinks better of it before the agenda is out."""
    yield _on(life, today, -17, 12)
    life.tell(life.cast.patients["Maple"].actor, agenda.withdraw_item, item=_taken(life, "karaoke"))


def hidden(life: Life, today: date) -> Story:
    """An item names another patient: a nurse asks that the words be hidden, and the rep agrees."""
    yield _on(life, today, -30, 16)
    nurse, item = life.cast.staff["nurse"].actor, life.named["radio"]
    hiding = life.tell(nurse, agenda.hide_words, item=item, because=HideBecause.NAMES_SOMEBODY)
    yield _on(life, today, -30, 17)
    life.tell(life.cast.chair, agenda.agree_hiding, hiding=hiding)


def answered_before_the_meeting(life: Life, today: date) -> Story:
    """A question that any nurse can answer need not wait for the meeting."""
    yield _on(life, today, -10, 13)
    nurse, words = life.cast.staff["nurse"].actor, "Yes, on Wednesdays. Ask for the key and one of us comes along."
    life.tell(nurse, agenda.answer_item, item=_taken(life, "coat"), answer=Answer.YES, words=words)


def said_later(life: Life, today: date) -> Story:
    """The manager corrects an answer on the next day, and Kestrel adds a note when the dryer is late."""
    yield _on(life, today, -34, 10)
    manager, outcome = life.cast.staff["manager"].actor, life.outcomes[life.named["phone"].id]
    words = "The trial of the new phones begins in two months."
    life.tell(manager, agenda.correct_answer, outcome=outcome, words=words)
    yield _on(life, today, -6, 19)
    kestrel, dryer = life.cast.patients["Kestrel"].actor, life.named["dryer"]
    life.tell(kestrel, agenda.add_note, item=dryer, words="The rack helps. But in this weather nothing gets dry on it.")


def the_agenda_of_next_week(life: Life, today: date) -> Story:
    """Before today's agenda goes out the rep moves a line; in the evening the next one is begun."""
    yield _on(life, today, -1, 9, 20)
    lines = [line for line in life.stage.lines_of(life.meetings[today]) if line.item_id is not None]
    life.tell(life.cast.chair, agenda.move_entry, entry=lines[-1], to=2)
    yield _on(life, today, -1, 20)
    meeting = life.meetings[_day(today, 7)]
    life.tell(life.cast.chair, agenda.place_item, meeting=meeting, item=life.named["camera"])
    because = "Whoever decides this is back in two weeks."
    life.tell(life.cast.chair, agenda.put_off, meeting=meeting, item=life.named["review"], because=because)


def two_in_one(life: Life, today: date) -> Story:
    """Kestrel asked for two things at once: the rep makes two of it, on the agenda of next week."""
    yield _on(life, today, -1, 20, 10)
    shower = life.named["shower"]
    life.tell(life.cast.chair, agenda.place_item, meeting=life.meetings[_day(today, 7)], item=shower)
    parts = {"first_part": "the cold shower", "second_part": "the light that goes out"}
    life.tell(life.cast.chair, agenda.split_item, item=shower, **parts)


def matters_to_others(life: Life, today: date) -> Story:
    """What some asked matters to others, too: in the evening they say so at the terminal."""
    for name, others in (("supper 4", ("Heron", "Severn", "Maple")), ("dryer", ("Heron", "Tern"))):
        yield _on(life, today, -1, 21)
        for word in others:
            life.tell(life.cast.patients[word].actor, agenda.say_it_matters, item=life.named[name], matters=True)


def _taken(life: Life, name: str) -> Any:
    """Take an item out of those that wait for an agenda."""
    item = life.named[name]
    life.waiting.pop(item.id, None)
    return item


def _day(today: date, days: int) -> date:
    return today + timedelta(days=days)


def _on(life: Life, today: date, days: int, hour: int, minute: int = 0) -> Any:
    return life.moment(_day(today, days), hour, minute)
