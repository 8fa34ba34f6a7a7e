"""One row of an agenda that is prepared: an item or a standing line, and what whoever asks can do with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from flask_babel import gettext as _

from wardvoice.agenda.forms.preparing import MergeForm, MinutesForm, PutOffForm
from wardvoice.agenda.models import AgendaEntry, Item
from wardvoice.agenda.queries import CanDecide, Tally, Waiting
from wardvoice.agenda.queries.aside import in_hand
from wardvoice.agenda.rules import MERGEABLE, AfterOut, EntryState, after_out
from wardvoice.agenda.views.before import Before, asked_before
from wardvoice.agenda.views.room import in_short, topic_of
from wardvoice.core.actor import WARD_STAFF, Actor
from wardvoice.core.policy import May, may
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingState
from wardvoice.storage.work import Work
from wardvoice.web.forms import Form

ARRANGED = (MeetingState.PLANNED, MeetingState.PUBLISHED)
Known = Mapping[UUID, tuple[Item, Tally]]


@dataclass(frozen=True)
class Row:
    """One item or standing line: its words as far as they may be read here, how often raised, how often carried.

    `others` says to how many more patients it matters, `part` which part of the words it is about.

    `more` says what else can be done with it; the forms for that are drawn for one row at a time, which is `opened`.
    `may_arrange` says whether whoever asks can change this row, `aside` that they could, were it not about them.
    """

    item: Item | None
    entry: AgendaEntry | None
    words: str | None
    raised: int = 1
    carried: int = 0
    others: int = 0
    deciders: Sequence[CanDecide] = ()
    ward: str | None = None
    part: str | None = None
    more: str = ""
    opened: bool = False
    put_off: PutOffForm | None = None
    merge: MergeForm | None = None
    may_split: bool = False
    before: Sequence[Before] = ()
    timed: MinutesForm | None = None
    after: AfterOut | None = None
    may_arrange: bool = False
    aside: bool = False

    @property
    def key(self) -> UUID | None:
        """By which the page is asked to open this row: its item, or a standing line itself."""
        return self.item.id if self.item else self.entry.id if self.entry else None

    @property
    def short(self) -> str:
        """What its buttons call it; hidden words stay hidden there, too."""
        if self.item is None:
            return self.words or ""
        return self.part or in_short(self.item) if self.words else topic_of(self.item)


class Rows:
    """Makes rows; everything about all items is asked once."""

    def __init__(self, work: Work, meeting: Meeting, waits: Waiting, more: UUID | None, typed: Form | None) -> None:
        self.work, self.meeting = work, meeting
        self.known, self.deciders, self.tied = waits.known, waits.deciders, waits.tied
        self.more, self.typed = more, typed
        self.arranges = may_arrange(work.actor, meeting)
        self.others = _mergeable(self.known) if may(work.actor, May.MERGE) and self.arranges else {}

    def of_entry(self, entry: AgendaEntry) -> Row:
        """Return a line as it stands on the agenda."""
        timed = self.typed if isinstance(self.typed, MinutesForm) and self.typed.entry == entry.id else None
        if entry.item_id is None:
            return replace(self._line(Row(None, entry, entry.title, may_arrange=self.arranges)), timed=timed)
        return replace(self._line(self.of_item(self.known[entry.item_id][0], entry)), timed=timed)

    def _line(self, row: Row) -> Row:
        """Return a row as it stands on the agenda, where it has a time, too."""
        assert row.entry is not None
        return replace(
            row,
            after=self._after(row.entry),
            more=str(_("Time and more")) if row.may_arrange else "",
            opened=row.may_arrange and self._opens(row),
        )

    def _opens(self, row: Row) -> bool:
        timed = self.typed.entry if isinstance(self.typed, MinutesForm) else None
        return row.key == self.more or (row.entry is not None and row.entry.id == timed)

    def of_item(self, item: Item, entry: AgendaEntry | None = None) -> Row:
        """Return an item that waits, or the one of a line."""
        aside = not may(self.work.actor, May.HANDLE_ITEM, item)
        arranges = not aside and (self.arranges or self._for_one(item))
        can_wait = arranges and (entry is None or entry.state is EntryState.ON)
        opened, tally = item.id == self.more, self.known[item.id][1]
        merges = can_wait and item.id in self.others and self._has_another(item, tally)
        splits = can_wait and self._may_split(item, tally)
        words = self._words(item, tally)
        return Row(
            item=item,
            entry=entry,
            words=words,
            raised=tally.raised,
            carried=tally.carried,
            others=tally.others,
            deciders=self.deciders[item.id],
            ward=tally.ward,
            part=tally.part if words else None,
            more=_more(merges=merges, splits=splits) if can_wait else "",
            opened=can_wait and opened,
            put_off=self._put_off(item) if can_wait and opened else None,
            merge=self._merge(item, tally) if merges and opened else None,
            may_split=splits and opened,
            before=self._before(item, words) if can_wait and opened else (),
            may_arrange=arranges,
            aside=aside and self.arranges,
        )

    def _for_one(self, item: Item) -> bool:
        """Return whether somebody does the rep's work with this item alone, since it is about the rep."""
        one = in_hand(self.work.session, item, self.work.today, self.meeting.scribe_id)
        return self.meeting.state in ARRANGED and may(self.work.actor, May.PREPARE, one)

    def _after(self, entry: AgendaEntry) -> AfterOut | None:
        return after_out(entry.state, entry.placed_at, entry.changed_at, self.meeting.published_at)

    def _words(self, item: Item, tally: Tally) -> str | None:
        actor = self.work.actor
        if tally.kept_back or (tally.hidden_because is not None and not may(actor, May.LOOK_BEHIND, item)):
            return None
        words = item.words or tally.said
        return words if item.read_on is not None or may(actor, May.READ_RECEIVED, item) else None

    def _before(self, item: Item, words: str | None) -> Sequence[Before]:
        return asked_before(self.work, item, words)

    def _put_off(self, item: Item) -> PutOffForm:
        form = self.typed if isinstance(self.typed, PutOffForm) else PutOffForm.fresh(item=str(item.id))
        return form.named

    def _merge(self, item: Item, tally: Tally) -> MergeForm:
        form = self.typed if isinstance(self.typed, MergeForm) else MergeForm.fresh()
        return form.offering(item.id, self._others(item, tally))

    def _has_another(self, item: Item, tally: Tally) -> bool:
        """Return whether `_others` finds any: a list for each item of a list would grow with its square."""
        return len(self.others) > sum(key in self.others for key in (item.id, tally.other_half))

    def _others(self, item: Item, tally: Tally) -> dict[UUID, str]:
        return {key: text for key, text in self.others.items() if key not in (item.id, tally.other_half)}

    def _may_split(self, item: Item, tally: Tally) -> bool:
        whole = bool(item.words) and tally.other_half is None and item.id not in self.tied
        return whole and item.id in self.others and may(self.work.actor, May.HANDLE_ITEM, item)


def may_arrange(actor: Actor, meeting: Meeting) -> bool:
    """Return whether somebody can change this agenda now; ward staff change none that is out."""
    if meeting.published_at is not None and actor.is_staff and actor.has(*WARD_STAFF):
        return False
    return meeting.state in ARRANGED and may(actor, May.PREPARE, meeting)


def _more(*, merges: bool, splits: bool) -> str:
    if merges:
        return str(_("Put off, link, merge or split") if splits else _("Put off, link or merge"))
    return str(_("Put off, link or split") if splits else _("Put off or link"))


def _mergeable(known: Known) -> dict[UUID, str]:
    """Return what the list of items to merge with calls each; hidden words stay hidden there, too."""
    return {
        item.id: tally.part or in_short(item)
        for item, tally in known.values()
        if item.state in MERGEABLE and tally.hidden_because is None
    }
