"""Where one's own daily mail goes."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from wardvoice.core.errors import NotFound
from wardvoice.core.policy import May
from wardvoice.people import commands
from wardvoice.people.forms.keys import MailForm
from wardvoice.people.queries.keys import own_key
from wardvoice.people.views.conduct import after_conduct
from wardvoice.people.views.room import bp
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor, this_work
from wardvoice.web.pages import Answer, done, page


@bp.route("/my-key/mail", methods=["GET", "POST"])
@requires(May.HOLD_KEY)
@after_conduct
def my_mail() -> Answer:
    """Say where the daily mail goes, or that there is none."""
    key = own_key(this_work().session, this_actor().id)
    if key is None:
        raise NotFound()
    form = MailForm(mail_to=key.mail_to)
    if form.validate():
        with form.refusals():
            commands.send_mail_to(this_work(), key=key, mail_to=(form.mail_to.data or "").strip())
            return done(url_for("people.my_key"), say=_("Stored."))
    return page("people/my_mail.html", form=form, status=form.status)
