"""The way to the hospital's sign-in and back.

The first answer is a page that goes on by itself, not a redirect: Chromium holds a redirect after a form, and each one
after that, to the addresses to which a form may be sent, and that list names nobody but ourselves. The way back is a
page that sends a form of ours: only a POST may change something, and its token shows that it began in this browser.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from flask import request, url_for
from sqlalchemy.orm import Session

from wardvoice.core.actor import DIRECTORY
from wardvoice.core.errors import N_, NotAllowed, Refused
from wardvoice.people.forms.doors import SignInForm
from wardvoice.people.views.doors import begin_visit
from wardvoice.signon import commands, rules, tickets
from wardvoice.signon.faults import Down
from wardvoice.signon.forms import CODE_LETTERS, BackForm
from wardvoice.signon.rules import Says
from wardvoice.signon.tickets import Ticket
from wardvoice.signon.views.room import bp, the_provider
from wardvoice.storage.base import WRITING, aside, db
from wardvoice.storage.work import Work
from wardvoice.web import cookies
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import at_ward_screen, this_actor
from wardvoice.web.pages import Answer, done, page
from wardvoice.web.safety import log
from wardvoice.web.visits import abandon

if TYPE_CHECKING:
    from wardvoice.signon.provider import Provider

NOT_BEGUN_HERE = N_("This sign-in did not begin in this browser, or it took too long. Please begin again.")
SAID_NO = N_("The hospital’s sign-in did not let you in. You can try again, or tell the people who keep its accounts.")


@bp.post("/sign-in/hospital")
def begin() -> Answer:
    """Send somebody to the hospital's sign-in, with a ticket for the way back."""
    _own_device()
    hall, provider = the_hall(), the_provider()
    if this_actor().id is not None:
        return done(url_for("home.start"))
    ticket = tickets.new_ticket(hall.secret)
    try:
        address = provider.way_in(ticket, _back())
    except Refused as refused:
        return _refused(refused)
    answer = page("signon/going.html", address=address)
    answer.headers["Refresh"] = f"0; url={address}"
    cookies.keep(answer, cookies.SIGN_ON, tickets.kept(ticket, hall.clock.now()), tickets.LIFE)
    return answer


@bp.get("/sign-in/hospital/back")
def back() -> Answer:
    """Take somebody back from the hospital's sign-in; they come in with the form that this page sends."""
    _own_device()
    the_provider()
    if this_actor().id is not None:
        return done(url_for("home.start"))
    try:
        _ticket(request.args.get("state", ""))
        code = request.args.get("code", "")
        if not 0 < len(code) <= CODE_LETTERS:
            raise NotAllowed(SAID_NO)
    except Refused as refused:
        return _refused(refused)
    return page("signon/coming.html", form=BackForm(code=code, state=request.args["state"]))


@bp.post("/sign-in/hospital/back")
def come_in() -> Answer:
    """Let in whom the directory knows and a group of ours holds."""
    _own_device()
    the_provider()
    if this_actor().id is not None:
        return done(url_for("home.start"))
    try:
        answer = begin_visit(_whose_account(BackForm()))
    except Refused as refused:
        answer = _refused(refused)
    cookies.drop(answer, cookies.SIGN_ON)
    return answer


def _whose_account(form: BackForm) -> UUID:
    """Return whose account it is. The directory is asked before anything of it is written: nobody waits for it."""
    hall, provider = the_hall(), the_provider()
    ticket = _ticket(form.state.data or "")
    with aside(db.engine) as session:
        commands.take_ticket(session, state_hash=ticket.hash, clock=hall.clock)
    claims = _asked(provider, ticket, form.code.data or "")
    person = rules.person_in(provider.oidc["issuer"], claims, _says(provider))
    with Session(db.engine) as session:
        work = Work(session, DIRECTORY, hall.clock, hall.pepper)
        arrival = commands.arrive(work, person=person)
        account_id = arrival.account.id if arrival.account else None
        work.commit()
    if account_id is None:
        raise NotAllowed(arrival.refusal)
    return account_id


def _asked(provider: Provider, ticket: Ticket, code: str) -> Mapping[str, object]:
    """Return what the directory says; a ticket counts as a wrong one only where it was the directory that said no."""
    try:
        claims = provider.claims(ticket, code, _back())
    except Refused as refused:
        if refused.status == Down.status:
            _let_go(ticket)
        raise
    _let_go(ticket)
    return claims


def _let_go(ticket: Ticket) -> None:
    with aside(db.engine) as session:
        commands.let_go(session, state_hash=ticket.hash)


def _says(provider: Provider) -> Says:
    given = {name: provider.oidc.get(f"{name}_claim") for name in ("groups", "username", "name", "job")}
    return Says(**{name: claim for name, claim in given.items() if claim})


def _ticket(state: str) -> Ticket:
    hall = the_hall()
    ticket = tickets.found(cookies.read(cookies.SIGN_ON), state, hall.secret, hall.clock.now())
    if ticket is None:
        raise NotAllowed(NOT_BEGUN_HERE)
    return ticket


def _own_device() -> None:
    if at_ward_screen():
        raise NotAllowed(N_("Staff sign in at their own computer. This screen is for patients."))


def _back() -> str:
    """Return where the directory sends people back to: under a name that this server answers to, and no other."""
    return url_for("signon.back", _external=True)


def _refused(refused: Refused) -> Answer:
    """Say no on the page where staff sign in, so that a password can still be used."""
    abandon()
    WRITING.set(False)
    why = getattr(refused, "why", "")
    if why:
        log.warning(json.dumps({"sign-on": why}))
    form = SignInForm()
    form.refuse(refused)
    return page("people/sign_in.html", None, refused.status, form=form)
