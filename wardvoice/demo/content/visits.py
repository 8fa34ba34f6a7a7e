"""What patients say about visits and family."""

from wardvoice.demo.content.said import (
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
        "My sister came two hours on the bus and was sent away because the slip was not at the gate.",
        "We are sorry. The slip lay in our tray.",
        "Visit slips go to the gate the day before, with a copy for you.",
        "Slips went out the day before all week.",
    ),
    granted(
        PROBLEM,
        "There are four toys in the family room and all are broken. My girl is five.",
        "That is no room for a child.",
        "Toys, paper and pens for children in the family room.",
        "There is a full box, and a little table.",
    ),
    partly(
        IDEA,
        "Visits on a weekday evening for people whose family works.",
        "We have staff for one evening.",
        "Visits on Thursdays until half past seven.",
        "Three families came on Thursday.",
    ),
    refused(
        IDEA,
        "Let visitors bring food from home.",
        "What is cooked outside cannot be kept cold and checked at the "
        "gate. We look at it again when the new gate opens.",
    ),
    passed(
        QUESTION,
        "Can the fare be paid for my dad? He is on a pension.",
        "Social work team",
        "They know a fund for fares and bring the form.",
    ),
    told(THANKS, "Thank you for the cake when my daughter came. She still talks of it.", "It was a joy to bake."),
    told(KEEP, "Keep the carers' afternoon. My mum met another mum there.", "We keep it."),
)
