"""Notes on paper, typed in by an advocate who took that duty on: they join the same pool as all others (P19)."""

from __future__ import annotations

from wardvoice.concerns import commands
from wardvoice.concerns.forms.writing import PaperForm
from wardvoice.concerns.views.looking import leaves_at, main_room, offers_now
from wardvoice.concerns.views.room import bp
from wardvoice.concerns.views.sending import mark_of, words_for
from wardvoice.core.errors import NotFound
from wardvoice.core.policy import May
from wardvoice.people.queries.keys import takes_paper
from wardvoice.web.apart import this_apart_work
from wardvoice.web.guard import requires
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import this_actor, this_ward
from wardvoice.web.pages import Answer, page, receipt


@bp.route("/concerns/paper", methods=["GET", "POST"])
@requires(May.TYPE_PAPER, hidden=True)
def paper() -> Answer:
    """Type in what somebody wrote on paper."""
    _who_took_it_on()
    every, form = offers_now(), PaperForm()
    form.offering(every)
    if form.validate():
        with form.refusals():
            return _send(form)
    return page("concerns/paper.html", form=form, status=form.status, every=every, leaves_at=leaves_at)


def _who_took_it_on() -> None:
    """NotFound for an advocate who did not take this duty on here."""
    account_id, clock = this_actor().id, the_hall().clock
    assert account_id is not None, "only accounts come here"
    with main_room() as main:
        if not takes_paper(main, account_id, this_ward().id, clock.day_of(clock.now())):
            raise NotFound()


def _send(form: PaperForm) -> Answer:
    words, found = words_for(form)
    commands.send(
        this_apart_work(),
        recipient=form.recipient.data,
        holders=form.readers,
        head=form.head(on_paper=True),
        body=form.body(),
        found=found,
        again=mark_of(form.once.data),
    )
    return receipt("concerns/typed_in.html", form=form, five_words=words, when=leaves_at(form.recipient.data))
