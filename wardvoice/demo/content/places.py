"""The names of the hospital, its wards and their corners: none of them exists."""

from __future__ import annotations

HOSPITAL = "Fernhollow Hospital"

WARDS = (
    "Lantern Ward", "Bramble Ward", "Compass Ward", "Anchor Ward", "Harvest Ward", "Orchard Ward", "Clover Ward",
    "Saffron Ward", "Juniper Ward", "Thyme Ward", "Sorrel Ward", "Tansy Ward", "Mallow Ward", "Yarrow Ward",
    "Campion Ward", "Bluebell Ward", "Primrose Ward", "Foxglove Ward", "Larkspur Ward", "Marigold Ward",
    "Poppy Ward", "Teasel Ward", "Heather Ward", "Fern Ward", "Amber Ward", "Garnet Ward", "Opal Ward",
    "Jasper Ward", "Topaz Ward", "Agate Ward", "Pearl Ward", "Coral Ward", "Flint Ward", "Slate Ward",
    "Marble Ward", "Quartz Ward", "Cobalt Ward", "Copper Ward", "Linen Ward", "Velvet Ward",
)  # fmt: skip

BEDS = (16, 14)

MEETING_PLACES = ("the day room", "the dining room")

NUMBERS = (
    "Ward office: dial 2400",
    "Advocate: 01632 960 114 (free from the ward phone)",
    "Independent person, not from this ward: 01632 960 127",
)
"""Numbers that are kept free for plays and films, so that nobody is rung up by mistake."""

SCREEN_PLACES = {
    "terminal": "in the corridor by the dining room",
    "laptop": "with the patient representative",
    "board": "in the day room",
    "station": "in the nurses’ office",
}
