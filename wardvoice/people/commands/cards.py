"""Ward cards: drawn by whoever keeps the pile, used once by whoever holds one, retired when they get lost."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.people import queries
from wardvoice.people.hashing import keyed
from wardvoice.people.models import WardCard, WardName
from wardvoice.people.rules import names as rules
from wardvoice.storage.work import Work
from wardvoice.wards.models import Ward


def draw_cards(work: Work, *, ward_id: UUID, how_many: int = 1, once: str | None = None) -> list[str]:
    """Draw cards for new patients and return their codes, which nobody can look up later.

    Staff may only while neither a rep nor an advocate is in post (403); never more unused cards than beds (422).
    """
    ward = locked_ward(work, ward_id)
    work.require(May.DRAW_CARD, queries.card_pile(work.session, ward_id, work.today))
    work.refuse_repeat(once)
    unused = queries.card_counts(work.session, ward_id).unused
    rules.check_draw(how_many=how_many, unused=unused, beds=ward.beds)
    drawn = [_draw(work, ward_id) for _ in range(how_many)]
    work.once(once, drawn[0][0])
    return [code for _, code in drawn]


def retire_card(work: Work, *, card: WardCard) -> WardCard:
    """Let a card that was lost or is not needed work no more."""
    work.require(May.DRAW_CARD, queries.card_pile(work.session, card.ward_id, work.today))
    locked_ward(work, card.ward_id)
    work.session.refresh(card)
    _check_unused(card)
    card.retired_on = work.today
    work.record(Happened.CARD_RETIRED, card)
    return card


def use_card(
    work: Work, *, card: WardCard, word: str, pin_hash: str, old_word: str = "", once: str | None = None
) -> WardName:
    """Choose a ward name with a card. An old name whose PIN was forgotten gets a day's notice; nothing joins the two.

    Refused (422) where the card was used, the word is taken, or every bed has its living name.
    """
    ward = locked_ward(work, card.ward_id)
    work.require(May.TAKE_WARD_NAME, card)
    work.session.refresh(card)  # somebody else may have used it while we waited for the ward
    _check_unused(card)
    if not queries.is_on_offer(work.session, ward.id, word, work.today):
        raise RuleBroken(N_("Somebody has just taken this word. Please choose another one."), field="word")
    old = _give_notice(work, ward.id, old_word) if old_word else None
    work.session.flush()
    rules.check_room(queries.living_names(work.session, ward.id, work.today), ward.beds)
    card.used_on = work.today
    name = WardName(
        ward_id=ward.id,
        word=word,
        pin_hash=pin_hash,
        first_used=work.today,
        last_used=work.today,
        provisional_until=old.notice_until if old else None,
    )
    work.session.add(name)
    work.record(Happened.CARD_USED, name)
    work.once(once, name)
    return name


def locked_ward(work: Work, ward_id: UUID) -> Ward:
    """Return the ward, so that nobody else changes its names, cards or beds until this work is stored."""
    fresh = select(Ward).where(Ward.id == ward_id).with_for_update().execution_options(populate_existing=True)
    return work.session.scalars(fresh).one()


def _draw(work: Work, ward_id: UUID) -> tuple[WardCard, str]:
    code = rules.fresh_card_code()
    card = WardCard(
        ward_id=ward_id,
        code_hash=keyed(work.pepper, "card", ward_id, code),
        drawn_on=work.today,
        drawn_by_role=rules.drawn_as(work.actor.roles),
    )
    work.session.add(card)
    work.record(Happened.CARD_DRAWN, card)
    return card, code


def _give_notice(work: Work, ward_id: UUID, old_word: str) -> WardName | None:
    """Put an old name under notice. A word that nobody uses is passed over in silence: it must not tell who exists."""
    old = queries.name_in_use(work.session, ward_id, old_word)
    if old is not None and old.notice_until is None:
        old.notice_until = rules.notice_ends(work.now)
    return old


def _check_unused(card: WardCard) -> None:
    if card.used_on is not None or card.retired_on is not None:
        raise RuleBroken(N_("This card works no more. Ask your rep or the advocate for a new one."), field="code")
