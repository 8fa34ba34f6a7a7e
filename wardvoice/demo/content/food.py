"""What patients say about food."""

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

ASKED = (
    granted(
        PROBLEM,
        "Supper is at half past four. By nine I am starving and there is only toast, if there is bread.",
        "You are right, that is a long night.",
        "A supper box with a sandwich and fruit for everybody, on the trolley at eight each evening.",
        "The supper boxes have come every evening this week.",
    ),
    granted(
        PROBLEM,
        "The vegetables are grey when they get to us. We are the last ward the trolley goes to.",
        "The kitchen can change the round.",
        "The food trolley comes to this ward first, every second week.",
        "The trolley came to us first all week.",
    ),
    partly(
        PROBLEM,
        "There are two choices on the menu and by the time I get there one of them is gone.",
        "We cannot cook more of everything, but we can ask beforehand.",
        "A list to tick your dinner, out at breakfast on the counter each day.",
        "The list lies on the counter every morning.",
    ),
    granted(
        IDEA,
        "Can we cook our own curry one Saturday a month? I would show people how my gran did it.",
        "Yes, we would love that.",
        "The therapy kitchen booked for the first Saturday of each month, with a list of what to buy.",
        "Kitchen booked until spring. The list hangs beside the board.",
    ),
    passed(
        QUESTION,
        "Is the halal food cooked apart or just kept apart? Nobody can tell me.",
        "Catering manager",
        "The catering manager will write down how it is cooked and from where it comes.",
    ),
    told(
        THANKS,
        "Thank you to whoever put the fresh orange on the tables on Sunday. It cheered me up all day.",
        "The kitchen was very pleased to hear it.",
    ),
    told(KEEP, "Keep the Friday fish. It is the one day the dining room is full.", "We keep it."),
    refused(
        CHALLENGE,
        "Why can we not order a takeaway in the week? It is only allowed at weekends and nobody says why.",
        "Parcels have to be checked at the gate and in the week the people there are needed for visits. "
        "We look at it again.",
    ),
    granted(
        PROBLEM,
        "The water machine in the dining room has been off for days. The tap water is warm.",
        "It waits for a filter.",
        "A new filter in the water machine, and jugs of cold water until then.",
        "The filter is in and the water is cold.",
    ),
    told(
        QUESTION,
        "Can I ask for smaller portions? I leave half and then feel bad.",
        "Yes. Say it at the counter, or ask us to write it on your food card.",
    ),
)
