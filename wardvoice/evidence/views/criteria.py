"""The criteria of the standards: which edition is in use, and a new one that is read from a file and checked."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from urllib.parse import quote_plus
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.core.errors import RuleBroken
from wardvoice.core.policy import May
from wardvoice.core.sheets import rows_of
from wardvoice.core.tables import as_csv
from wardvoice.evidence import commands
from wardvoice.evidence.forms import MOST_TABLE, CheckedForm, EditionForm
from wardvoice.evidence.models import Edition
from wardvoice.evidence.queries import criteria as queries
from wardvoice.evidence.rules.criteria import CAME_BROKEN, TOO_MANY_WORDS, Line, Understood, understood
from wardvoice.evidence.views.room import bp
from wardvoice.evidence.words.criteria import by_name, example, names_of_themes, theme_name, themes_without
from wardvoice.web.forms import Form
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, done, page
from wardvoice.web.taken import CSV, as_file, take

COLUMNS = ("theme", "number", "words")


@bp.get("/admin/criteria")
@requires(May.KEEP_CRITERIA)
def criteria() -> Answer:
    """Show the edition in use, those before it, and the form that takes a new one in."""
    return _criteria(EditionForm())


@bp.get("/admin/criteria/<uuid:edition_id>")
@requires(May.KEEP_CRITERIA)
def edition(edition_id: UUID) -> Answer:
    """Show an edition, also one that is over."""
    shown = queries.edition(this_work().session, edition_id)
    return page("evidence/edition.html", edition=shown, criteria=queries.criteria_of(this_work().session, shown.id))


@bp.get("/admin/criteria/<uuid:edition_id>.csv")
@requires(May.KEEP_CRITERIA)
def take_edition(edition_id: UUID) -> Answer:
    """Give an edition along, in the columns in which one is taken in."""
    session = this_work().session
    shown = by_name(queries.criteria_of(session, queries.edition(session, edition_id).id))
    return take("criteria", COLUMNS, ((theme_name(one.theme), one.number, one.words) for one in shown))


@bp.get("/admin/criteria/example.csv")
@requires(May.KEEP_CRITERIA)
def example_of_criteria() -> Answer:
    """Give a table along in which every theme stands, to be filled in."""
    return as_file(as_csv(example()), CSV, "criteria.csv")


@bp.post("/admin/criteria/check")
@requires(May.KEEP_CRITERIA, takes_file=True)
def check_criteria() -> Answer:
    """Read a file, and show what would be stored, or each line that is not understood. Nothing is stored."""
    form = EditionForm()
    if form.validate():
        with form.refusals():
            found = understood(rows_of(form.file.sent), names_of_themes())
            return _checked(form.name.data or "", found)
    return _criteria(form)


@bp.post("/admin/criteria")
@requires(May.KEEP_CRITERIA)
def take_criteria() -> Answer:
    """Take an edition in use, as it was checked."""
    form, shown = CheckedForm(), EditionForm()
    if form.validate():
        with shown.refusals():
            found = understood(rows_of((form.table.data or "").encode()), names_of_themes())
            if not found.good:
                return _checked(form.name.data or "", found)
            commands.take_edition(this_work(), name=form.name.data or "", lines=found.lines, once=form.once.data)
            return done(url_for("evidence.criteria"), say=_("This edition is in use from today."))
    else:
        shown.refuse(RuleBroken(CAME_BROKEN))
    return _criteria(shown)


def _checked(name: str, found: Understood) -> Answer:
    """Show what was understood; RuleBroken where it is more than the button could send back."""
    form = CheckedForm()
    form.name.data, form.table.data = name, _as_table(found.lines)
    if found.good and len(quote_plus(form.table.data)) > MOST_TABLE:
        raise RuleBroken(TOO_MANY_WORDS, field="file")
    status = 200 if found.good else 422
    facts = {"without": themes_without(found.lines), "themes": themes_without(()) if found.lost else []}
    return page("evidence/criteria_checked.html", None, status, form=form, name=name, found=found, **facts)


def _as_table(lines: Sequence[Line]) -> str:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerows([COLUMNS, *((one.theme, one.number, one.words or "") for one in lines)])
    return out.getvalue()


def _criteria(form: Form) -> Answer:
    session = this_work().session
    in_use: Edition | None = queries.edition_in_use(session)
    return page(
        "evidence/criteria.html",
        None,
        form.status,
        form=form,
        in_use=in_use,
        criteria=queries.criteria_of(session, in_use.id) if in_use else [],
        older=queries.older_editions(session),
    )
