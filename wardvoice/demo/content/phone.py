"""What patients say about telephones and the internet."""

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
        "The patients' phone crackles so much that my mum cannot hear me. She thinks I am angry.",
        "It needs a new cable.",
        "A new handset and cable for the patients' phone.",
        "The new phone is up. It is clear.",
    ),
    partly(
        PROBLEM,
        "The phone is by the office. Everybody hears everything I say.",
        "The line cannot be moved this year.",
        "A hood around the phone and the radio kept off beside it.",
        "The hood is up.",
    ),
    granted(
        IDEA,
        "Video calls for those with family abroad. Mine have not seen me for six years.",
        "Yes, that matters.",
        "A tablet for video calls, to book for half an hour, every day from ten to eight.",
        "The tablet is here. The book for it hangs by the hatch.",
    ),
    refused(
        CHALLENGE,
        "Why can I not keep my own phone? I am allowed it on leave.",
        "Pictures of other patients were put online last year. We look at it again when the new phones without "
        "a camera have been tried.",
    ),
    passed(
        QUESTION,
        "When do we get internet in the activity room? It was said before I came.",
        "IT department",
        "They have the plan and will write down the month.",
    ),
    told(KEEP, "Keep the quiet hour on the phone in the evening. I can talk to my son in peace.", "We keep it."),
    granted(
        PROBLEM,
        "Calls to the advocate cost credit. They should be free.",
        "They are free by right. The list was wrong.",
        "The advocate, the regulator and solicitors free on our phone.",
        "All the numbers on the card are free now. We tried each.",
    ),
)
