"""The floor app: the least that a page of this size can cost with the same server, database and templates."""

from __future__ import annotations

from uuid import uuid4

from flask import Flask, render_template_string, request
from sqlalchemy import String, create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from wardvoice.config import Settings
from wardvoice.storage.base import prepare

ROWS = 25
TEXT = "same_text.html"
"""The words of a page without its styles, put there by whoever measures how soon a browser shows them."""
PAGE = """<!doctype html><title>Floor</title><main>{% for row in rows %}<article><h2>{{ row.words }}</h2>
<p>{{ row.state }}</p><p>{{ filling }}</p></article>{% endfor %}</main>"""


class Base(DeclarativeBase):
    pass


class Row(Base):
    """One of as many rows as the page shows, from a table of the floor's own."""

    __tablename__ = "floor"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    words: Mapped[str]
    state: Mapped[str]


def fill_floor(url: str) -> None:
    """Make the floor's own table, with as many rows as a page shows."""
    engine = prepare(create_engine(url))
    Base.metadata.drop_all(engine)
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all(
            Row(id=f"{n:036}", words=f"The dryer is broken again, number {n}", state="open") for n in range(ROWS)
        )
        session.commit()
    engine.dispose()


def stored_in_floor(url: str) -> int:
    """Count what was sent to the floor."""
    engine = prepare(create_engine(url))
    with Session(engine) as session:
        found = session.scalar(select(func.count()).select_from(Row)) or 0
    engine.dispose()
    return found - ROWS


def create_floor(settings: Settings) -> Flask:
    """Return an app with one page of `?bytes=` bytes, and one address that stores a row durably."""
    app = Flask(__name__)
    engine = prepare(create_engine(settings.database_url))

    @app.get("/health")
    def health() -> str:
        return "ok"

    @app.get("/text")
    def text() -> str:
        return (settings.instance / TEXT).read_text(encoding="utf-8")

    @app.get("/")
    def page() -> str:
        filling = "x" * max(0, int(request.args["bytes"]) // ROWS - 90)
        with Session(engine) as session:
            rows = session.scalars(select(Row).order_by(Row.id).limit(ROWS)).all()
            return render_template_string(PAGE, rows=rows, filling=filling)

    @app.post("/")
    def store() -> str:
        with Session(engine) as session:
            session.add(Row(id=str(uuid4()), words=request.form["words"], state="new"))
            session.commit()
        return "stored"

    return app
