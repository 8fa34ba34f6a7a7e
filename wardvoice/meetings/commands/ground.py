"""The ground rules of a ward's meetings: a short list of its own."""

from __future__ import annotations

from collections.abc import Iterable

from wardvoice.core.errors import MOVED_ON, N_, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May, may
from wardvoice.meetings import queries, rules
from wardvoice.meetings.models import GroundRule
from wardvoice.storage.work import Work


def add_ground_rules(work: Work, *, words: Iterable[str]) -> list[GroundRule]:
    """Add sentences to the ward's ground rules; RuleBroken for an empty one, or for more than fit on a card."""
    _may_keep(work)
    have = queries.ground_rules(work.session, work.ward_id)
    new = [rules.short_text(text, field="words", needed=True) for text in words]
    if len(have) + len(new) > rules.MOST_GROUND_RULES:
        raise RuleBroken(N_("Ten rules are enough. Take one off first."), field="words")
    last = max((one.place for one in have), default=0)
    return [_add(work, str(text), last + n) for n, text in enumerate(new, start=1)]


def remove_ground_rule(work: Work, *, rule: GroundRule) -> GroundRule:
    """Take a sentence off the list from today on. Stale if it is off already."""
    _may_keep(work, rule)
    if rule.until is not None:
        raise Stale(MOVED_ON)
    rule.until = work.today
    work.record(Happened.GROUND_RULE_REMOVED, rule, words=rule.words)
    return rule


def _add(work: Work, text: str, place: int) -> GroundRule:
    rule = GroundRule(ward_id=work.ward_id, words=text, place=place)
    work.session.add(rule)
    work.record(Happened.GROUND_RULE_ADDED, rule, words=text)
    return rule


def _may_keep(work: Work, rule: GroundRule | None = None) -> None:
    work.require(May.PREPARE if may(work.actor, May.PREPARE) else May.SET_RHYTHM, rule)
