"""What patients say about vapes and breaks."""

from wardvoice.demo.content.said import (
    CHALLENGE,
    IDEA,
    KEEP,
    PROBLEM,
    QUESTION,
    granted,
    partly,
    refused,
    told,
)

ASKED = (
    granted(
        PROBLEM,
        "There are only three chargers for the vapes and two do not work. You wait an hour.",
        "Three is too few.",
        "Six chargers that work, labelled, in the office by the hatch.",
        "Six chargers hang by the hatch.",
    ),
    partly(
        PROBLEM,
        "Vape breaks depend on who is on shift. With some it is every hour, with some never.",
        "The times should be the same whoever is on.",
        "Break times written on the courtyard door, the same each day.",
        "The times are on the door.",
    ),
    refused(
        CHALLENGE,
        "Why can we not vape in our own garden without staff? There are cameras.",
        "Two fires were lit there last year, so somebody has to be outside. We look at it again in summer.",
    ),
    told(
        QUESTION,
        "Can I get patches as well as the vape? I am trying to cut down.",
        "Yes. Ask at the clinic on Monday, you do not need to wait for the ward round.",
    ),
    granted(
        IDEA,
        "A shelter by the wall so we do not all stand in the doorway when it pours.",
        "The old bus shelter in the yard is free.",
        "The shelter from the yard put up by the courtyard wall.",
        "The shelter stands by the wall and is dry.",
    ),
    told(KEEP, "Keep the stop smoking group on the ward. I would not walk over for it.", "We keep it here."),
    granted(
        PROBLEM,
        "The shop stopped selling the refills I use. The others make me cough.",
        "The shop can order them.",
        "The shop stocks both kinds of refill again.",
        "Both kinds are on the shelf.",
    ),
)
