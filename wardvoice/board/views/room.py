"""The room itself, and the words that its pieces need wherever they are included."""

from __future__ import annotations

from flask import Blueprint

from wardvoice.board import words

bp = Blueprint("board", __name__)
bp.record_once(lambda house: house.app.jinja_env.globals.update(board_words=words))
