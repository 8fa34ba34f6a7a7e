"""What patients say about bedrooms, bathrooms and the building."""

from wardvoice.demo.content.said import (
    CHALLENGE,
    IDEA,
    KEEP,
    PROBLEM,
    QUESTION,
    granted,
    partly,
    passed,
    refused,
    told,
)

ASKED = (
    granted(
        PROBLEM,
        "The shower in the left bathroom runs cold after two minutes.",
        "The mixer is worn.",
        "A new mixer in the left shower.",
        "The shower stays warm for ten minutes. We timed it.",
    ),
    granted(
        PROBLEM,
        "The blind in room nine is broken, so people in the garden look straight in.",
        "That has to be mended at once.",
        "A new blind in room nine, and a film on the glass until then.",
        "The blind is up.",
    ),
    partly(
        PROBLEM,
        "Paint comes off the wall in the corridor and somebody picks at it all day.",
        "The whole corridor has to wait.",
        "The wall between the rooms painted, in a colour you choose.",
        "The wall is blue now.",
    ),
    granted(
        IDEA,
        "A clock in the day room that tells the day as well. I lose track.",
        "Yes.",
        "A big clock with the day and the date in the day room.",
        "The clock is up.",
    ),
    passed(
        QUESTION,
        "When does the lift get mended? My knees hurt on the stairs.",
        "Estates",
        "They wait for a part and will say when.",
    ),
    refused(
        CHALLENGE,
        "Why can I not have my own kettle?",
        "A kettle was used as a weapon in this hospital. There are "
        "flasks to fill at any hour. We look at it again next spring.",
    ),
    told(KEEP, "Keep the plants by the window. Somebody should get a medal for them.", "We keep them."),
    granted(
        PROBLEM,
        "Two chairs in the day room are ripped and the foam comes out.",
        "They go.",
        "Two new chairs in the day room.",
        "The chairs have come.",
    ),
    told(QUESTION, "Who do I tell when a bulb goes in my room?", "Anybody at the hatch, by day or night."),
)
