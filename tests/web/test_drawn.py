"""What everybody reads alike is drawn once for each moment of a ward's history, and never outlives a change."""

from __future__ import annotations

from uuid import uuid4

from markupsafe import Markup

from wardvoice.web.drawn import MOST, Drawn

WARD, OTHER = uuid4(), uuid4()


class Pen:
    """Draws, and counts how often it had to."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Markup:
        self.times += 1
        return Markup(f"drawing {self.times}")


def test_the_same_moment_is_drawn_once() -> None:
    drawn, pen = Drawn(), Pen()
    assert drawn.part(WARD, "head 1", "board", pen) == drawn.part(WARD, "head 1", "board", pen)
    assert pen.times == 1


def test_a_change_on_the_ward_is_drawn_at_once() -> None:
    drawn, pen = Drawn(), Pen()
    before = drawn.part(WARD, "head 1", "board", pen)
    assert drawn.part(WARD, "head 2", "board", pen) != before


def test_what_stood_there_before_a_change_is_forgotten_in_all_its_variants() -> None:
    drawn, pen = Drawn(), Pen()
    drawn.part(WARD, "head 1", "page 2", pen)
    drawn.part(WARD, "head 2", "page 1", pen)
    assert "drawing 1" not in str(drawn._wards)


def test_one_ward_never_sees_another() -> None:
    drawn, pen = Drawn(), Pen()
    assert drawn.part(WARD, "head", "board", pen) != drawn.part(OTHER, "head", "board", pen)


def test_variants_are_kept_apart() -> None:
    drawn, pen = Drawn(), Pen()
    assert drawn.part(WARD, "head", ("board", 1), pen) != drawn.part(WARD, "head", ("board", 2), pen)


def test_no_ward_fills_the_memory() -> None:
    drawn, pen = Drawn(), Pen()
    for number in range(MOST * 2 + 1):
        drawn.part(WARD, "head", number, pen)
    assert len(drawn._wards[WARD][1]) <= MOST
