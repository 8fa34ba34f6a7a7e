"""What happens in the meeting room, until the meeting ends; and how its minutes are agreed and put right."""

from wardvoice.minutes.commands.agreeing import say_fair, take_back
from wardvoice.minutes.commands.ending import close_meeting, stop_early
from wardvoice.minutes.commands.recording import Given, Promised, count_hands, note_said, promise_more, record_answer
from wardvoice.minutes.commands.remarking import put_right, remember_differently, see
from wardvoice.minutes.commands.turning import pause, turn_to

__all__ = [
    "Given",
    "Promised",
    "close_meeting",
    "count_hands",
    "note_said",
    "pause",
    "promise_more",
    "put_right",
    "record_answer",
    "remember_differently",
    "say_fair",
    "see",
    "stop_early",
    "take_back",
    "turn_to",
]
