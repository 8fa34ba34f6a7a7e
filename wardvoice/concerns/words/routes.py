"""The other ways to be heard: in law, and open to anybody on a ward, whatever happens here (C9, P49).

The names and numbers are those of public bodies; somebody should try them once a year. The hospital's own numbers are
set by each ward and stand above these. A workers' way, such as Freedom to Speak Up, is not among them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class Route:
    """Somebody to turn to: `who`, by the name that they use themselves, what they do, and a number that works."""

    who: str
    what: Any
    number: str = ""


OMBUDSMAN = _l("If the hospital’s answer to your complaint is not good enough.")
INSPECTOR = _l("They check how people are treated in hospital. You can call them at any time.")
ADVOCATE = _l("An independent person on your side. Ask staff for their number, or look on the wall.")
COMPLAINTS = _l("They take complaints in this hospital. Ask staff for their number, or look on the wall.")

ROUTES = {
    "england-and-wales": (
        Route("IMHA (Independent Mental Health Advocate)", ADVOCATE),
        Route("Complaints team or PALS (Patient Advice and Liaison Service)", COMPLAINTS),
        Route("CQC, Mental Health Act (England)", INSPECTOR, "03000 616161"),
        Route("Parliamentary and Health Service Ombudsman (England)", OMBUDSMAN, "0345 015 4033"),
        Route("Healthcare Inspectorate Wales", INSPECTOR, "0300 062 8163"),
        Route("Public Services Ombudsman for Wales", OMBUDSMAN, "0300 790 0203"),
    ),
    "scotland": (
        Route("Independent advocate", ADVOCATE),
        Route("Complaints team, or PASS (Patient Advice and Support Service)", COMPLAINTS, "0800 917 2127"),
        Route("Mental Welfare Commission for Scotland", INSPECTOR, "0800 389 6809"),
        Route("Scottish Public Services Ombudsman", OMBUDSMAN, "0800 377 7330"),
    ),
    "northern-ireland": (
        Route("Independent advocate, or the Patient and Client Council", ADVOCATE, "0800 917 0222"),
        Route("Complaints team of the Health and Social Care Trust", COMPLAINTS),
        Route("RQIA (Regulation and Quality Improvement Authority)", INSPECTOR, "028 9536 1111"),
        Route("Northern Ireland Public Services Ombudsman", OMBUDSMAN, "0800 34 34 24"),
    ),
}
"""By the nation that the hospital set."""


def routes_of(nation: str) -> tuple[Route, ...]:
    """Return the routes of a nation."""
    return ROUTES[nation]
