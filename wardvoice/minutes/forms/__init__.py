"""What is typed and counted in the meeting room."""

from wardvoice.minutes.forms.answering import AnswerForm, CarryForm, HereForm, NoteForm, PromiseForm
from wardvoice.minutes.forms.counting import (
    AcceptanceForm,
    AttendanceForm,
    HandsForm,
    LetOffForm,
    RepliesForm,
)
from wardvoice.minutes.forms.ending import CloseForm, OpenForm, StopForm

__all__ = [
    "AcceptanceForm",
    "AnswerForm",
    "AttendanceForm",
    "CarryForm",
    "CloseForm",
    "HandsForm",
    "HereForm",
    "LetOffForm",
    "NoteForm",
    "OpenForm",
    "PromiseForm",
    "RepliesForm",
    "StopForm",
]
