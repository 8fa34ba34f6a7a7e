"""Questions about the agenda, always asked for one ward."""

from wardvoice.agenda.queries.answers import (
    acceptance,
    due_again,
    last_answer,
    offered_again,
    outcomes_of,
    replies,
    still_answered,
)
from wardvoice.agenda.queries.hiding import (
    alone,
    hidden_now,
    hidings_of,
    open_hiding,
)
from wardvoice.agenda.queries.items import (
    corrections,
    entry,
    hiding,
    is_out,
    item,
    item_of_slip,
    items_by_id,
    merged_into,
    notes,
    outcome,
    waiting,
    waiting_and,
    whose,
    written_by,
)
from wardvoice.agenda.queries.lines import (
    all_lines,
    entries_of,
    entry_of,
    how_often_raised,
    on_agenda,
    open_line,
    standing_now,
    times_carried,
    with_items,
    without_outcome,
)
from wardvoice.agenda.queries.names import (
    known_names,
)
from wardvoice.agenda.queries.people import (
    answerers,
)
from wardvoice.agenda.queries.tallies import (
    Tally,
    tally_columns,
    tally_of,
)

__all__ = [
    "Tally",
    "acceptance",
    "all_lines",
    "alone",
    "answerers",
    "corrections",
    "due_again",
    "entries_of",
    "entry",
    "entry_of",
    "hidden_now",
    "hiding",
    "hidings_of",
    "how_often_raised",
    "is_out",
    "item",
    "item_of_slip",
    "items_by_id",
    "known_names",
    "last_answer",
    "merged_into",
    "notes",
    "offered_again",
    "on_agenda",
    "open_hiding",
    "open_line",
    "outcome",
    "outcomes_of",
    "replies",
    "standing_now",
    "still_answered",
    "tally_columns",
    "tally_of",
    "times_carried",
    "waiting",
    "waiting_and",
    "whose",
    "with_items",
    "without_outcome",
    "written_by",
]
