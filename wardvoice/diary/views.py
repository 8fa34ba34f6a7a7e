"""One's own mail and calendar, and the calendar's address for programs."""

from __future__ import annotations

from flask import Blueprint, make_response, request, url_for
from flask_babel import gettext as _

from wardvoice.core.errors import N_, NotAllowed, NotFound
from wardvoice.core.policy import May
from wardvoice.diary import commands, queries
from wardvoice.diary.calendar import as_file
from wardvoice.diary.forms import MORNINGS, DiaryMailForm
from wardvoice.diary.models import Diary
from wardvoice.diary.queries import Due, Held
from wardvoice.web.body import address_at_council
from wardvoice.web.guard import requires
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import at_ward_screen, this_actor, this_work
from wardvoice.web.pages import Answer, done, page
from wardvoice.web.sessions import new_token, token_hash

bp = Blueprint("diary", __name__)


@bp.get("/my-account/diary")
@requires(May.KEEP_DIARY)
def diary() -> Answer:
    """Show where one's mail goes, and whether one's calendar has an address."""
    own = queries.diary_of(this_work().session, this_actor().id) or Diary(mail_to="", mornings="")
    mornings = [int(digit) for digit in own.mornings] or list(MORNINGS)
    return _page(DiaryMailForm(mail_to=own.mail_to, mornings=mornings), own)


@bp.post("/my-account/diary/mail")
@requires(May.KEEP_DIARY)
def send_mail() -> Answer:
    """Say where the mail goes, and on which mornings."""
    form = DiaryMailForm()
    if form.validate():
        with form.refusals():
            address = (form.mail_to.data or "").strip()
            commands.send_mail(this_work(), mail_to=address, mornings=form.mornings.data or [])
            return done(url_for("diary.diary"), say=_("Stored."))
    return _page(form, queries.diary_of(this_work().session, this_actor().id))


@bp.post("/my-account/diary/mail/stop")
@requires(May.KEEP_DIARY)
def stop_mail() -> Answer:
    """Send no mail any more."""
    commands.stop_mail(this_work())
    return done(url_for("diary.diary"), say=_("The mail is stopped, and the address is forgotten."))


@bp.post("/my-account/diary/calendar")
@requires(May.KEEP_DIARY)
def open_calendar() -> Answer:
    """Make an address for one's calendar, and show it this once."""
    token = new_token()
    commands.open_calendar(this_work(), token_hash=token_hash(token))
    return page("diary/address.html", address=url_for("diary.calendar", token=token, _external=True))


@bp.post("/my-account/diary/calendar/stop")
@requires(May.KEEP_DIARY)
def close_calendar() -> Answer:
    """Let the address of one's calendar mean nothing any more."""
    commands.close_calendar(this_work())
    return done(url_for("diary.diary"), say=_("The calendar is closed. Its address shows nothing any more."))


@bp.get("/calendar/<token>.ics")
def calendar(token: str) -> Answer:
    """Send a calendar to whoever knows its address; nobody is asked who they are, and nothing is kept of it."""
    if at_ward_screen():
        raise NotAllowed(N_("You cannot open this page here."))
    work, hall = this_work(), the_hall()
    found = queries.calendar_behind(work.session, token_hash(token), work.today)
    if found is None:
        raise NotFound()
    file = as_file(found, zone=hall.settings.zone, now=work.now, address_of=_address_of)
    sent_as = {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": 'inline; filename="wardvoice.ics"',
    }
    return make_response(file, 200, sent_as)


def _address_of(one: Held | Due) -> str:
    is_meeting = isinstance(one, Held)
    page_of = url_for("minutes.show", meeting_id=one.id) if is_meeting else url_for("actions.show", action_id=one.id)
    return request.url_root.rstrip("/") + (address_at_council(page_of) if one.at_council else page_of)


def _page(form: DiaryMailForm, own: Diary | None) -> Answer:
    mailed, since = (bool(own.mail_to), own.calendar_since) if own else (False, None)
    can_send = bool(the_hall().settings.smtp.get("host"))
    facts = {"form": form, "mailed": mailed, "since": since, "can_send": can_send}
    return page("diary/diary.html", None, form.status, **facts)
