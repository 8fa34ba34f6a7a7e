"""What the first ward asked for and what was promised: one promise in every class of follow-through, and more.

Each stands under the number of the meeting that it was sent for: 0 is today's, −1 last week's.
"""

from __future__ import annotations

from wardvoice.actions.rules import Reply
from wardvoice.agenda.rules import Feeling, ShownAs, Topic
from wardvoice.demo.content.said import CHALLENGE, IDEA, PROBLEM, granted, partly
from wardvoice.demo.fates import (
    RAISER,
    Brought,
    Cannot,
    Course,
    Done,
    HandedOver,
    InTheRoom,
    LetOff,
    Moved,
    NotMine,
    Reported,
    Told,
)

NAME = ShownAs.NAME

KEPT_ON_TIME = Brought(
    Topic.ROOMS,
    granted(
        PROBLEM, "The shower by the garden door is cold. Every morning. I have stopped washing there.",
        "It is the mixer.", "A new mixer in the shower by the garden door.", "New mixer. Warm for ten minutes.",
    ),
    by="Sparrow", shown_as=NAME,
    course=Course("house", 7, (Reported(2, "The mixer is ordered."), Done(5, "New mixer. Warm for ten minutes."),
                               Told(6, RAISER, Reply.YES, "It is warm. Thank you."))),
)  # fmt: skip

KEPT_LATE = Brought(
    Topic.PHONE,
    granted(
        PROBLEM, "You have to shout into the phone and everybody hears. My mum thinks I am cross with her.",
        "The handset is old.", "A new handset for the patients' phone.", "The new handset is up.",
    ),
    by="Tern", shown_as=NAME,
    course=Course("support", 10, (Reported(10, "The form came back unsigned.", stuck=True),
                                  Done(17, "The new handset is up."), Told(19, RAISER, Reply.YES))),
)  # fmt: skip

AGREED_NOT_TO = Brought(
    Topic.SMOKING,
    granted(
        IDEA, "A roof over the bench by the wall, so we do not all stand in the doorway.",
        "We will try.", "A small roof over the bench by the wall.", "",
    ),
    by="Puffin", shown_as=NAME,
    course=Course("ot", 14, (Cannot(4, "The wall is listed and nothing may be fixed to it."), LetOff(5, 6, 1))),
)  # fmt: skip

ASKED_TO_BE_LET_OFF = Brought(
    Topic.FOOD,
    granted(
        PROBLEM, "The water machine has been off for days and the tap water is warm.",
        "It waits for a filter.", "A new filter in the water machine.", "",
    ),
    course=Course("house", 12, (Reported(5, "I rang the company."),
                                Cannot(10, "The company no longer makes the filter, and no other fits."))),
)  # fmt: skip

STAFF_SAY_DONE = Brought(
    Topic.ACTIVITIES,
    granted(
        PROBLEM, "Half the jigsaws have bits missing.",
        "Then they are no fun.", "Six new jigsaws in the day room cupboard.", "The jigsaws are in the cupboard.",
    ),
    by="Oak", shown_as=NAME, name="jigsaws",
    course=Course("ot", 14, (Done(12, "The jigsaws are in the cupboard."),)),
)  # fmt: skip

WAITING_FOR_PATIENTS = Brought(
    Topic.LEAVE,
    granted(
        PROBLEM, "When my leave is called off nobody tells me. I stand there in my coat.",
        "You should know in time.", "A list on the office window by nine: who goes out, with whom, at what time.",
        "The list has been up by nine all week.",
    ),
    by="Kestrel", shown_as=NAME,
    course=Course("nurse", 18, (Reported(8, "We tried it on two days."),
                                Done(15, "The list has been up by nine all week."))),
)  # fmt: skip

DISPUTED = Brought(
    Topic.SLEEP,
    granted(
        PROBLEM, "All night somebody walks past with keys that ring like bells.",
        "We did not know how loud it is.", "Key pouches for everybody on nights.", "Pouches are on the hook.",
    ),
    by="Birch", shown_as=ShownAs.PATIENT,
    course=Course("nurse", 14, (Done(12, "The pouches hang on the hook by the door."),
                                Told(14, RAISER, Reply.NO, "They hang on the hook. The keys still ring."),
                                Reported(17, "I will speak about it at each handover this week."))),
)  # fmt: skip

NOT_KEPT = Brought(
    Topic.SAFETY,
    granted(
        PROBLEM, "The light by the garden door is out. I do not go past there at night.",
        "We do not like it either.", "A new lamp by the garden door.", "",
    ),
    by="Tern", shown_as=ShownAs.REP,
    course=Course("support", 14, (Reported(15, "The workshop lost the slip.", stuck=True),)),
)  # fmt: skip

MOVED = Brought(
    Topic.LAUNDRY,
    granted(
        PROBLEM, "The dryer has been broken for three weeks. My clothes smell and I only have two of each.",
        "It needs a new part.", "The dryer mended, and a rack for wet clothes until then.", "",
    ),
    by="Kestrel", shown_as=NAME, name="dryer",
    course=Course("nurse", 14, (Reported(4, "The rack is here. The part is ordered."),
                                Moved(13, 28, "part on order"))),
)  # fmt: skip

ON_THE_WAY = Brought(
    Topic.ROOMS,
    granted(
        IDEA, "A clock in the day room that tells the day as well. I lose track.",
        "Yes.", "A big clock with the day and the date in the day room.", "",
    ),
    by="Puffin", shown_as=NAME,
    course=Course("nurse", 14, (Reported(3, "It is ordered. It comes next week."),)),
)  # fmt: skip

