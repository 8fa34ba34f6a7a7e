"""What happens in the meeting room: hands are counted, answers and promises written down, and the meeting ends."""

from wardvoice.minutes.commands.ending import close_meeting, stop_early
from wardvoice.minutes.commands.recording import Given, Promised, count_hands, note_said, promise_more, record_answer

__all__ = [
    "Given",
    "Promised",
    "close_meeting",
    "count_hands",
    "note_said",
    "promise_more",
    "record_answer",
    "stop_early",
]
