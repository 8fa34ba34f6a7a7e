"""Moving to another ward of the hospital with one's ward name and what one asked (B4).

On the old ward somebody gets five words; on the new one they type them where everybody types such words, then their
PIN. Nothing happens before that, so whoever does not move after all has lost nothing.
"""

from __future__ import annotations

import json
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.agenda import commands as agenda
from wardvoice.agenda.rules import LeftAs
from wardvoice.agenda.views.slips import drawn_words
from wardvoice.board import queries
from wardvoice.board.forms import ArrivingForm, MovingForm, Wish, moving_form
from wardvoice.board.queries import Line
from wardvoice.board.views.room import bp
from wardvoice.core.errors import NotFound, RuleBroken
from wardvoice.core.policy import May
from wardvoice.people import commands
from wardvoice.people import queries as people
from wardvoice.people.models import Moving, WardName
from wardvoice.people.rules import TryKind
from wardvoice.people.views.names import WRONG
from wardvoice.people.views.room import the_gate
from wardvoice.slips.finders import Opened
from wardvoice.wards import queries as of_wards
from wardvoice.web.fields import offer
from wardvoice.web.guard import requires
from wardvoice.web.identity import sign_in, this_actor, this_screen, this_ward, this_work
from wardvoice.web.pages import Answer, done, page, receipt
from wardvoice.web.sessions import Kind

LEFT = {Wish.REP: LeftAs.REP, Wish.LET_GO: LeftAs.LET_GO}


@bp.get("/my-name/moving")
@requires(May.SEE_MY_THINGS)
def moving() -> Answer:
    """Say what moves along and who may see it; ask for the ward, and what becomes of each open item."""
    lines = _open_lines()
    return _moving(_form(lines), lines)


@bp.post("/my-name/moving")
@requires(May.SEE_MY_THINGS)
def move() -> Answer:
    """Give five words with which the same name goes on at one other ward, and show them once."""
    lines = _open_lines()
    form = _form(lines)
    if form.validate():
        with form.refusals():
            return _give_words(form)
    return _moving(form, lines)


@bp.post("/my-name/moving/stay")
@requires(May.SEE_MY_THINGS)
def stay() -> Answer:
    """Let the words for moving open nothing any more."""
    work = this_work()
    commands.stay_here(work, name=_own_name())
    return done(url_for("board.moving"), say=_("You stay here. The five words open nothing now."))


@bp.get("/my-name/arriving")
@requires(May.MOVE_IN)
def arriving() -> Answer:
    """Ask whoever holds the words for their PIN, and for another word where their own is not free here."""
    found = _found()
    return _arriving(found, _offered(found, ArrivingForm()))


@bp.post("/my-name/arriving")
@requires(May.MOVE_IN)
def arrive() -> Answer:
    """Let somebody go on under their name on this ward, once the PIN is right."""
    found = _found()
    form = _offered(found, ArrivingForm())
    if not form.turned and form.validate():
        with form.refusals():
            return _let_in(found, form)
    return _arriving(found, form)


def find_moving(lookup: bytes) -> Opened | None:
    """Return where five words lead with which somebody moves, or None."""
    work = this_work()
    found = people.moving_of_slip(work.session, lookup.hex(), work.today)
    return Opened(url_for("board.arriving"), moves=True) if found else None


# --- on the old ward -------------------------------------------------------------------------------------------------


def _own_name() -> WardName:
    return people.ward_name(this_work().session, this_ward().id, this_actor().id)


def _open_lines() -> list[Line]:
    work = this_work()
    assert work.actor.id is not None, "only ward names come here"
    return queries.open_lines_anywhere(work.session, work.actor.id, now=work.now, today=work.today)


def _form(lines: list[Line]) -> MovingForm:
    wards = {str(ward.id): ward.name for ward in of_wards.wards(this_work().session) if ward.id != this_ward().id}
    return moving_form(lines, wards)


def _moving(form: MovingForm, lines: list[Line]) -> Answer:
    work, own = this_work(), this_actor().id
    begun = people.moving_of_name(work.session, own, work.today) if own else None
    to = of_wards.ward(work.session, begun.ward_id).name if begun else ""
    return page("board/moving.html", form=form, lines=lines, begun=begun, to=to, status=form.status)


def _give_words(form: MovingForm) -> Answer:
    words, found = drawn_words()
    work = this_work()
    to = of_wards.ward(work.session, UUID(form.ward.data))
    left = {item_id: kind.value for wish, kind in LEFT.items() for item_id in form.chosen(wish)}
    made = commands.begin_to_move(work, name=_own_name(), to=to, slip_hash=found.lookup.hex(), left=left)
    return receipt("board/moves.html", five_words=words, to=to.name, until=made.until)


# --- on the new ward -------------------------------------------------------------------------------------------------


def _found() -> tuple[Moving, WardName]:
    """Return the move whose words this browser holds, and the name as it is on the old ward."""
    work = this_work()
    found = people.moving_of_slip(work.session, this_actor().slip or "", work.today)
    if found is None:
        raise NotFound()
    return found, work.session.get_one(WardName, found.name_id)


def _offered(found: tuple[Moving, WardName], form: ArrivingForm) -> ArrivingForm:
    """Let somebody choose a word only where their own is not free on this ward."""
    work, (moving, name) = this_work(), found
    if people.is_on_offer(work.session, moving.ward_id, name.word, work.today):
        del form.word
    else:
        words = people.words_on_offer(work.session, moving.ward_id, work.today)
        chosen = form.word.data
        if chosen and people.is_on_offer(work.session, moving.ward_id, chosen, work.today):
            words = sorted({chosen, *words[: len(words) - 1]})
        offer(form.word, {word: word for word in words})
    return form


def _arriving(found: tuple[Moving, WardName], form: ArrivingForm) -> Answer:
    moving, _name = found
    elsewhere = None if moving.ward_id == this_ward().id else of_wards.ward(this_work().session, moving.ward_id).name
    facts = {"until": moving.until, "elsewhere": elsewhere}
    return page("board/arriving.html", None, form.status, form=form, **facts)


def _let_in(found: tuple[Moving, WardName], form: ArrivingForm) -> Answer:
    moving, old = found
    this_work().require(May.MOVE_IN, moving)  # before the PIN: at another ward's screen there is nothing to try
    word = form.word.data if "word" in form else old.word
    left = {UUID(item): LeftAs(kind) for item, kind in json.loads(moving.left).items()}
    _check_pin(old, form)
    work = this_work()
    moving, old = _found()
    new = commands.arrive(work, moving=moving, word=word)
    agenda.follow(work, old=old.id, new=new, left=left)
    sign_in(Kind.WARD_NAME, new.id, new.ward_id)
    return done(url_for("board.mine"), say=_("You are %(name)s here now.", name=new.word))


def _check_pin(old: WardName, form: ArrivingForm) -> None:
    """Look at the PIN while nobody waits for the database; wrong ones count for this name as they do at sign-in."""
    gate, screen, work = the_gate(), this_screen(), this_work()
    place, ward_id, word = str(screen.id) if screen else "", old.ward_id, old.word
    work.session.rollback()
    if gate.ward_name(ward_id=ward_id, place=place, word=word, pin=form.secret) is None:
        raise RuleBroken(WRONG[form.way])
    commands.forgive(work.session, clock=work.clock, kind=TryKind.PIN, who=gate.whose(ward_id, word), place=place)
