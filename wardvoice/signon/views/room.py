"""The room itself, and the directory that it speaks with."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import Blueprint, current_app, url_for
from flask.blueprints import BlueprintSetupState

from wardvoice.core.errors import NotFound
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import at_ward_screen

if TYPE_CHECKING:
    from wardvoice.signon.provider import Provider

bp = Blueprint("signon", __name__)
KEPT = "sign-on provider"


@bp.record
def open_the_door(state: BlueprintSetupState) -> None:
    """Let the page where staff sign in lead here; it belongs to a room below this one."""
    state.app.jinja_env.globals["other_door"] = _other_door


def _other_door() -> str | None:
    return url_for("signon.begin") if the_hall().settings.oidc and not at_ward_screen() else None


def the_provider() -> Provider:
    """Return the hospital's directory; NotFound where none is set up."""
    hall = the_hall()
    if not hall.settings.oidc:
        raise NotFound()
    if KEPT not in current_app.extensions:
        from wardvoice.signon.provider import Provider  # what it needs is loaded only where it is used

        current_app.extensions[KEPT] = Provider(hall.settings.oidc, hall.clock.now)
    return cast("Provider", current_app.extensions[KEPT])
