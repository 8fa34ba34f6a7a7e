"""What patients say about their treatment."""

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
        "Ward round was meant to be at ten. I sat there until one and then it was moved.",
        "That is not respectful of your time.",
        "A list with your time for ward round, out two days before.",
        "The list was out on Monday. We were ten minutes late at most.",
    ),
    partly(
        PROBLEM,
        "Three different doctors in four months. I tell my story again each time.",
        "We cannot stop doctors from moving on.",
        "One page about you, written with you, that each new doctor reads.",
        "Nine pages are written. Ask for yours.",
    ),
    granted(
        QUESTION,
        "What are my tablets for? The leaflet is in tiny letters.",
        "You should know what you take.",
        "The pharmacist in the day room on the first Tuesday at two.",
        "The pharmacist came. Seven people asked.",
    ),
    passed(
        QUESTION,
        "Who can see what is written in my notes? Can I?",
        "Records office",
        "They bring the form and say how long it takes.",
    ),
    granted(
        IDEA,
        "Let us write our own bit for the review before the meeting, not after.",
        "Yes.",
        "A sheet for your own words, two weeks before each review.",
        "The sheets went out this week.",
    ),
    refused(
        IDEA,
        "A second psychologist for this ward.",
        "There is no money for a second post this year. We look at it again in April.",
    ),
    told(THANKS, "My nurse came in on her day off for my tribunal. I will not forget that.", "She was glad to."),
    told(KEEP, "Keep the hearing voices group. It is the only place I say it out loud.", "We keep it."),
)
