"""What patients say about leave and going out."""

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
        "My ground leave was called off three times this week because there were no staff. I had my coat on.",
        "That should not happen three times to one person.",
        "A list on the office window each morning: who goes out, with whom, at what time.",
        "The list has been up every morning since Monday.",
    ),
    partly(
        PROBLEM,
        "When leave is called off nobody tells us. You stand at the door like a fool.",
        "We cannot promise that it never falls away. We can tell you in time.",
        "Staff tell you by ten o'clock if your leave cannot happen, and write the next time down.",
        "We told everybody by ten this week.",
    ),
    granted(
        IDEA,
        "A walking group before breakfast, for those with ground leave. It is quiet then and there are birds.",
        "A good idea, and two of us are early risers.",
        "A walk at half past seven on Tuesdays and Fridays.",
        "We walked on both days this week.",
    ),
    passed(
        QUESTION,
        "How long does the ministry take for a leave form? Mine went off in spring and I hear nothing.",
        "Mental Health Act office",
        "The office will write to each person who waits, with the date it was sent.",
    ),
    refused(
        CHALLENGE,
        "Why must we be back an hour before supper? There is daylight until seven.",
        "The count at five needs everybody on the ward. We look at it again when the clocks change.",
    ),
    told(
        THANKS,
        "Thanks for walking slow with me on my first leave in two years. I was shaking.",
        "We were proud to walk with you.",
    ),
    told(KEEP, "Keep the list of walks with the map. I choose mine the night before now.", "We keep it."),
    granted(
        PROBLEM,
        "Courtyard time got cut to twenty minutes when it rains. I like the rain.",
        "Rain is no reason to stay in if you want to go out.",
        "Courtyard open the full hour in any weather, with six rain coats by the door.",
        "The coats hang there and the hour is kept.",
    ),
)
