"""Questions about how a ward is doing. Nothing is asked by person."""

from wardvoice.evidence.queries.known import Figures, Known, figures_of, figures_of_wards, months_of
from wardvoice.evidence.queries.links import published
from wardvoice.evidence.queries.wards import CouncilMet, WardTold, council_met, ward_told, wards_told

__all__ = [
    "CouncilMet",
    "Figures",
    "Known",
    "WardTold",
    "council_met",
    "figures_of",
    "figures_of_wards",
    "months_of",
    "published",
    "ward_told",
    "wards_told",
]
