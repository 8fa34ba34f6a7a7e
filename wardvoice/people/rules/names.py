"""Ward names and ward cards: which live, which rest, how many there may be, and which words are on offer."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID

from wardvoice.core.actor import Role
from wardvoice.core.errors import N_, RuleBroken

LIVES = timedelta(days=28)
RESTS_AFTER = timedelta(weeks=12)
RESTS_FOR = timedelta(days=365)
NOTICE = timedelta(days=1)
ON_OFFER = 12
MOST_CARDS_AT_ONCE = 12
MOVES_WITHIN = timedelta(days=28)
"""How long the words are good with which somebody moves: as long as a name lives that nobody uses."""
KEEPERS = (Role.REP, Role.DEPUTY, Role.ADVOCATE, Role.MANAGER, Role.STAFF)
CODE_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ"  # no I L O U: a card is copied by hand
CODE_LENGTH = 8


class NameLike(Protocol):
    """What must be known of a ward name to say whether it lives."""

    last_used: date
    notice_until: datetime | None
    rests_since: date | None


def living(name: NameLike, today: date) -> bool:
    """Return whether a name counts against the beds: used within 28 days, not at rest, not under notice."""
    return name.rests_since is None and name.notice_until is None and today - name.last_used <= LIVES


def usable(name: NameLike, now: datetime) -> bool:
    """Return whether a name can still be signed in with: not at rest, and its notice has not run out."""
    return name.rests_since is None and (name.notice_until is None or now < name.notice_until)


def falls_asleep(name: NameLike, *, now: datetime, today: date) -> bool:
    """Return whether a name goes to rest by itself: its notice ran out, or nobody used it for twelve weeks."""
    if name.rests_since is not None:
        return False
    return not usable(name, now) or today - name.last_used > RESTS_AFTER


def notice_ends(now: datetime) -> datetime:
    """Return when a name under notice goes: a day from now, at the next full hour, so that no minute is kept."""
    return (now + NOTICE + timedelta(minutes=59, seconds=59)).replace(minute=0, second=0, microsecond=0)


def check_room(living_names: int, beds: int) -> None:
    """Refuse one more name where every bed has one (product.md, Ward name)."""
    if living_names >= beds:
        raise RuleBroken(
            N_("There is a ward name for each bed now. Keep your card. Ask your rep or the advocate what to do.")
        )


def check_moving_to(ward_id: UUID, to: UUID, *, to_a_ward: bool) -> None:
    """Somebody moves to another ward of the hospital; the patients' council is none."""
    if to == ward_id or not to_a_ward:
        raise RuleBroken(N_("Choose the ward to which you move."), field="ward")


def check_arrival(name: NameLike, *, now: datetime, today: date, until: date) -> None:
    """Refuse words that have ended, and a name that went to rest meanwhile."""
    if today > until or not usable(name, now):
        raise RuleBroken(N_("These words are good no more. Ask your rep or the advocate for a ward card."))


def check_room_to_move(living_names: int, beds: int) -> None:
    """Refuse one more name where every bed has one; the words stay good (product.md, Ward name)."""
    if living_names >= beds:
        raise RuleBroken(
            N_("There is a ward name for each bed here now. Your five words stay good: try again another day.")
        )


def check_beds_for_names(beds: int, living_names: int) -> None:
    """Refuse fewer beds than there are living ward names."""
    if beds < living_names:
        raise RuleBroken(
            N_("%(names)s ward names are in use here. There cannot be fewer beds than names."),
            field="beds",
            names=living_names,
        )


def words_taken(names: Sequence[tuple[str, date | None]], today: date) -> set[str]:
    """Return the words that are not on offer: in use, or at rest for less than a year."""
    return {folded(word) for word, rests_since in names if rests_since is None or today - rests_since < RESTS_FOR}


def on_offer(words: Sequence[str], taken: Collection[str], how_many: int = ON_OFFER) -> list[str]:
    """Return some words to choose from, in no order that could tell anything."""
    free = [word for word in words if folded(word) not in taken]
    return sorted(secrets.SystemRandom().sample(free, min(how_many, len(free))))


def folded(typed: str) -> str:
    """Return a ward name as it is compared: case, blanks and marks do not matter."""
    return "".join(c for c in typed.casefold() if c.isalnum())


# --- cards ---------------------------------------------------------------------------------------------------------


def fresh_card_code() -> str:
    """Return the code of a new card: eight letters that are hard to misread."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def shown_card_code(code: str) -> str:
    """Return a card's code as it is printed: two groups of four."""
    return f"{code[:4]} {code[4:]}"


def typed_card_code(typed: str) -> str:
    """Return a card's code as it was meant: case, blanks and dashes do not matter."""
    return folded(typed).upper()


def check_draw(*, how_many: int, unused: int, beds: int) -> None:
    """Refuse more cards than a pile of one for each bed."""
    if not 1 <= how_many <= MOST_CARDS_AT_ONCE:
        raise RuleBroken(N_("Draw from 1 to %(most)s cards at once."), field="how_many", most=MOST_CARDS_AT_ONCE)
    if unused + how_many > beds:
        raise RuleBroken(
            N_("%(unused)s cards wait to be used, and the ward has %(beds)s beds. Use or retire some cards first."),
            field="how_many",
            unused=unused,
            beds=beds,
        )


def drawn_as(roles: Collection[Role]) -> Role:
    """Return the part in which somebody draws a card; the patients' side comes first."""
    return next(role for role in KEEPERS if role in roles)
