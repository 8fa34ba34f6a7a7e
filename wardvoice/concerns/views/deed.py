"""Somebody at work on a concern, and what every step of such work is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wardvoice.concerns.forms.reading import NothingForm, StepForm
from wardvoice.concerns.models import Concern
from wardvoice.concerns.queries import Case
from wardvoice.concerns.views.desk import Reader
from wardvoice.storage.apart_work import ApartWork
from wardvoice.web.checks import Text


@dataclass(frozen=True)
class Deed:
    """Somebody at work on a concern."""

    work: ApartWork
    case: Case
    reader: Reader

    @property
    def concern(self) -> Concern:
        """The concern."""
        return self.case.concern


def _fresh(form: type[StepForm], _deed: Deed) -> StepForm:
    return form()


@dataclass(frozen=True)
class Step:
    """One step: its name in the address, the words around it, its form, its act, and when it makes sense.

    An act that was not carried out in full returns the words to say instead of `said`.
    """

    name: str
    title: Text
    said: Text
    act: Callable[[Any, Deed], object]
    form: type[StepForm] = NothingForm
    when: Callable[[Concern], bool] = lambda _concern: True
    filled: Callable[[Any, Deed], StepForm] = _fresh
    needs_key: bool = False
    template: str = "concerns/read_step.html"
    hints: tuple[Text, ...] = ()

    @property
    def endpoint(self) -> str:
        """The name of its view."""
        return self.name.replace("-", "_")

    def makes_sense(self, case: Case) -> bool:
        """Return whether it is offered now."""
        return self.when(case.concern)

    def prepare(self, deed: Deed) -> StepForm:
        """Return its form, filled with what is known."""
        return self.filled(self.form, deed)
