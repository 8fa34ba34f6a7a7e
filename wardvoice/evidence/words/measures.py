"""The names of all figures, and how each measure is counted, in plain sentences (docs/measures.md says it in full)."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from wardvoice.evidence.rules.held import NOBODY_SAID, REASONS
from wardvoice.meetings.rules import NotHeldBecause
from wardvoice.meetings.words import NOT_HELD

MEASURES: dict[str, Any] = {
    "7": _l("Promises kept on time"),
    "11": _l("Done? What patients say"),
    "9": _l("Asked again and again"),
    "5": _l("Answered within 14 days"),
    "1": _l("Meetings held"),
    "2": _l("Patients in the room"),
    "3": _l("Who is heard"),
    "4": _l("Patients and staff in the room"),
    "6": _l("Which answers came"),
    "8": _l("Dates that moved"),
    "10": _l("How long it takes"),
    "12": _l("What led to a change"),
    "17": _l("Agenda and minutes on time"),
    "19": _l("Was there somebody who can decide?"),
    "21": _l("Somebody speaks for patients"),
    "22": _l("Quiet times"),
}
"""The title of each measure, those that open the page first."""

HOW: dict[str, Any] = {
    "1": _l(
        "Counted against the ward’s own rhythm, up to yesterday. A meeting on another day of the same "
        "week counts. A meeting that was called off does not."
    ),
    "2": _l(
        "Patients in the room against patients on the ward, at each meeting that was held. This is the middle one."
    ),
    "3": _l(
        "How often somebody was heard in the last four weeks: items, “this matters to me too”, and "
        "replies. One person may be heard many times, so fewer people were heard than this."
    ),
    "4": _l(
        "All patients and all staff in the room, of all meetings together. The advocate and visitors are left out."
    ),
    "5": _l(
        "Items that came at least 14 days ago. A yes, partly or no counts. Passing something on is no "
        "answer. A no whose day of review has passed is none any more."
    ),
    "6": _l("The last answer to each item. Not accepted: whoever asked said no to it, or more hands did."),
    "7": _l(
        "Promises whose first day has passed. Kept on time means: done by that first day, and "
        "patients say so. A date that was moved changes nothing here."
    ),
    "8": _l("All promises whose first day lies in this time."),
    "9": _l(
        "Every agenda counts: also when it was put off, and when the meeting was called off. While it is "
        "passed on, each meeting counts."
    ),
    "10": _l("From the day it came to the day it was done, and patients said so."),
    "11": _l(
        "Promises that are over: patients say done, only staff say done, or we agreed to leave it. "
        "Where patients say no, it is open again and not over."
    ),
    "12": _l("Items for which at least one promise was kept, and patients say so."),
    "17": _l("The agenda is out a day before. The minutes are agreed by both sides within three days."),
    "19": _l("How often those who can decide an item were there when it was spoken of."),
    "21": _l("Days with a rep or deputy who was not resting. And days on which ward staff did the rep’s work."),
    "22": _l("The longest time without anything new from patients."),
}
"""How each measure is counted, in a few plain sentences."""

NOT_HELD_HOW = _l("Meeting days on which no meeting was held, and the reason that was written down.")
STILL_OPEN_HOW = _l("What has no answer, or a promise that is not settled. The rest needs nothing more.")
HOW_BESIDE: dict[str, Any] = {
    **{f"1-{reason}": NOT_HELD_HOW for reason in REASONS},
    **{f"10-open-{age}": STILL_OPEN_HOW for age in ("14", "28", "84", "longer")},
    "3-names": _l("Ward names that are in use on the last day, against beds."),
    "4-chaired": _l("Meetings that were held and of which it is known who chaired."),
    "5-passed": _l("Items that were only passed on within 14 days. They got no other answer by then."),
    "5-apart": _l("What staff wrote down for a patient. It counts in no other number."),
    "7-median-days": _l("Promises that were made in this time: the days from the promise to its first date."),
    "7-far": _l("Promises that were made in this time, with a first date more than 28 days away."),
    "7-apart": _l("Promises from old lists, or for what staff wrote down. They count in no other number."),
    "9-raised": _l("A person said that it is the same as before. The first time counts, too."),
    "11-reopened": _l("Staff said it was done. Patients said no or partly, and it was opened again."),
    "11-still-fixed": _l("Patients were asked six weeks later. Yes means it is still so."),
    "17-minutes": _l("Minutes are agreed by both sides within three days."),
    "21-staff": _l("Days on which ward staff did the rep’s work, since no rep was in post."),
}
"""How a figure beside it is counted, where that is not the same."""

NAMES: dict[str, Any] = {
    "1": _l("Meetings held"),
    **{f"1-{reason}": NOT_HELD[NotHeldBecause(reason)] for reason in REASONS if reason != NOBODY_SAID},
    f"1-{NOBODY_SAID}": _l("Nobody said why"),
    "2": _l("Patients in the room, of those on the ward"),
    "3": _l("Times somebody was heard in four weeks, against patients on the ward"),
    "3-names": _l("Ward names in use, against beds"),
    "4": _l("Patients for each member of staff"),
    "4-chaired": _l("Chaired by a patient"),
    "5": _l("Answered within 14 days"),
    "5-passed": _l("Only passed on within 14 days"),
    "5-apart": _l("Apart: what staff wrote down, answered within 14 days"),
    "6-yes": _l("Yes"),
    "6-partly": _l("Partly"),
    "6-no": _l("No"),
    "6-passed-to": _l("Passed on"),
    "6-not-accepted": _l("Not accepted by whoever asked"),
    "7": _l("Kept on time, by the first date"),
    "7-median-days": _l("Days from promise to first date, the middle one"),
    "7-far": _l("First date more than 28 days away"),
    "7-apart": _l("Apart: brought from old lists, or for what staff wrote down"),
    "8-once": _l("Moved at least once"),
    "8-twice": _l("Moved at least twice"),
    "9-agendas": _l("On three agendas or more"),
    "9-raised": _l("Asked for three times or more"),
    "10-median": _l("Days until patients said it was done, the middle one"),
    "10-nine-in-ten": _l("Nine in ten were done within"),
    "10-open-14": _l("Still open, up to 14 days old"),
    "10-open-28": _l("Still open, 15 to 28 days old"),
    "10-open-84": _l("Still open, 29 to 84 days old"),
    "10-open-longer": _l("Still open, older than that"),
    "11": _l("Patients say done"),
    "11-staff": _l("Only staff say done"),
    "11-reopened": _l("Said to be done, and opened again"),
    "11-still-fixed": _l("Still fixed six weeks later"),
    "12": _l("Led to a change"),
    "17-agenda": _l("Agenda out a day before"),
    "17-minutes": _l("Minutes agreed within three days"),
    "19": _l("Who can decide was there"),
    "21-days": _l("Days with a rep or deputy at work"),
    "21-staff": _l("Days on which staff did the rep’s work"),
    "22": _l("Longest time without anything new"),
    "thanks": _l("Thanks"),
    "keep-this": _l("Keep this"),
    "withdrawn": _l("Taken back by whoever asked"),
    "merged": _l("Part of another item"),
    "by-staff": _l("Written down by staff"),
}
"""The name of each figure."""
