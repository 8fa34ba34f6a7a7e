"""Moving to another ward with one's ward name: words on the old ward, and the same word and PIN on the new one (B4).

Nothing happens before somebody is there: until then the old name goes on, so a person has one living name at any time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import delete

from wardvoice.core.actor import Role
from wardvoice.core.errors import N_, NotAllowed, RuleBroken
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.people import queries
from wardvoice.people.commands.cards import locked_ward
from wardvoice.people.commands.names import put_to_rest
from wardvoice.people.models import Moving, WardCard, WardName
from wardvoice.people.rules import names as rules
from wardvoice.storage import history
from wardvoice.storage.work import Work
from wardvoice.wards.models import Ward
from wardvoice.wards.rules import WardKind


def begin_to_move(work: Work, *, name: WardName, to: Ward, slip_hash: str, left: Mapping[UUID, str]) -> Moving:
    """Let words open one's own name on another ward, once, within 28 days; earlier words of this name are good no more.

    `left` are the items that stay behind, and as what. No history tells of it: nothing has happened yet.
    """
    work.require(May.SEE_MY_THINGS, name)
    if work.actor.id != name.id:
        raise NotAllowed(N_("You cannot do this here."))
    rules.check_moving_to(name.ward_id, to.id, to_a_ward=to.kind is WardKind.WARD)
    forget_moving_of(work, name.id)
    moving = Moving(
        name_id=name.id,
        ward_id=to.id,
        slip_hash=slip_hash,
        until=work.today + rules.MOVES_WITHIN,
        left=json.dumps({item_id.hex: as_what for item_id, as_what in left.items()}),
    )
    work.session.add(moving)
    return moving


def stay_here(work: Work, *, name: WardName) -> None:
    """Say that one does not move after all: the words open nothing any more."""
    work.require(May.SEE_MY_THINGS, name)
    if work.actor.id != name.id:
        raise NotAllowed(N_("You cannot do this here."))
    forget_moving_of(work, name.id)


def arrive(work: Work, *, moving: Moving, word: str) -> WardName:
    """Go on under one's ward name on the new ward; in the same moment the old one rests, and its terms end.

    Ask for the PIN first. The new name counts like one from a card: the card is drawn and used with it. RuleBroken
    where the word is not free, every bed has its name (the words stay good), or they have ended.
    """
    work.require(May.MOVE_IN, moving)
    old = work.session.get_one(WardName, moving.name_id)
    wards = {ward_id: locked_ward(work, ward_id) for ward_id in sorted((old.ward_id, moving.ward_id))}
    history.hold(work.session, wards)
    work.session.refresh(old)
    rules.check_arrival(old, now=work.now, today=work.today, until=moving.until)
    if not queries.is_on_offer(work.session, moving.ward_id, word, work.today):
        raise RuleBroken(N_("Somebody here has this word. Please choose another one."), field="word")
    living = queries.living_names(work.session, moving.ward_id, work.today)
    rules.check_room_to_move(living, wards[moving.ward_id].beds)
    new = _new_name(work, old, moving, word)
    put_to_rest(work, old)
    return new


def forget_movings(work: Work) -> None:
    """Let go of words with which somebody could move and did not, once they have ended; safe to run twice."""
    work.require(May.CLOCKWORK)
    work.session.execute(delete(Moving).where(Moving.until < work.today))


def forget_moving_of(work: Work, name_id: UUID) -> None:
    """Let the words with which a name could move open nothing any more."""
    work.session.execute(delete(Moving).where(Moving.name_id == name_id))


def _new_name(work: Work, old: WardName, moving: Moving, word: str) -> WardName:
    card = WardCard(
        ward_id=moving.ward_id,
        code_hash=moving.slip_hash,
        drawn_on=work.today,
        drawn_by_role=Role.PATIENT,
        used_on=work.today,
    )
    work.session.add(card)
    work.record(Happened.CARD_DRAWN, card)
    new = WardName(
        ward_id=moving.ward_id,
        word=word,
        pin_hash=old.pin_hash,
        first_used=work.today,
        last_used=work.today,
        speaks_as=old.speaks_as or old.id,
    )
    work.session.add(new)
    work.record(Happened.CARD_USED, new)
    return new
