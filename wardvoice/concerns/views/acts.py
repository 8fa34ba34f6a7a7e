"""The steps themselves: when each makes sense, and which command it asks for with what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from wardvoice.concerns import commands, queries
from wardvoice.concerns.commands.keeping import kept
from wardvoice.concerns.forms import reading as forms
from wardvoice.concerns.models import Concern
from wardvoice.concerns.queries.writers import holders_of
from wardvoice.concerns.rules import LIFE, OFF_THE_WARD, OPEN_STATES, Recipient, State
from wardvoice.concerns.rules.checklist import Reply
from wardvoice.concerns.views.deed import Deed
from wardvoice.concerns.views.desk import the_opened
from wardvoice.concerns.views.looking import names_of_people
from wardvoice.concerns.words.reading import READERS
from wardvoice.core.errors import N_, RuleBroken
from wardvoice.people.queries.keys import Holder
from wardvoice.web.checks import Text
from wardvoice.web.fields import offer
from wardvoice.web.identity import this_work

SIGNED = _l("Signed. It is deleted once a second reader has signed, too.")

# --- when ------------------------------------------------------------------------------------------------------------


def allows(verb: str) -> Callable[[Concern], bool]:
    """Return what tells whether a concern can take this turn in its life."""
    return lambda concern: LIFE.allows(concern.state, verb)


def is_open(concern: Concern) -> bool:
    """Return whether somebody has read it, and nobody has closed it."""
    return concern.state in OPEN_STATES and concern.state is not State.NEW


def has_no_home(concern: Concern) -> bool:
    """Return whether it was read, and stands in no other record."""
    return concern.state is not State.NEW and not kept(concern).has_a_home


def needs_checking(concern: Concern) -> bool:
    """Return whether the checklist comes before its closing; also of what its writer took back."""
    return bool(concern.about_staff) and concern.state not in (State.NEW, State.CLOSED)


def needs_protection(concern: Concern) -> bool:
    """Return whether somebody was treated differently after speaking up (C11)."""
    return is_open(concern) and (concern.recipient is Recipient.BOTH or bool(concern.treated_differently))


def may_be_asked(concern: Concern) -> bool:
    """Return whether its writer can still come back, and whoever reads it is not from the ward."""
    return is_open(concern) and concern.lookup is not None and concern.recipient is not Recipient.MANAGER


# --- what ------------------------------------------------------------------------------------------------------------


def acknowledge(form: forms.AcknowledgeForm, deed: Deed) -> None:
    """Acknowledge what one has opened, with what is counted; about staff it stays where its writer said so."""
    head = the_opened(deed.case, deed.reader).head
    if not queries.has_opened(deed.work.session, deed.concern, deed.reader.account_id):
        raise RuleBroken(N_("Open the words first."))
    staff = form.about_staff.data == "yes" or head.about_staff
    differently = form.treated_differently.data == "yes"
    facts = {"theme": form.theme.data, "about_staff": staff, "treated_differently": differently}
    commands.acknowledge(deed.work, deed.case, **facts)


def the_others(form: type[forms.StepForm], deed: Deed) -> forms.StepForm:
    """Offer the other kinds of readers off the ward who have a key."""
    made: Any = form()
    there = [kind for kind in OFF_THE_WARD if kind is not deed.concern.recipient and _holders(deed, kind)]
    offer(made.recipient, {kind: READERS[kind] for kind in there})
    return made  # type: ignore[no-any-return]


def pass_on(form: forms.PassOnForm, deed: Deed) -> None:
    """Seal it to the other readers."""
    to, opened = form.recipient.data, the_opened(deed.case, deed.reader)
    reasons = {line: why for line, (_reply, why) in checked(deed).items()}
    step, said = deed.reader.read(deed.concern.protective_step), deed.reader.read(deed.concern.worker_said)
    notes = commands.Notes(reasons, step or "", said or "")
    commands.pass_on(deed.work, deed.case, opened, recipient=to, holders=_holders(deed, to), notes=notes)


def _holders(deed: Deed, kind: Recipient) -> list[Holder]:
    return holders_of(this_work().session, deed.concern.ward_id, kind, deed.work.today)


def checked(deed: Deed) -> Mapping[str, tuple[Reply, str]]:
    """Return the answered lines of the checklist; a reason is empty while the key is locked."""
    rows = queries.checklist(deed.work.session, deed.concern)
    return {line: (Reply(row.answer), deed.reader.read(row.words) or "") for line, row in rows.items()}


def the_checklist(form: type[forms.ChecklistForm], deed: Deed) -> forms.ChecklistForm:
    """Return the checklist as far as it is answered; a reason that is written down is kept and not shown.

    So no reason stands on a page that nobody's opening is written down for.
    """
    known = checked(deed)
    kept = {line: why for line, (_reply, why) in known.items()}
    return form(kept=kept, **{line: reply for line, (reply, _why) in known.items()})


def check_off(form: forms.ChecklistForm, deed: Deed) -> None:
    """Store the lines that were answered now. RuleBroken where none was, or while the key is locked."""
    the_opened(deed.case, deed.reader)  # a locked key reads no reason that was written down, and would store none
    new = list(form.answered(checked(deed)))
    if not new:
        raise RuleBroken(N_("Answer at least one line that is not answered yet, or change one."))
    for line, reply, why in new:
        commands.check_off(deed.work, deed.case, line=line, reply=reply, words=why)


def close(form: forms.CloseForm, deed: Deed) -> None:
    """Close it, or sign as the first of two that there was nothing in it."""
    done = {line: reply for line, (reply, _why) in checked(deed).items()}
    commands.close(deed.work, deed.case, unfounded=bool(form.unfounded.data), done=done)


def delete(_form: forms.StepForm, deed: Deed) -> Text | None:
    """Delete it, or sign as the first of two where it is about staff."""
    return None if commands.delete_concern(deed.work, deed.case) else SIGNED


def tell(form: forms.TellForm, deed: Deed) -> None:
    """Ask its writer whether it may be told in these words."""
    said = commands.Words(form.asked.data or "", form.answer.data or "")
    names = names_of_people(f"{said.asked}\n{said.answer}", deed.concern.ward_id)
    head = the_opened(deed.case, deed.reader).head
    readers = [one for one in _holders(deed, Recipient.BOTH) if str(one.key_id) not in head.left_out]
    about = {"where": form.where.data, "theme": form.theme.data, "readers": readers, "on_paper": head.on_paper}
    commands.propose(deed.work, deed.case, words=said, names=names, **about)
