"""What is looked at in each box, with a clear sentence for what does not fit."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import gettext as _
from wtforms.validators import StopValidation, ValidationError

Text = Any  # a str, or a lazy sentence of the catalogue
PIN_DIGITS = 6


class Needed:
    """The box may not stay empty; `sentence` says what to do."""

    field_flags = {"required": True}

    def __init__(self, sentence: Text) -> None:
        self.sentence = sentence

    def __call__(self, _form: Any, field: Any) -> None:
        """Check one field."""
        if not any(str(part).strip() for part in field.raw_data or ()):
            field.errors[:] = []
            raise StopValidation(str(self.sentence))


class AtMost:
    """The words must fit; what was typed too much is kept for mending."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, _form: Any, field: Any) -> None:
        """Check one field."""
        count = len(field.data or "")
        if count > self.most:
            text = _("This is too long. You can use %(most)s letters. You have %(count)s.", most=self.most, count=count)
            raise StopValidation(text)


class Between:
    """A whole number within limits."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def __call__(self, _form: Any, field: Any) -> None:
        """Check one field."""
        if field.data is not None and not self.least <= field.data <= self.most:
            text = _("Write a number from %(least)s to %(most)s.", least=self.least, most=self.most)
            raise ValidationError(text)


class SixDigits:
    """A PIN as it is typed: six digits."""

    def __call__(self, _form: Any, field: Any) -> None:
        """Check one field."""
        if not re.fullmatch(rf"[0-9]{{{PIN_DIGITS}}}", field.data or ""):
            raise ValidationError(_("Type six numbers."))


def checks(needed: Text | None, *others: Any) -> list[Any]:
    """Return the checks of a field: first that there is something, where that is needed, then the others."""
    return [*([Needed(needed)] if needed else []), *others]
