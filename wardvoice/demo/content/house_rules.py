"""What patients say about the rules of the ward."""

from wardvoice.demo.content.said import (
    CHALLENGE,
    IDEA,
    KEEP,
    QUESTION,
    granted,
    partly,
    passed,
    refused,
    told,
)

ASKED = (
    granted(
        CHALLENGE,
        "Why is the kitchen locked at night? Nobody burned anything in the two years I am here.",
        "We looked at the book and you are right.",
        "The kitchen open until midnight, for four weeks as a trial.",
        "Open until midnight each night. Nothing happened.",
    ),
    partly(
        CHALLENGE,
        "Room searches every week for all, when it was one person's lighter.",
        "Searches of all have to end. Some will still be needed.",
        "A room is searched only with a reason, which you get in writing.",
        "Four searches, four written reasons.",
    ),
    refused(
        CHALLENGE,
        "Why no hoodies in the day room? It is just a jumper.",
        "Staff need to see faces on the camera. We look at it again with the rep in autumn.",
    ),
    passed(
        CHALLENGE,
        "Why is the list of banned things different on each ward?",
        "Security lead",
        "The security lead brings both lists and says why.",
    ),
    told(
        QUESTION,
        "Where are the rules written down? I only hear them when I break one.",
        "In the welcome book. A copy lies by the board now.",
    ),
    granted(
        IDEA,
        "When a rule is changed, say who changed it and when.",
        "That is fair.",
        "Each change of a rule on the board with date, name and reason.",
        "Three changes stand on the board.",
    ),
    told(KEEP, "Keep the television rule: the list decides, not the loudest.", "We keep it."),
    granted(
        CHALLENGE,
        "Why must the bathroom door be unlocked for us each time?",
        "It need not be.",
        "The bathroom by the day room open from seven to eleven.",
        "It has been open all week.",
    ),
)
