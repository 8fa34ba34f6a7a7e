"""What the deputy and the rep of the first ward say about how it is doing."""

from __future__ import annotations

from datetime import date, timedelta

from wardvoice.demo.life.ward import Life
from wardvoice.demo.timeline import Story
from wardvoice.evidence import commands
from wardvoice.evidence.rules.periods import shown_first

SAID = (
    (9, "Osprey", "One meeting was called off, and we heard of it on the same day. Please tell us the day before."),
    (4, "Linnet", "Staff say that more is done than we can see. Please ask us before you write that it is done."),
)
"""How many days ago, who, and what."""


def the_reps_say(life: Life, today: date) -> Story:
    """First the deputy and then the rep write beside the numbers of the time that is shown first."""
    for days, word, words in SAID:
        yield life.moment(today - timedelta(days=days), 17)
        life.tell(life.cast.patients[word].actor, commands.say_about_figures, period=shown_first(today), words=words)
