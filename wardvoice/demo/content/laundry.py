"""What patients say about washing and clothes."""

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
        "The washing machine eats socks and leaves the clothes wet.",
        "The pump is broken.",
        "The pump of the washing machine mended.",
        "It spins again.",
    ),
    partly(
        PROBLEM,
        "My good jumper came back from the big laundry the size of a doll's.",
        "We cannot give it back. We can see that it does not happen again.",
        "Labels with your room number and 'cold wash' for whoever wants them.",
        "The labels lie in the laundry room.",
    ),
    granted(
        IDEA,
        "A list for the washing machine. Now the strongest goes first.",
        "Then a list it is.",
        "A list with times on the laundry door, and staff who see that it is kept.",
        "The list is kept. Everybody had a turn.",
    ),
    granted(
        PROBLEM,
        "There is one iron for the hospital, so it feels. I had court and looked like a bin bag.",
        "You should look as you want on such a day.",
        "An iron for this ward, to ask for at the hatch.",
        "The iron is here.",
    ),
    told(
        QUESTION,
        "Can I get a coat from the clothes store? I came in summer.",
        "Yes, on Wednesdays. Ask for the key and a member of staff.",
    ),
    refused(
        CHALLENGE,
        "Why is the laundry room locked in the evening?",
        "Nobody can be beside it after eight. We look at it again when the rota changes.",
    ),
    told(KEEP, "Keep the swap rail for clothes. I got my best shirt there.", "We keep it."),
)
