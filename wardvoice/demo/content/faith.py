"""What patients say about faith, culture and days that matter."""

from wardvoice.demo.content.said import (
    IDEA,
    KEEP,
    PROBLEM,
    QUESTION,
    THANKS,
    granted,
    partly,
    passed,
    told,
)

ASKED = (
    granted(
        PROBLEM,
        "The prayer room is used as a store. There is a hoist where I kneel.",
        "That is wrong.",
        "The prayer room cleared and kept clear.",
        "The room is empty and clean.",
    ),
    partly(
        PROBLEM,
        "Friday prayers clash with the bank hatch.",
        "The prayers cannot move.",
        "Whoever goes to prayers gets the bank hatch on Thursday.",
        "Two people went on Thursday.",
    ),
    granted(
        IDEA,
        "Let us mark more days than one. Vaisakhi, Eid, Diwali, Hanukkah, and the solstice too.",
        "Yes, if you help.",
        "A calendar of days that matter to you, with one small feast each month.",
        "The calendar hangs in the dining room.",
    ),
    passed(
        QUESTION,
        "Can a priest of my own church come, not only the chaplain?",
        "Chaplain",
        "The chaplain writes to the church and says when.",
    ),
    granted(
        QUESTION,
        "Hair. Nobody here can do mine. Who can?",
        "We should have asked long ago.",
        "A barber who knows your hair, on the first Monday of each month.",
        "The barber came. Six people went.",
    ),
    told(THANKS, "You fasted with me for one day. I was not alone.", "It was an honour."),
    told(KEEP, "Keep the choir at the carols. Even I sang.", "We keep it. We heard you."),
)
