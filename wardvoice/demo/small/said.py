"""What else the first ward said: asked again and again, put together, hidden, taken back, or simply good."""

from __future__ import annotations

from wardvoice.actions.rules import Reply
from wardvoice.agenda.rules import CarriedBecause, Feeling, ShownAs, Topic
from wardvoice.demo.content.said import (
    CHALLENGE,
    IDEA,
    KEEP,
    PROBLEM,
    QUESTION,
    THANKS,
    granted,
    partly,
    passed,
    refused,
    told,
)
from wardvoice.demo.fates import Brought, Course, Done, Told

NAME = ShownAs.NAME
LATE_HOUR = 18

SUPPER = (
    (-11, Brought(Topic.FOOD, refused(
        PROBLEM, "Supper is at half past four. By nine I am starving.",
        "The kitchen closes at five and has no people for later. We look at it again.",
    ), by="Alder", shown_as=NAME, name="supper 1")),
    (-8, Brought(Topic.FOOD, partly(
        PROBLEM, "We are hungry in the evening. There is only toast, if there is bread.",
        "We cannot move supper. We can see to the bread.", "Two loaves on the ward each evening.",
        "Two loaves came each evening.",
    ), name="supper 2", course=Course("house", 7, (
        Done(6, "Two loaves came each evening."), Told(8, 0, Reply.YES), Told(9, 1, Reply.YES))))),
    (-5, Brought(Topic.FOOD, passed(
        PROBLEM, "Bread again. Supper is still too early and we are still hungry.",
        "Catering manager", "The catering manager looks for a way and writes to us.",
    ), by="Birch", shown_as=NAME, name="supper 3")),
    (0, Brought(Topic.FOOD, partly(
        PROBLEM, "This is the fourth time. Supper at half past four is too early. Who can decide this?",
        "", "", "",
    ), by="Alder", shown_as=NAME, before=5, name="supper 4")),
)  # fmt: skip
"""One thing, asked four times."""

HELD = (CarriedBecause.DECIDER_ABSENT, CarriedBecause.DECIDER_ABSENT, CarriedBecause.MORE_INFORMATION)

OTHERS = (
    (-12, Brought(Topic.SOMETHING_ELSE, told(
        QUESTION, "Can the meeting be after dinner? I am asleep in the morning.", "It is at two from now on."),
        by="Oak", shown_as=NAME)),
    (-9, Brought(Topic.PHONE, passed(
        QUESTION, "When do we get internet in the activity room? It was said before I came.",
        "IT department", "They have the plan and will write down the month."), by="Severn", shown_as=NAME)),
    (-5, Brought(Topic.PHONE, refused(
        CHALLENGE, "Why can I not keep my own phone? I am allowed it on leave.",
        "Pictures of other patients were put online last year. We look at it again when the phones without a camera "
        "have been tried."), by="Kestrel", shown_as=NAME, accepted=False, name="phone")),
    (-4, Brought(Topic.SLEEP, told(
        PROBLEM, "Rob in the end room plays his radio until three. He has been in hospital for it before.",
        "We spoke with everybody about radios. They are off from eleven."), name="radio")),
    (-3, Brought(Topic.CARE, told(
        THANKS, "My nurse came in on her day off for my tribunal. I will not forget that.", "She was glad to."),
        by="Tern", shown_as=NAME)),
    (-3, Brought(Topic.MONEY, refused(
        IDEA, "A shop trolley that comes to the ward each day.",
        "There is one person in the shop. It comes on Tuesdays. We look at it again in two months."), by="Maple",
        shown_as=ShownAs.REP, held=HELD, hands=True, name="trolley")),
    (-2, Brought(Topic.LEAVE, told(
        PROBLEM, "They shut the courtyard when it rains, every time.", ""), name="courtyard again")),
    (-2, Brought(Topic.ACTIVITIES, told(
        IDEA, "Karaoke on Fridays.", ""), by="Maple", shown_as=NAME, name="karaoke", before=4)),
    (-2, Brought(Topic.CARE, granted(
        QUESTION, "What are my tablets for? The leaflet is in tiny letters.", "You should know what you take.",
        "The pharmacist in the day room on Tuesday at two.", "The pharmacist came. Seven people asked."),
        written_by="support", name="tablets", accepted=True,
        course=Course("doctor", 7, (Done(6, "The pharmacist came. Seven people asked."), Told(7, 0, Reply.YES),
                                    Told(8, 1, Reply.YES))))),
    (-1, Brought(Topic.ROOMS, told(
        KEEP, "Keep the plants by the window. Somebody should get a medal.", "We keep them."),
        by="Osprey", shown_as=NAME)),
    (-1, Brought(Topic.RESPECT, told(
        QUESTION, "Can I say no when students want to sit in?", "Yes, always. Nobody will ask why."),
        written_by="rep", on_paper=2)),
    (-1, Brought(Topic.LAUNDRY, told(
        QUESTION, "Can I get a coat from the clothes store? I came in summer.", ""), by="Severn", shown_as=NAME,
        before=5, name="coat")),
    (0, Brought(Topic.RESPECT, told(
        PROBLEM, "Somebody goes through the bins and reads our letters. I do not want to say who.", ""),
        before=2, hour=LATE_HOUR, read=False, name="unread")),
    (0, Brought(Topic.LEAVE, told(PROBLEM, "", ""), by="Sparrow", shown_as=NAME, feeling=Feeling.WORRIED)),
    (0, Brought(Topic.FOOD, told(THANKS, "Whoever put fresh orange on the tables on Sunday: thank you.", ""),
                by="Puffin", shown_as=NAME)),
    (0, Brought(Topic.RULES, told(
        CHALLENGE, "Why no hoodies in the day room? It is just a jumper.", ""), by="Maple", shown_as=ShownAs.PATIENT)),
    (1, Brought(Topic.LEAVE, told(
        IDEA, "A walk before breakfast for those with ground leave. There are birds.", ""), by="Kestrel", shown_as=NAME,
        before=8, hour=LATE_HOUR, name="walk")),
    (1, Brought(Topic.SAFETY, told(
        QUESTION, "Does the camera in the corridor record sound?", ""), by="Tern", before=8, hour=11,
        name="camera")),
    (1, Brought(Topic.CARE, told(
        IDEA, "Let us write our own part for the review before the meeting, not after.", ""), by="Heron",
        shown_as=NAME, before=8, hour=12, name="review")),
    (1, Brought(Topic.ROOMS, told(
        PROBLEM, "The shower at the end is cold, and its light goes out while you wash.", ""), by="Kestrel",
        shown_as=NAME, before=8, hour=13, name="shower")),
    (1, Brought(Topic.SLEEP, told(
        PROBLEM, "The heating comes on at two in the morning. It is like an oven.", ""), before=8,
        hour=19)),
)  # fmt: skip

SAID: tuple[tuple[int, Brought], ...] = (*SUPPER, *OTHERS)
