"""What is there before a meeting: the rounds on the ward, and the ground rules."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.meetings.models import GroundRule, Meeting, OutreachRound
from wardvoice.storage.finding import one_of


def rounds(session: Session, meeting: Meeting) -> list[OutreachRound]:
    """Return every round before a meeting in the order in which they were written down, corrected ones too."""
    query = select(OutreachRound).where(OutreachRound.meeting_id == meeting.id).order_by(OutreachRound.n)
    return list(session.scalars(query))


def standing_rounds(rounds: Iterable[OutreachRound]) -> list[OutreachRound]:
    """Return the rounds that count: those that no later one has put right."""
    said = list(rounds)
    corrected = {one.corrects_id for one in said}
    return [one for one in said if one.id not in corrected]


def outreach_round(session: Session, ward_id: UUID, round_id: UUID) -> OutreachRound:
    """Return a round of this ward; NotFound for an unknown one or another ward's."""
    return one_of(session, OutreachRound, round_id, ward_id=ward_id)


def ground_rules(session: Session, ward_id: UUID) -> list[GroundRule]:
    """Return the ward's own ground rules in their order; none for a ward that uses those we suggest."""
    query = select(GroundRule).where(GroundRule.ward_id == ward_id, GroundRule.until.is_(None))
    return list(session.scalars(query.order_by(GroundRule.place, GroundRule.id)))


def ground_rule(session: Session, ward_id: UUID, rule_id: UUID) -> GroundRule:
    """Return a ground rule of this ward; NotFound for an unknown one or another ward's."""
    return one_of(session, GroundRule, rule_id, ward_id=ward_id)
