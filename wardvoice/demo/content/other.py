"""What patients say about everything else."""

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
        "The newspaper comes when the news is old. Yesterday's came today.",
        "The porter can bring it up.",
        "The newspaper in the day room by ten each day.",
        "It was here by ten all week.",
    ),
    partly(
        PROBLEM,
        "It took five weeks to get my glasses mended. I sat at the front and guessed.",
        "The optician comes once a month.",
        "Glasses sent out the same week, by the post.",
        "Two pairs went out and are back.",
    ),
    granted(
        IDEA,
        "A ward cat.",
        "Not a cat that lives here. But a visitor on four legs.",
        "A therapy dog on the second Thursday of each month.",
        "The dog came. Nobody wanted it to go.",
    ),
    granted(
        IDEA,
        "A box for books that go round, with no form to sign.",
        "Yes.",
        "A book box by the terminal.",
        "The box is there, with twenty books.",
    ),
    passed(
        QUESTION,
        "How do I vote from here?",
        "Social work team",
        "They bring the form and know the day.",
    ),
    refused(
        IDEA,
        "A day without any meetings at all.",
        "Ward rounds cannot all move to four days. We look at it again with the new plan of the week.",
    ),
    told(QUESTION, "Can the meeting be at a different time? I am asleep in the morning.", "It is at two from now on."),
    told(THANKS, "To everyone who signed my birthday card: it is on my wall.", "And there it should be."),
    told(KEEP, "Keep this meeting going. It is the first time anything got written down.", "We keep it."),
    granted(
        PROBLEM,
        "The batteries of the remote are gone and nobody has the key to get new ones.",
        "That is silly.",
        "Batteries at the hatch.",
        "There is a full box at the hatch.",
    ),
)
