"""What is kept about whoever asks: under a ward name at a screen of the ward, or about an account."""

from __future__ import annotations

from typing import Any

from flask import current_app

from wardvoice.core.errors import N_, NotAllowed
from wardvoice.core.policy import May, may
from wardvoice.core.tables import as_csv
from wardvoice.records.dossier import as_json, as_table
from wardvoice.records.queries.person import Section, about_account
from wardvoice.records.queries.under_a_name import under_a_name
from wardvoice.records.views.room import bp
from wardvoice.records.words.mine import sections_of
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor, this_ward, this_work
from wardvoice.web.pages import Answer, page
from wardvoice.web.taken import CSV, as_file


@bp.get("/my/kept")
@requires(May.SEE_MY_THINGS)
def under_my_name() -> Answer:
    """Show a patient all that is kept under their ward name."""
    return page("records/under_my_name.html", **_kept())


@bp.get("/print/my/kept")
@requires(May.PRINT)
def print_under_my_name() -> Answer:
    """Print it: at the meeting laptop alone, for whoever is signed in there."""
    if not may(this_actor(), May.SEE_MY_THINGS):
        raise NotAllowed(N_("You cannot open this page here."))
    return page("records/print_under_my_name.html", layout="print.html", **_kept())


@bp.get("/my-account/kept")
@requires(May.KEEP_OWN_ACCOUNT)
def about_me() -> Answer:
    """Show somebody with an account what is kept about them; the rows of the history come with the files."""
    return page("records/about_me.html", sections=_about(history=False))


@bp.get("/my-account/kept.json")
@requires(May.KEEP_OWN_ACCOUNT)
def take_about_me_json() -> Answer:
    """Give all of it along, for a program."""
    told_on = this_work().now.isoformat(timespec="seconds")
    return as_file(as_json(_about(), told_on=told_on), "application/json", "kept-about-me.json")


@bp.get("/my-account/kept.csv")
@requires(May.KEEP_OWN_ACCOUNT)
def take_about_me_csv() -> Answer:
    """Give all of it along, for a spreadsheet."""
    return as_file(as_csv(as_table(_about())), CSV, "kept-about-me.csv")


def _about(*, history: bool = True) -> list[Section]:
    account_id = this_actor().id
    assert account_id is not None
    upstairs = current_app.extensions["kept_upstairs"]
    return about_account(this_work().session, account_id, upstairs=upstairs, history=history)


def _kept() -> dict[str, Any]:
    work, actor = this_work(), this_actor()
    assert actor.id is not None
    kept = under_a_name(work.session, actor.id, this_ward().id, work.pepper, work.voice_on)
    return {"name": kept.name, "sections": sections_of(kept)}
