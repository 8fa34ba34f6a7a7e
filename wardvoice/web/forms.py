"""Forms: what was typed is cleaned, checked, and kept when it has to be mended."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, Self

import wtforms
from flask import g, request
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, IntegerField

from wardvoice.core.errors import Refused, RuleBroken, Stale, TooMuch
from wardvoice.storage.base import WRITING
from wardvoice.web.checks import AtMost
from wardvoice.web.hall import SAFE
from wardvoice.web.sessions import new_token
from wardvoice.web.visits import abandon

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
BIDI_TRICKS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
LIMITS = {wtforms.StringField: 200, wtforms.TextAreaField: 2000}


class Form(wtforms.Form):
    """A form of a page: filled from the request if that sends one, else from `obj` and keywords."""

    refused_with: ClassVar[tuple[type[Refused], ...]] = (RuleBroken, Stale, TooMuch)

    def __init__(self, obj: Any = None, **values: Any) -> None:
        self.status = 200
        typed = None if request.method in SAFE else g.get("taken_up") or cleaned(request.form)
        super().__init__(typed, obj=obj, data=values)

    @property
    def is_taken_up(self) -> bool:
        """True if the form shows what was once begun: nothing was sent now."""
        return "taken_up" in g

    def validate(self, extra_validators: Any = None) -> bool:
        """Return whether something was sent and all of it makes sense; otherwise the fields say what to mend."""
        if request.method in SAFE or self.is_taken_up:
            return False
        good = super().validate(extra_validators)
        good = not [box for box in self if not self._fits(box)] and good
        good = self.is_readable() and good
        self.status = 200 if good else 422
        return good

    def is_readable(self) -> bool:
        """Return whether every sign that was sent could be read; otherwise the form says so."""
        good: bool = g.get("is_readable", True)
        if not good:
            self.form_errors.append(_("Some signs could not be read. Please type them again."))
        return good

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Put a rule's refusal beside its box, and undo what the command had begun."""
        try:
            yield
        except self.refused_with as refused:
            abandon()
            WRITING.set(False)  # what follows only draws the page again; nobody has to wait for it
            self.refuse(refused)

    def refuse(self, refused: Refused) -> None:
        """Say a refusal in the form."""
        sentence = _(refused.message, **refused.params)
        self.status = refused.status
        if refused.field in self._fields:
            self._fields[refused.field].errors = [sentence]
        else:
            self.form_errors.append(sentence)

    def hidden(self) -> Markup:
        """Return the unseen fields: the mark against double sending, and the version that was shown."""
        return Markup("").join(
            Markup('<input type="hidden" name="{}" value="{}">').format(field.name, field._value())  # type: ignore[union-attr]
            for field in self
            if isinstance(field, UNSEEN)
        )

    def seen(self) -> list[Any]:
        """Return the fields that somebody sees, in their order."""
        return [field for field in self if not isinstance(field, UNSEEN)]

    def _fits(self, field: Any) -> bool:
        if _has_no_limit(field) and len(field.data or "") > LIMITS[_kind(field)]:
            field.errors = [_too_long(LIMITS[_kind(field)], len(field.data))]
        return not field.errors


class Tool(Form):
    """A form that stands on a page beside others, and can be drawn empty in the answer to a POST of another one."""

    def __init__(self, *, empty: bool = False, **values: Any) -> None:
        if empty:
            self.status = 200
            wtforms.Form.__init__(self, None, data=values)
        else:
            super().__init__(**values)

    @classmethod
    def fresh(cls, **values: Any) -> Self:
        """Return the form as it looks before anything is typed."""
        return cls(empty=True, **values)

    def as_of(self, version: int) -> Self:
        """Carry the version that stands now: whoever reads the fresh state and sends again means it."""
        self.version.data, self.version.raw_data = version, None  # type: ignore[attr-defined]
        return self


class Version(IntegerField):
    """The version of the thing that the page showed; anything unreadable counts as an old one."""

    def process_formdata(self, valuelist: Any) -> None:
        """Read the number."""
        typed = str(valuelist[0]) if valuelist else ""
        self.data = int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else -1


UNSEEN = (HiddenField, Version)


class SentOnce(wtforms.Form):
    """Mixin: carries a key by which a second click is known. Pass `form.once.data` to the command."""

    once = HiddenField(default=new_token)


class Versioned(wtforms.Form):
    """Mixin: carries the version that was shown. Make the form with `version=thing.version`."""

    version = Version()


def cleaned(form: MultiDict[str, str]) -> MultiDict[str, str]:
    """Return what was typed without control characters, letters composed in one way, lines ended in one way."""
    return MultiDict([(name, clean(value)) for name, value in form.items(multi=True)])


def clean(text: str) -> str:
    """Clean one value. Marks that turn the direction of the page's other words around are left out, too."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", BIDI_TRICKS.sub("", UNPRINTABLE.sub("", text)))


def _kind(field: Any) -> type[Any]:
    return wtforms.TextAreaField if isinstance(field, wtforms.TextAreaField) else wtforms.StringField


def _has_no_limit(field: Any) -> bool:
    limited = any(isinstance(check, (AtMost, wtforms.validators.Length)) for check in field.validators)
    return isinstance(field, wtforms.StringField) and not limited


def _too_long(most: int, count: int) -> str:
    sentence: str = _("This is too long. You can use %(most)s letters. You have %(count)s.", most=most, count=count)
    return sentence
