"""The room itself: of which ward and period a page speaks, and the words that its templates need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, current_app, g, request, url_for

from wardvoice.core.errors import NotFound
from wardvoice.core.policy import May, may
from wardvoice.evidence import words
from wardvoice.evidence.forms import DatesForm
from wardvoice.evidence.queries.known import Figures, Known, figures_of_wards
from wardvoice.evidence.queries.wards import WardTold, ward_told, wards_told
from wardvoice.evidence.rules.figures import Figure
from wardvoice.evidence.rules.periods import Period
from wardvoice.web.identity import this_actor, this_work
from wardvoice.web.pages import page

bp = Blueprint("evidence", __name__)


@bp.app_context_processor
def _shared() -> dict[str, Any]:
    return {"evidence_words": words, "address_of": address}


@dataclass(frozen=True)
class Asked:
    """A ward and a period that this person may read about."""

    ward: WardTold
    period: Period

    @property
    def figures(self) -> Figures:
        """Every figure, by its key."""
        work = this_work()
        return figures_of_wards(work.session, [self.ward], self.period, work.clock, known())[self.ward.id]

    def figure(self, key: str) -> Figure:
        """Return one figure; NotFound where there is none of that key."""
        if (found := self.figures.get(key)) is None:
            raise NotFound()
        return found

    def address(self, endpoint: str, **values: Any) -> str:
        """Return the address of a page of this ward and period."""
        return address(endpoint, self.period, ward_id=self.ward.id, **values)


def address(endpoint: str, period: Period, **values: Any) -> str:
    """Return the address of a page about a period."""
    values["from"], values["to"] = period.first.isoformat(), period.last.isoformat()
    return url_for(f"evidence.{endpoint}", **values)


def asked_about(ward_id: UUID, what: May = May.READ_EVIDENCE) -> Asked:
    """Return the ward of an address and the period that it asks for.

    NotFound for an unknown ward and for one of which this person may not read; days that make no period are answered
    by the page on which they can be mended.
    """
    return Asked(ward_asked(ward_id, what), period_asked())


def ward_asked(ward_id: UUID, what: May = May.READ_EVIDENCE) -> WardTold:
    """Return the ward of an address; NotFound for an unknown one and for one of which this person may not read."""
    ward = ward_told(this_work().session, ward_id)
    if not may(this_actor(), what, ward):
        raise NotFound()
    return ward


def side_by_side(period: Period) -> tuple[list[WardTold], dict[UUID, Figures]]:
    """Return every ward of which this person may read, by name, and the figures of each."""
    work = this_work()
    wards = [ward for ward in wards_told(work.session) if may(this_actor(), May.READ_EVIDENCE, ward)]
    return wards, figures_of_wards(work.session, wards, period, work.clock, known())


def period_asked() -> Period:
    """Return the period that the address asks for, `?from=&to=`, or the one that is shown first."""
    form = DatesForm()
    period = form.period(this_work().today)
    if period is None:
        abort(page("evidence/dates.html", status=form.status, form=form, to=request.path))
    g.period_told = period
    return period


def known() -> Known:
    """Return what this application has counted before."""
    kept: Known = current_app.extensions.setdefault("evidence", Known())
    return kept
