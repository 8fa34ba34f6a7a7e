"""Coming in with a ward name."""

from __future__ import annotations

from flask import request, url_for

from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.policy import May
from wardvoice.people import commands, queries
from wardvoice.people.forms.doors import MyNameForm
from wardvoice.people.forms.secrets import By, KnownBy
from wardvoice.people.models import WardName
from wardvoice.people.rules import TryKind
from wardvoice.people.views.room import bp, the_gate
from wardvoice.web import identity
from wardvoice.web.guard import onward, requires
from wardvoice.web.identity import this_actor, this_ward, this_work
from wardvoice.web.pages import Answer, done, page
from wardvoice.web.sessions import Kind

WRONG = {
    By.NUMBERS: N_("The name or the PIN is not right. Please try again."),
    By.PICTURES: N_("The name or the pictures are not right. Please try again."),
}


@bp.route("/my-name", methods=["GET", "POST"])
@requires(May.SIGN_IN_BY_NAME)
def my_name() -> Answer:
    """Let a patient in with a ward name and its PIN; the page never tells which names there are."""
    if this_actor().id is not None:
        return done(url_for("home.start")) if request.method == "POST" else page("people/you_are.html")
    form = MyNameForm()
    if request.method == "POST" and not form.turned and form.validate():
        with form.refusals():
            let_in(form, form.word.data or "")
            return done(onward(form.to.data))
    form.to.data = form.to.data or request.args.get("to")
    return page("people/my_name.html", form=form, status=form.status)


def let_in(form: KnownBy, word: str) -> WardName:
    """Sign in whoever this name and PIN, or pictures, belong to; RuleBroken for wrong ones, TooMuch after too many.

    Ask before anything else of this request touches the database: they are looked at while nobody waits for it.
    """
    gate, screen, ward_id = the_gate(), identity.this_screen(), this_ward().id
    place = str(screen.id) if screen else ""
    name_id = gate.ward_name(ward_id=ward_id, place=place, word=word, pin=form.secret)
    if name_id is None:
        raise RuleBroken(WRONG[form.way])
    work = this_work()
    name = commands.come_in(work, name=queries.ward_name(work.session, ward_id, name_id))
    who = gate.whose(ward_id, word)
    commands.forgive(work.session, clock=work.clock, kind=TryKind.PIN, who=who, place=place)
    identity.sign_in(Kind.WARD_NAME, name.id, ward_id)
    return name
