"""Deny by default: every address carries a permission, or stands on the short list of public ones."""

from __future__ import annotations

from flask import Flask

from wardvoice.core.policy import POLICY
from wardvoice.web.guard import PUBLIC, required_by


def test_every_address_carries_a_permission_or_is_public(app: Flask) -> None:
    with app.app_context():
        open_doors = {name for name in app.view_functions if required_by(name) is None and name not in PUBLIC}
    assert not open_doors


def test_the_public_list_is_short_and_true(app: Flask) -> None:
    assert not PUBLIC - set(app.view_functions) - {"demo.doorway", "demo.enter"}
    assert len(PUBLIC) <= 15


def test_every_mark_is_in_the_law(app: Flask) -> None:
    with app.app_context():
        marks = {required_by(name) for name in app.view_functions} - {None}
    assert marks <= set(POLICY)


def test_no_change_hides_behind_a_get(app: Flask) -> None:
    """An address answers GET or changes something; one view never does both without its form saying so."""
    odd = [str(rule) for rule in app.url_map.iter_rules() if (rule.methods or set()) & {"PUT", "PATCH", "DELETE"}]
    assert not odd