FAR_AWAY_AND_SHARED = Brought(
    Topic.SAFETY,
    granted(
        IDEA, "A quiet place for when it gets too loud, that is not the de-escalation room.",
        "The old store by the garden has a window.", "The old store made into a quiet room with two soft chairs.", "",
    ),
    by="Maple", shown_as=NAME, hands=True,
    course=Course("ot", 42, (Reported(5, "The store is empty. The chairs are ordered."),),
                  far_because="The fire officer has to see it, and comes in five weeks.",
                  shared_by="Puffin", shared_words="Two of us choose the colour and paint it with Marcus."),
)  # fmt: skip

PARTLY_THEN_KEPT = Brought(
    Topic.FAITH,
    granted(
        PROBLEM, "The prayer room is used as a store. There is a hoist where I kneel.",
        "That is wrong.", "The prayer room cleared and kept clear.", "The room is empty and clean.",
    ),
    by="Osprey", shown_as=NAME,
    course=Course("social", 14, (Moved(13, 21, "no place was found for the hoist"),
                                 Moved(20, 28, "the workshop had two urgent jobs first"),
                                 Done(27, "The hoist is gone."),
                                 Told(29, RAISER, Reply.PARTLY, "The hoist is out. The boxes are still there."),
                                 Done(36, "The boxes are gone too."), Told(38, RAISER, Reply.YES))),
)  # fmt: skip

RULE_CHANGED = Brought(
    Topic.RULES,
    granted(
        CHALLENGE, "Why is the kitchen locked at night? Nobody has burned anything in two years.",
        "We looked in the book and you are right.", "The kitchen open until midnight, for four weeks as a trial.",
        "Open until midnight each night. Nothing happened.",
    ),
    by="Alder", shown_as=NAME, hands=True,
    course=Course("manager", 28, (Reported(14, "Two weeks, and nothing has happened."),
                                  Done(28, "Four weeks. It stays open."), InTheRoom(28, 7, 1, 0, 1))),
)  # fmt: skip

HANDED_OVER = Brought(
    Topic.MONEY,
    partly(
        PROBLEM, "The bank hatch is open one hour a week and it is when I have gym.",
        "We cannot do every day.", "The bank hatch open on Mondays and Thursdays.", "It was open on both days.",
    ),
    by="Severn", shown_as=NAME,
    course=Course("social", 21, (HandedOver(6, "ot"), Reported(7, "I have it now from Grace."),
                                 Done(20, "It was open on both days."), Told(22, RAISER, Reply.YES))),
)  # fmt: skip

OWNER_LEFT = Brought(
    Topic.ACTIVITIES,
    granted(
        PROBLEM, "From Friday night to Monday there is nothing but the television.",
        "You are right.", "Something to do each Saturday and Sunday at two, on the board by Thursday.", "",
    ),
    by="Sparrow", shown_as=NAME,
    course=Course("former", 16, (Reported(9, "Quiz on Saturday went well. Sunday has nobody yet."),)),
)  # fmt: skip

OWNER_LEAVES_SOON = Brought(
    Topic.VISITS,
    granted(
        PROBLEM, "There are four toys in the family room and all are broken. My girl is five.",
        "That is no room for a child.", "Toys, paper and pens for children in the family room.", "",
    ),
    course=Course("agency", 12, (Moved(10, 35, "the shop sent the wrong box"),)),
)  # fmt: skip

IN_PICTURES = Brought(
    Topic.FOOD,
    granted(
        PROBLEM, "", "You showed us the dining room and a sad face. We asked who would sit with you, and why.",
        "A small table by the window for whoever wants to eat in quiet.", "The small table is by the window.",
    ),
    by="Sparrow", shown_as=NAME, feeling=Feeling.SAD,
    course=Course("support", 7, (Done(6, "The small table is by the window."), Told(8, RAISER, Reply.NO),
                                 Reported(10, "It was moved back for the cleaning. I bring it again."))),
)  # fmt: skip

TOGETHER = Brought(
    Topic.LEAVE,
    granted(
        PROBLEM, "Courtyard time is cut to twenty minutes when it rains. I like the rain.",
        "Rain is no reason to stay in.", "Courtyard open the full hour in any weather, with six rain coats.",
        "The coats hang there and the hour is kept.",
    ),
    by="Heron", shown_as=NAME, name="courtyard",
    course=Course("nurse", 21, (NotMine(3, "I am on nights until the end of next month.", "the day team"),),
                  given_by="manager"),
)  # fmt: skip

PROMISED: tuple[tuple[int, Brought], ...] = (
    (-9, PARTLY_THEN_KEPT), (-8, KEPT_ON_TIME), (-8, RULE_CHANGED), (-7, KEPT_LATE), (-7, HANDED_OVER),
    (-6, STAFF_SAY_DONE), (-5, AGREED_NOT_TO), (-5, NOT_KEPT), (-4, DISPUTED), (-4, OWNER_LEFT), (-3, MOVED),
    (-3, WAITING_FOR_PATIENTS), (-3, IN_PICTURES), (-2, ASKED_TO_BE_LET_OFF), (-2, OWNER_LEAVES_SOON), (-2, TOGETHER),
    (-1, ON_THE_WAY), (-1, FAR_AWAY_AND_SHARED),
)  # fmt: skip
