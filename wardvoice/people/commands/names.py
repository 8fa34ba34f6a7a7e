"""Ward names: coming in, leaving, and going to rest; and the beds that limit how many there may be."""

from __future__ import annotations

from sqlalchemy import delete, update

from wardvoice.core.errors import N_, NotAllowed, RuleBroken
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.people import queries
from wardvoice.people.commands.cards import locked_ward
from wardvoice.people.commands.drafts import forget_drafts_of
from wardvoice.people.models import Moving, WardName
from wardvoice.people.rules import names as rules
from wardvoice.storage.work import Work
from wardvoice.wards.models import Ward
from wardvoice.wards.rules import check_beds


def come_in(work: Work, *, name: WardName) -> WardName:
    """Let a name whose PIN was right be used today; this ends its notice.

    A name that no longer counted needs a free place. One that somebody else gave notice takes its place back: then
    the name that was chosen in its stead rests. Refused (422) where there is no place.
    """
    work.require(May.SIGN_IN_BY_NAME, name)
    ward = locked_ward(work, name.ward_id)
    work.session.refresh(name)
    if not rules.usable(name, work.now):
        raise RuleBroken(N_("This name is at rest. Ask your rep or the advocate for a new card."))
    if not rules.living(name, work.today):
        _make_room(work, name, ward.beds)
    came = update(WardName).where(WardName.id == name.id).values(last_used=work.today, notice_until=None)
    work.session.execute(came)
    work.session.refresh(name)
    return name


def leave_ward(work: Work, *, name: WardName) -> WardName:
    """Put one's own name to rest on leaving the ward: its PIN is dead, and pages say "a former patient"."""
    work.require(May.SEE_MY_THINGS, name)
    if work.actor.id != name.id:
        raise NotAllowed(N_("You cannot do this here."))
    put_to_rest(work, name)
    return name


def let_names_rest(work: Work) -> None:
    """Put to rest the ward's names whose notice ran out, and those that nobody used for twelve weeks."""
    work.require(May.CLOCKWORK)
    if work.actor.ward_id is None:
        return
    for name in queries.names_to_rest(work.session, work.actor.ward_id, work.now, work.today):
        put_to_rest(work, name)


def change_beds(work: Work, *, ward: Ward, beds: int) -> Ward:
    """Set how many beds the ward has; never fewer than it has living ward names (422)."""
    work.require(May.KEEP_WARD, ward)
    locked_ward(work, ward.id)
    check_beds(beds)
    rules.check_beds_for_names(beds, queries.living_names(work.session, ward.id, work.today))
    if beds != ward.beds:
        ward.beds = beds
        work.record(Happened.WARD_CHANGED, ward, beds=beds)
    return ward


def put_to_rest(work: Work, name: WardName) -> None:
    """Let a name be used no more: its PIN, its drafts and its words for moving go, and its terms end today."""
    name.rests_since = work.today
    name.notice_until = None
    name.pin_hash = ""
    forget_drafts_of(work, name.id)
    work.session.execute(delete(Moving).where(Moving.name_id == name.id))
    work.record(Happened.NAME_RESTED, name)
    for term in queries.running_terms(work.session, name.id, work.today):
        term.ended_on = max(work.today, term.starts_on)
        work.record(Happened.TERM_ENDED, term)


def _make_room(work: Work, name: WardName, beds: int) -> None:
    if queries.living_names(work.session, name.ward_id, work.today) < beds:
        return
    took_its_place = None
    if name.notice_until is not None and name.provisional_until is None:
        took_its_place = queries.newest_provisional(work.session, name.ward_id, work.now, work.today)
    if took_its_place is None:
        raise RuleBroken(N_("There is a ward name for each bed now. Ask your rep or the advocate what to do."))
    put_to_rest(work, took_its_place)
