"""What patients say about nights and sleep."""

from wardvoice.demo.content.said import (
    CHALLENGE,
    IDEA,
    PROBLEM,
    QUESTION,
    THANKS,
    granted,
    partly,
    passed,
    refused,
    told,
)

ASKED = (
    granted(
        PROBLEM,
        "Keys, keys, keys. All night somebody walks past with keys that ring like bells.",
        "We did not know how loud it is in there.",
        "Key pouches for everybody on nights, worn from ten o'clock.",
        "Everybody on nights wears a pouch.",
    ),
    partly(
        PROBLEM,
        "The torch in my face every hour. I know you must look but I cannot sleep.",
        "We have to see that you breathe. It need not be the face.",
        "Red torches on nights, shone at the ceiling.",
        "Red torches have been used since Friday.",
    ),
    granted(
        PROBLEM,
        "The door to the corridor bangs. You feel it in the wall of rooms one to four.",
        "The closer is worn.",
        "A new door closer on the corridor door.",
        "The door closes softly now.",
    ),
    granted(
        IDEA,
        "Ear plugs and eye masks to ask for without a form.",
        "No form is needed.",
        "A box of ear plugs and masks at the night desk.",
        "The box is at the night desk.",
    ),
    refused(
        CHALLENGE,
        "Why is the day room shut at eleven? If I cannot sleep I have to lie and stare.",
        "There are two staff at night and one has to stay with the corridor. We look at it again with the new rota.",
    ),
    passed(
        QUESTION,
        "My mattress is thin and my back hurts. Who decides about mattresses?",
        "Estates",
        "They come and measure, and tell the ward which rooms get new ones.",
    ),
    told(THANKS, "The night nurse sat with me at three and made tea. It got me to the morning.", "We will tell them."),
    granted(
        PROBLEM,
        "The heating comes on at two in the morning and it is like an oven.",
        "The timer was wrong.",
        "The heating off from eleven until six, and a window vent that opens.",
        "The timer is set. It was cool all week.",
    ),
)
