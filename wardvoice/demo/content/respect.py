"""What patients say about how people speak to each other."""

from wardvoice.demo.content.said import (
    IDEA,
    KEEP,
    PROBLEM,
    QUESTION,
    THANKS,
    granted,
    partly,
    told,
)

ASKED = (
    granted(
        PROBLEM,
        "People walk into my room without knocking. It is the only door I have.",
        "A knock costs nothing.",
        "Everybody knocks and waits. A card on each door says so.",
        "The cards are up and we practised it at handover.",
    ),
    granted(
        PROBLEM,
        "Staff talk over our heads in the day room as if we were the furniture.",
        "We are sorry.",
        "No talk about patients in the day room: it stands on the handover sheet.",
        "It stands on the sheet and the manager listened in.",
    ),
    partly(
        PROBLEM,
        "I get called by my surname like in the army.",
        "Each person is called as they like. We had not asked.",
        "Everybody asked how they want to be called.",
        "Eleven have been asked.",
    ),
    granted(
        IDEA,
        "New people should get a welcome from one of us, not only a bag and a form.",
        "Yes, and who better.",
        "A welcome sheet written by patients, and tea with the rep on the first day.",
        "The sheet is printed. Two new people had tea.",
    ),
    told(
        QUESTION,
        "Can I say no when students want to sit in?",
        "Yes, always. Nobody will ask why.",
    ),
    told(THANKS, "The cleaner says good morning to each of us by name. It matters.", "We told her. She smiled."),
    told(KEEP, "Keep staff eating with us on Sundays.", "We keep it."),
    granted(
        PROBLEM,
        "Some people use words about my skin and staff pretend not to hear.",
        "That is never all right.",
        "Staff stop it and write it down. The manager tells the meeting how often.",
        "Stopped and written down four times. The manager told the meeting.",
    ),
)
