"""Leaving the ward: the name rests, and whoever leaves says what becomes of each open item of theirs (B4).

The rooms of items, names and concerns do not know each other; here all three can be reached, and nothing is stored
that joins what goes to the advocate with the name or the items but the words that the leaver reads on the page.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from flask_babel import gettext as _

from wardvoice.agenda import commands as agenda
from wardvoice.agenda import queries as of_agenda
from wardvoice.agenda.rules import LeftAs
from wardvoice.agenda.views.slips import drawn_words
from wardvoice.alerts.forms import Soon as Answered
from wardvoice.alerts.views.asking import ask_whether_soon
from wardvoice.board import queries
from wardvoice.board.forms import LeavingForm, Wish, leaving_form
from wardvoice.board.queries import Line
from wardvoice.board.views.room import bp
from wardvoice.board.words import in_short, title
from wardvoice.concerns import commands as concerns
from wardvoice.concerns.rules import About, Recipient, Soon
from wardvoice.concerns.sealed import Body, Head
from wardvoice.concerns.views.looking import leaves_at, offers_now
from wardvoice.concerns.views.sending import mark_of, within_budget
from wardvoice.concerns.words import labels
from wardvoice.core.policy import May, may
from wardvoice.people import commands as people
from wardvoice.people import queries as of_people
from wardvoice.web import identity
from wardvoice.web.apart import this_apart_work
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor, this_ward, this_work
from wardvoice.web.pages import Answer, page, receipt

BEHIND = {Wish.REP: LeftAs.REP, Wish.LET_GO: LeftAs.LET_GO}


@bp.get("/my-name/leaving")
@requires(May.SEE_MY_THINGS)
def leaving() -> Answer:
    """Say what happens to a name when somebody leaves the ward, and ask once."""
    lines = _open_lines()
    return page("board/leaving.html", form=_form(lines), lines=lines)


@bp.post("/my-name/leaving")
@requires(May.SEE_MY_THINGS)
def leave() -> Answer:
    """Put one's own name to rest, once there is a choice for each open item, and finish."""
    lines = _open_lines()
    form = _form(lines)
    if form.validate():
        if asked := ask_whether_soon(form, form.told.data, read_on_ward=False, if_no=str(labels.IF_NO)):
            return asked
        with form.refusals():
            return _leave(form, lines)
    return page("board/leaving.html", form=form, lines=lines, status=form.status)


@bp.get("/my/along")
@requires(May.COME_BACK)
def along() -> Answer:
    """Show all that somebody took along from the ward they left, to whoever holds the words."""
    work, slip = this_work(), this_actor().slip
    lines = queries.taken_along(work.session, slip or "", now=work.now, today=work.today)
    return page("board/along.html", lines=lines)


def _open_lines() -> list[Line]:
    work = this_work()
    assert work.actor.id is not None, "only ward names come here"
    return queries.open_lines(work.session, this_ward().id, work.actor.id, now=work.now, today=work.today)


def _form(lines: Sequence[Line]) -> LeavingForm:
    reached = bool(lines) and may(this_actor(), May.WRITE_PRIVATELY) and Recipient.ADVOCATE in offers_now()
    return leaving_form(lines, offers_advocate=reached)


def _leave(form: LeavingForm, lines: Sequence[Line]) -> Answer:
    words, found = drawn_words() if form.chosen(Wish.ALONG) else (None, None)
    leaves = _tell_advocate(form, lines) if form.chosen(Wish.ADVOCATE) else None
    _leave_items(form, found.lookup.hex() if found else "")
    work = this_work()
    people.leave_ward(work, name=of_people.ward_name(work.session, this_ward().id, work.actor.id))
    identity.finish()
    return receipt("board/left.html", five_words=words, leaves=leaves)


def _leave_items(form: LeavingForm, slip_hash: str) -> None:
    """Write down each choice; what the advocate tells has a slip, too, that no words open."""
    work, nobodys = this_work(), secrets.token_hex(32)
    for wish in Wish:
        for item_id in form.chosen(wish):
            item = of_agenda.item(work.session, work.ward_id, item_id)
            if wish in BEHIND:
                agenda.leave_behind(work, item=item, left_as=BEHIND[wish])
            else:
                agenda.take_along(work, item=item, slip_hash=slip_hash if wish is Wish.ALONG else nobodys)


def _tell_advocate(form: LeavingForm, lines: Sequence[Line]) -> str:
    """Send a concern like any other to the advocate; return a sentence on when it leaves."""
    within_budget()
    concerns.send(
        this_apart_work(),
        recipient=Recipient.ADVOCATE,
        holders=offers_now()[Recipient.ADVOCATE].holders,
        head=Head(about=About.NO, soon=_soon(form)),
        body=Body(_said(form, lines)),
        again=mark_of(form.once.data),
    )
    return str(labels.leaves(Recipient.ADVOCATE, leaves_at(Recipient.ADVOCATE)))


def _soon(form: LeavingForm) -> Soon:
    if form.soon.data == Answered.TOLD:
        return Soon.TELL
    return Soon.DO_NOT_TELL if form.said_no else Soon.NOT_ASKED


def _said(form: LeavingForm, lines: Sequence[Line]) -> str:
    chosen = form.chosen(Wish.ADVOCATE)
    asked = [f"– {title(one)}: {in_short(one)}" for one in (line.asked for line in lines) if one.id in chosen]
    start = _("I have left the ward. Please tell me what becomes of this:")
    return "\n".join([start, *asked, "", form.told.data or ""])
