"""All that is asked, topic by topic."""

from __future__ import annotations

from wardvoice.agenda.rules import Topic
from wardvoice.demo.content import (
    activities,
    care,
    faith,
    food,
    house_rules,
    laundry,
    leave,
    money,
    other,
    phone,
    respect,
    rooms,
    safety,
    sleep,
    smoking,
    visits,
)
from wardvoice.demo.content.said import Said

ASKED: dict[Topic, tuple[Said, ...]] = {
    Topic.FOOD: food.ASKED,
    Topic.LEAVE: leave.ASKED,
    Topic.ACTIVITIES: activities.ASKED,
    Topic.SMOKING: smoking.ASKED,
    Topic.SLEEP: sleep.ASKED,
    Topic.PHONE: phone.ASKED,
    Topic.VISITS: visits.ASKED,
    Topic.LAUNDRY: laundry.ASKED,
    Topic.ROOMS: rooms.ASKED,
    Topic.MONEY: money.ASKED,
    Topic.CARE: care.ASKED,
    Topic.RESPECT: respect.ASKED,
    Topic.RULES: house_rules.ASKED,
    Topic.SAFETY: safety.ASKED,
    Topic.FAITH: faith.ASKED,
    Topic.SOMETHING_ELSE: other.ASKED,
}
