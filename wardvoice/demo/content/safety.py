"""What patients say about feeling safe."""

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
        "The light by the garden door is out. I do not like going past there at night.",
        "We do not like it either.",
        "A new lamp by the garden door.",
        "The lamp is on from dusk.",
    ),
    granted(
        PROBLEM,
        "The call button in the end bathroom does not ring. I tried it.",
        "Thank you for trying it.",
        "The call button mended, and all of them tried each Monday.",
        "All buttons rang on Monday.",
    ),
    partly(
        PROBLEM,
        "After an alarm nobody tells us what happened. We sit there and shake.",
        "We cannot tell everything about a person.",
        "A short talk in the day room within an hour of each alarm.",
        "Three alarms, three talks.",
    ),
    granted(
        IDEA,
        "A quiet place to go when it gets too loud, that is not the de-escalation room.",
        "The old store by the garden has a window.",
        "The old store cleared, with two soft chairs and a lamp.",
        "The quiet room is open.",
    ),
    passed(
        QUESTION,
        "Does the camera in the corridor record sound?",
        "Security lead",
        "The security lead writes down what is recorded and for how long.",
    ),
    told(THANKS, "Thank you for staying calm on Tuesday. It stopped something worse.", "Thank you for saying so."),
    told(KEEP, "Keep the talk after bad days. It helps to hear that it was not only me.", "We keep it."),
)
