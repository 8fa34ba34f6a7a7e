"""Builds the application's hall: the order in which a request meets identity, guard and safety."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Flask, request
from flask.typing import ResponseReturnValue
from htmx_flask import Htmx
from werkzeug.middleware.proxy_fix import ProxyFix

from wardvoice.storage.base import WRITING, db, prepare
from wardvoice.web import apart, body, drawn, frame, guard, refusals, safety, tongue, views, visits
from wardvoice.web.hall import SAFE, AskedOf, Hall


class House(Flask):
    """Flask, reading only while it answers a GET, and storing a good change before the answer goes out."""

    def wsgi_app(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        """Answer one request; the database itself refuses to change anything during a GET."""
        token = WRITING.set(environ["REQUEST_METHOD"] not in SAFE)
        body.read_address(environ)
        try:
            return super().wsgi_app(environ, start_response)
        finally:
            WRITING.reset(token)

    def url_for(self, /, endpoint: str, **values: Any) -> str:
        """Return the address of a page; from a page of the council those that stand there, too, are the council's."""
        address = super().url_for(endpoint, **values)
        there = body.at_the_council() and body.stands_there(endpoint)
        return body.address_at_council(address) if there else address

    def log_exception(self, exc_info: Any) -> None:
        """Note a fault that no page could tell of: where it arose, never the address or what was said."""
        safety.note_fault(exc_info[1])

    def dispatch_request(self) -> ResponseReturnValue:
        """Run the view and store what it did, so that a failure to store is answered as one."""
        response = self.make_response(super().dispatch_request())
        visits.settle(response)
        return response


def build(hall: Hall) -> Flask:
    """Return the application with an empty house: everything but the rooms."""
    app = House("wardvoice", static_folder=None)
    app.extensions["hall"] = hall
    app.config.update(
        SECRET_KEY=hall.secret,
        SQLALCHEMY_DATABASE_URI=hall.settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"pool_pre_ping": True},  # the server may have been started anew meanwhile
        TRUSTED_HOSTS=list(hall.settings.trusted_hosts),
    )
    if hall.settings.behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=0, x_proto=1, x_host=1)  # type: ignore[method-assign]
    Htmx(app)  # puts its own request class in place; ours comes after it
    app.request_class = AskedOf
    db.init_app(app)
    with app.app_context():
        prepare(db.engine, hurried=True)
    apart.install(app)
    visits.install(app)
    app.before_request(_meet)
    app.after_request(visits.part)
    safety.install(app)
    tongue.install(app)
    frame.install(app)
    drawn.install(app)
    refusals.install(app)
    app.register_blueprint(views.bp)
    return app


def _meet() -> ResponseReturnValue | None:
    """Who is it, may they send this, may they come in: in this order, before any view of an address in the open."""
    if request.endpoint in guard.WITHOUT_CALLER:
        return None
    visits.greet()
    if request.endpoint is None:  # no such address, or not in this way: Flask says so itself
        return None
    if guard.is_hidden(request.endpoint):
        guard.guard()  # first: whoever may not know of it does not hear either that a form was too old
        safety.refuse_strangers_forms()
        return None
    safety.refuse_strangers_forms()
    return guard.guard()
