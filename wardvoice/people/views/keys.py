"""One's own key to what is sent in private: made, unlocked for this visit, locked anew, got back with the sheet."""

from __future__ import annotations

from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _

from wardvoice.core.errors import NotFound
from wardvoice.core.policy import May
from wardvoice.people import commands, queries
from wardvoice.people.forms.keys import ChangeForm, MakeKeyForm, RecoverForm, UnlockForm
from wardvoice.people.keyring import Locked, lock_up, unlock_by_passphrase, unlock_by_sheet
from wardvoice.people.models import ReaderKey
from wardvoice.people.queries.keys import own_key
from wardvoice.people.rules import TryKind
from wardvoice.people.rules.keys import check_passphrase
from wardvoice.people.views.conduct import after_conduct
from wardvoice.people.views.room import bp, the_gate
from wardvoice.storage.sealing import Keys
from wardvoice.web.guard import onward, requires
from wardvoice.web.identity import this_actor, this_work
from wardvoice.web.pages import Answer, done, page, receipt
from wardvoice.web.unlocking import keep_unlocked, lock_again, unlocked_key

__all__ = ["unlocked_key"]


@bp.get("/my-key")
@requires(May.HOLD_KEY)
@after_conduct
def my_key() -> Answer:
    """Show whether there is a key and whether it is open, and the form that unlocks it."""
    return _my_key(UnlockForm(to=request.args.get("to")))


@bp.post("/my-key")
@requires(May.HOLD_KEY)
@after_conduct
def unlock() -> Answer:
    """Unlock one's key until one signs out, or rests too long."""
    form = UnlockForm()
    if form.validate():
        with form.refusals():
            keys = unlock_by_passphrase(the_gate(), _own_id(), form.passphrase.data or "")
            _keep_open(keys)
            return done(onward(form.to.data or url_for("people.my_key")), say=_("Your key is unlocked."))
    return _my_key(form)


@bp.route("/my-key/new", methods=["GET", "POST"])
@requires(May.HOLD_KEY)
@after_conduct
def make_key() -> Answer:
    """Make one's key, and show its recovery sheet this once."""
    form = MakeKeyForm(to=request.args.get("to"))
    if form.validate():
        with form.refusals():
            return _sheet(_make(form), form.to.data)
    return page("people/new_key.html", form=form, status=form.status, key=own_key(this_work().session, _own_id()))


@bp.route("/my-key/change", methods=["GET", "POST"])
@requires(May.HOLD_KEY)
@after_conduct
def change_passphrase() -> Answer:
    """Lock one's key with another passphrase, and show its new recovery sheet this once."""
    form = ChangeForm(to=request.args.get("to"))
    if form.validate():
        with form.refusals():
            check_passphrase(form.passphrase.data or "", form.again.data or "")
            keys = unlock_by_passphrase(the_gate(), _own_id(), form.current.data or "", field="current")
            return _sheet(_lock_anew(keys, form), form.to.data)
    _needs_a_key()
    return page("people/change_key.html", form=form, status=form.status)


@bp.route("/my-key/recover", methods=["GET", "POST"])
@requires(May.HOLD_KEY)
@after_conduct
def recover() -> Answer:
    """Get one's key back with the printed sheet; it is locked with a new passphrase and a new sheet."""
    form = RecoverForm(to=request.args.get("to"))
    if form.validate():
        with form.refusals():
            check_passphrase(form.passphrase.data or "", form.again.data or "")
            keys = unlock_by_sheet(the_gate(), _own_id(), form.words.data or "")
            return _sheet(_lock_anew(keys, form), form.to.data)
    _needs_a_key()
    return page("people/recover_key.html", form=form, status=form.status)


@bp.post("/admin/people/<uuid:account_id>/key")
@requires(May.KEEP_ACCOUNTS)
def retire_key(account_id: UUID) -> Answer:
    """Let somebody make a new key; what was sent to the old one stays closed to the new one."""
    work = this_work()
    found = own_key(work.session, queries.account(work.session, account_id).id)
    if found is None:
        raise NotFound()
    commands.retire_key(work, key=found)
    lock_again(work.session, account_id)
    return done(url_for("people.account", account_id=account_id), say=_("The old key is out of use."))


def _my_key(form: UnlockForm) -> Answer:
    key = own_key(this_work().session, _own_id())
    facts = {"key": key, "is_open": _is_open(key), "on": onward(form.to.data)}
    return page("people/my_key.html", None, form.status, form=form, **facts)


def _is_open(key: ReaderKey | None) -> bool:
    held = unlocked_key()
    return key is not None and held is not None and held.public == key.public_key


def _make(form: MakeKeyForm) -> Locked:
    check_passphrase(form.passphrase.data or "", form.again.data or "")
    keys = Keys.fresh()
    locked = lock_up(keys, form.passphrase.data or "")
    work = this_work()
    blobs = {"public_key": keys.public, "wrapped": locked.wrapped, "recovery": locked.recovery}
    commands.make_key(work, account=queries.account(work.session, _own_id()), **blobs)
    keep_unlocked(keys)
    return locked


def _lock_anew(keys: Keys, form: ChangeForm | RecoverForm) -> Locked:
    locked = lock_up(keys, form.passphrase.data or "")
    commands.lock_key_anew(this_work(), key=_needs_a_key(), wrapped=locked.wrapped, recovery=locked.recovery)
    _keep_open(keys)
    return locked


def _keep_open(keys: Keys) -> None:
    work, whose = this_work(), the_gate().whose_key(_own_id())
    commands.forgive(work.session, clock=work.clock, kind=TryKind.PASSWORD, who=whose)
    keep_unlocked(keys)


def _sheet(locked: Locked, to: str | None) -> Answer:
    words = locked.words.split()
    on = onward(to or url_for("people.my_key"))
    return receipt("people/key_sheet.html", words=words, day=this_work().today, on=on)


def _needs_a_key() -> ReaderKey:
    key = own_key(this_work().session, _own_id())
    if key is None:
        raise NotFound()
    return key


def _own_id() -> UUID:
    account_id = this_actor().id
    assert account_id is not None, "only accounts come here"
    return account_id
