"""What becomes of the alert that was raised at this screen: every page of the visit says it, and looks again by itself.

Only a cookie of this visit knows which alert it was. It goes with Finish, and nothing that was sent is joined to it.
"""

from __future__ import annotations

from datetime import timedelta

from flask import Response, g, make_response, render_template, url_for
from itsdangerous import BadData, URLSafeTimedSerializer

from wardvoice.alerts import queries, words
from wardvoice.alerts.views.room import bp, is_promised, looking
from wardvoice.core.policy import May, may
from wardvoice.web import cookies
from wardvoice.web.guard import requires
from wardvoice.web.hall import asked, the_hall
from wardvoice.web.identity import this_actor
from wardvoice.web.pages import Answer, done

KEPT = timedelta(hours=2)


def keep_told(alert_id: bytes) -> None:
    """Let this answer and the next pages of the visit tell of an alert."""
    g.told = alert_id


@bp.after_app_request
def _remember(response: Response) -> Response:
    if "told" in g:
        cookies.keep(response, cookies.TOLD, _signer().dumps(g.told.hex()), KEPT)
    return response


@bp.app_template_global()
def told_here() -> words.Told | None:
    """Return what a page of this visit says of the alert that was raised in it, or None."""
    alert_id = _raised_here()
    if alert_id is None or not may(this_actor(), May.CALL_FOR_HELP):
        return None
    with looking() as session:
        alert = queries.told_of(session, alert_id)
        return words.told(alert, proven=alert is not None and is_promised(session, about_staff=alert.about_staff))


@bp.get("/told")
@requires(May.CALL_FOR_HELP)
def told() -> Answer:
    """Say to the page that looks again by itself how it stands; for anybody else there is only the start page."""
    if not asked.wants_piece:
        return done(url_for("home.start"))
    return make_response(render_template("alerts/_told_words.html", told=told_here()))


def _raised_here() -> bytes | None:
    if "told" in g:
        raised: bytes = g.told
        return raised
    try:
        return bytes.fromhex(_signer().loads(cookies.read(cookies.TOLD) or "", max_age=int(KEPT.total_seconds())))
    except (BadData, ValueError, TypeError):
        return None


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(the_hall().secret, salt="told")
