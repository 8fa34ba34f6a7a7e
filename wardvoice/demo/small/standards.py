"""The invented standards by which the small hospital is reviewed: an edition, and the one that follows it."""

from __future__ import annotations

from datetime import date, timedelta

from wardvoice.core.actor import Actor
from wardvoice.demo.life.ward import Life
from wardvoice.demo.timeline import Story
from wardvoice.evidence import commands
from wardvoice.evidence.rules.criteria import Line

OLD, NEW = "Invented standards for wards, 1st edition", "Invented standards for wards, 2nd edition"
CRITERIA = (
    Line("food", "4.2", "Meals are good, and people can choose."),
    Line("leave", "6.1", "Leave that was agreed takes place."),
    Line("activities", "5.3", "There is something to do each day, evenings and weekends too."),
    Line("sleep", "4.7", "The ward is quiet at night."),
    Line("phone", "7.2", "People can call those who matter to them."),
    Line("visits", "7.1", "Visitors are welcome, and have a room."),
    Line("laundry", "4.9", "People can wash their clothes."),
    Line("rooms", "4.1", "The ward is clean, warm and in good repair."),
    Line("care", "2.4", "People have a say in their care plan."),
    Line("respect", "1.1", "Staff treat people with respect."),
    Line("rules", "3.5", "Rules of the ward are explained, and looked at anew each year."),
    Line("rules", "3.10", "Nobody is kept from something because of others."),
    Line("safety", "1.3", "People feel safe on the ward."),
    Line("staff-conduct", "1.1", "Staff treat people with respect."),
    Line("restraint", "1.6", "People are held only where nothing else keeps somebody safe."),
    Line("medicine", "2.6", "People know what their medicine is for."),
)


def are_taken_in(life: Life, admin: Actor, today: date) -> Story:
    """Megan says which criterion each theme belongs to; a new edition takes the place of the first one."""
    for name, lines, day in ((OLD, CRITERIA[:6], 90), (NEW, CRITERIA, 45)):
        yield life.stage.clock.moment(today - timedelta(days=day), 9)
        life.tell(admin, commands.take_edition, name=name, lines=lines)
