"""Which twin writes what which command would."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wardvoice.actions import commands as real_actions
from wardvoice.agenda import commands as real_agenda
from wardvoice.demo.bulk import agenda, answers, meetings, minutes, people, promises, replies
from wardvoice.meetings import commands as real_meetings
from wardvoice.minutes import commands as real_minutes
from wardvoice.people import commands as real_people
from wardvoice.wards import commands as real_wards

TWINS: dict[Callable[..., Any], Callable[..., Any]] = {
    real_wards.open_ward: people.open_ward,
    real_people.open_account: people.open_account,
    real_people.give_membership: people.give_membership,
    real_people.draw_cards: people.draw_cards,
    real_people.use_card: people.use_card,
    real_people.leave_ward: people.leave_ward,
    real_people.give_term: people.give_term,
    real_meetings.set_rhythm: meetings.set_rhythm,
    real_meetings.add_standing_item: meetings.add_standing_item,
    real_meetings.plan_ahead: meetings.plan_ahead,
    real_meetings.open_meeting: meetings.open_meeting,
    real_meetings.count_attendance: meetings.count_attendance,
    real_minutes.count_hands: meetings.count_hands,
    real_minutes.note_said: meetings.note_said,
    real_minutes.close_meeting: meetings.close_meeting,
    real_minutes.stop_early: meetings.stop_early,
    real_minutes.say_fair: minutes.say_fair,
    real_minutes.remember_differently: minutes.remember_differently,
    real_agenda.raise_item: agenda.raise_item,
    real_agenda.write_for: agenda.write_for,
    real_agenda.read_item: agenda.read_item,
    real_agenda.place_item: agenda.place_item,
    real_agenda.publish: agenda.publish,
    real_agenda.call_off: agenda.call_off,
    real_agenda.answer_item: answers.answer_item,
    real_agenda.accept_answer: answers.accept_answer,
    real_agenda.count_acceptance: answers.count_acceptance,
    real_agenda.carry_over: answers.carry_over,
    real_actions.make_promise: promises.make_promise,
    real_actions.move_date: promises.move_date,
    real_actions.report: promises.report,
    real_actions.report_done: promises.report_done,
    real_actions.report_cannot: promises.report_cannot,
    real_actions.confirm: replies.confirm,
    real_actions.count_replies: replies.count_replies,
    real_actions.count_let_off: replies.count_let_off,
}

OF_WARD = frozenset({real_people.give_membership, real_people.draw_cards})
"""Acts that stand in the chain of the ward they name, whoever does them."""
