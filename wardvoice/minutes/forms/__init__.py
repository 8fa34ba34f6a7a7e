"""What is typed and counted in the meeting room, and beside the minutes."""

from wardvoice.minutes.forms.agreeing import BesideForm, CorrectionForm, DifferentlyForm, FairForm
from wardvoice.minutes.forms.answering import AnswerForm, CarryForm, HereForm, NoteForm, PromiseForm
from wardvoice.minutes.forms.counting import (
    AcceptanceForm,
    AttendanceForm,
    HandsForm,
    LetOffForm,
    PartsForm,
    RepliesForm,
)
from wardvoice.minutes.forms.ending import CloseForm, OpenForm, PauseForm, StopForm, TurnForm

__all__ = [
    "AcceptanceForm",
    "AnswerForm",
    "AttendanceForm",
    "BesideForm",
    "CarryForm",
    "CloseForm",
    "CorrectionForm",
    "DifferentlyForm",
    "FairForm",
    "HandsForm",
    "HereForm",
    "LetOffForm",
    "NoteForm",
    "OpenForm",
    "PartsForm",
    "PauseForm",
    "PromiseForm",
    "RepliesForm",
    "StopForm",
    "TurnForm",
]
