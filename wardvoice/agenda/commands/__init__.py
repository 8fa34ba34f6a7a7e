"""What can be done with items and agendas, one verb for each intention."""

from wardvoice.agenda.commands.answering import (
    accept_answer,
    answer_item,
    carry_over,
    correct_answer,
    count_acceptance,
)
from wardvoice.agenda.commands.aside import say_about_rep, step_aside, take_in_hand, take_line_in_hand
from wardvoice.agenda.commands.council import accept_council_answer, take_up_from_wards
from wardvoice.agenda.commands.deciding import drop_decider, mark_decider, name_decider, reply_as_decider
from wardvoice.agenda.commands.hiding import agree_hiding, end_hiding, end_stale_hidings, hide_words
from wardvoice.agenda.commands.items import (
    Paper,
    add_note,
    let_slips_die,
    raise_item,
    read_item,
    renew_slip,
    reword_item,
    withdraw_item,
    write_for,
)
from wardvoice.agenda.commands.leaving import follow, leave_behind, take_along
from wardvoice.agenda.commands.linking import link_items, unlink_items
from wardvoice.agenda.commands.merging import merge_items, undo_merge
from wardvoice.agenda.commands.preparing import move_entry, place_item, put_off, set_minutes, take_off
from wardvoice.agenda.commands.publishing import call_off, publish
from wardvoice.agenda.commands.splitting import join_halves, may_join, may_split, split_item
from wardvoice.agenda.commands.supporting import say_it_matters

__all__ = [
    "Paper",
    "accept_answer",
    "accept_council_answer",
    "add_note",
    "agree_hiding",
    "answer_item",
    "call_off",
    "carry_over",
    "correct_answer",
    "count_acceptance",
    "drop_decider",
    "end_hiding",
    "end_stale_hidings",
    "follow",
    "hide_words",
    "join_halves",
    "leave_behind",
    "let_slips_die",
    "link_items",
    "mark_decider",
    "may_join",
    "may_split",
    "merge_items",
    "move_entry",
    "name_decider",
    "place_item",
    "publish",
    "put_off",
    "raise_item",
    "read_item",
    "renew_slip",
    "reply_as_decider",
    "reword_item",
    "say_about_rep",
    "say_it_matters",
    "set_minutes",
    "split_item",
    "step_aside",
    "take_along",
    "take_in_hand",
    "take_line_in_hand",
    "take_off",
    "take_up_from_wards",
    "undo_merge",
    "unlink_items",
    "withdraw_item",
    "write_for",
]
