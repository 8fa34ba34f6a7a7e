"""The application as the tests serve it: what it has read and compiled once serves every application after it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from tests.databases import hasty
from wardvoice.storage.base import db


class Compiled(BytecodeCache):
    """Templates that one application has compiled serve the next."""

    kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


@contextmanager
def served(app: Flask) -> Iterator[Flask]:
    """Let an application use what those before it have compiled, and let go of its database afterwards."""
    app.jinja_env.bytecode_cache = Compiled()
    with app.app_context():
        hasty(db.engine)
    try:
        yield app
    finally:
        with app.app_context():
            db.engine.dispose()
