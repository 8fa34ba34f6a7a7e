"""How a diary reads: the mail of a morning line by line, and titles in a calendar. Nobody's name, nobody's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from babel.dates import format_date
from flask_babel import get_locale, gettext, ngettext

from wardvoice.actions.queries import ActionCard
from wardvoice.actions.rules import ActionState
from wardvoice.agenda.rules import Topic
from wardvoice.agenda.words import TOPICS
from wardvoice.diary.queries import Due, Held, OfWard
from wardvoice.diary.rules import is_near
from wardvoice.meetings.words import KINDS, clock_time
from wardvoice.web.forms import clean

_: Callable[..., str] = gettext

MOST_LINES = 12
"""So many lines of one ward stand in a mail; of the others their number."""


def mail_text(wards: Iterable[OfWard], today: date) -> str | None:
    """Return the words of a morning's mail, or None where nothing needs anybody."""
    told = [(one_line(ward.ward), found) for ward in wards if (found := lines(ward, today))]
    if not told:
        return None
    blocks = ["\n".join([ward, *(f"- {line}" for line in _cut(found))]) for ward, found in told]
    begin = _("This waits for you in WardVoice on %(day)s.", day=day(today))
    end = _(
        "Please sign in to WardVoice and look there. This mail has no link: a real one never asks you to follow one.\n"
        "You asked for this mail. To change or stop it, open My account, then Mail and calendar."
    )
    return "\n\n".join([begin, *blocks, end]) + "\n"


def lines(of: OfWard, today: date) -> list[str]:
    """Return what needs somebody on a ward, one sentence each, what is late first."""
    return [*_promises(of, today), *_of_the_ward(of), *_meetings(of), *_minutes(of)]


def day(value: date) -> str:
    """Return a day as people say it, with the year: a mail may be read late."""
    return str(format_date(value, "EEEE d MMMM y", locale=str(get_locale() or "en_GB")))


def one_line(text: str) -> str:
    """Return the name of a ward or place as one line that no sign in it breaks or turns around, however it got in."""
    return " ".join(clean(text).split())


def topic(known: Topic | None) -> str:
    """Return what a promise is about: a topic of the list, never anybody's words."""
    return str(TOPICS[known]) if known is not None else _("No topic")


def _cut(found: Sequence[str]) -> list[str]:
    more = len(found) - MOST_LINES
    return [*found[:MOST_LINES], _("And %(num)s more.", num=more)] if more > 0 else list(found)


# --- a mail ----------------------------------------------------------------------------------------------------------


def _promises(of: OfWard, today: date) -> list[str]:
    def said(card: ActionCard, sentence: str) -> str:
        return sentence % {"topic": topic(of.topics.get(card.id)), "day": day(card.due)}

    asked_whose = [card for card in of.needs.own if card.asks_owner]
    own = [
        card for card in of.needs.own if card.state is ActionState.OPEN and not card.asks_owner and not card.not_mine
    ]
    late = [said(card, _("%(topic)s: your promise was due on %(day)s. It is late.")) for card in own if card.overdue]
    near = [card for card in own if not card.overdue and is_near(card.due, today)]
    covering = [card for card in of.needs.covering if is_near(card.due, today)]
    return [
        *late,
        *(said(card, _("%(topic)s: you were given a promise for %(day)s. Is it yours?")) for card in asked_whose),
        *(said(card, _("%(topic)s: your promise is due on %(day)s.")) for card in near),
        *(said(card, _("%(topic)s: you are asked to cover a promise for %(day)s.")) for card in of.needs.asked),
        *(said(card, _("%(topic)s: you cover a promise for %(day)s.")) for card in covering),
    ]


def _of_the_ward(of: OfWard) -> list[str]:
    """What a manager answers for, as numbers: whose promises they are stands on the page."""
    needs = of.needs
    counted = [
        (needs.overdue, _overdue),
        (needs.not_mine, _not_mine),
        (needs.owner_gone, _owner_gone),
        (needs.away, _away),
        (needs.cannot, _cannot),
    ]
    return [words(len(cards)) for cards, words in counted if cards]


def _overdue(num: int) -> str:
    return str(ngettext("%(num)s promise of others is overdue.", "%(num)s promises of others are overdue.", num))


def _not_mine(num: int) -> str:
    return str(ngettext("%(num)s promise needs another owner.", "%(num)s promises need another owner.", num))


def _owner_gone(num: int) -> str:
    return str(
        ngettext(
            "The owner of %(num)s promise has left, or leaves too early.",
            "The owners of %(num)s promises have left, or leave too early.",
            num,
        )
    )


def _away(num: int) -> str:
    return str(ngettext("%(num)s promise needs cover.", "%(num)s promises need cover.", num))


def _cannot(num: int) -> str:
    return str(
        ngettext(
            "%(num)s promise cannot be done, its owner says: the meeting decides.",
            "%(num)s promises cannot be done, their owners say: the meeting decides.",
            num,
        )
    )


def _meetings(of: OfWard) -> list[str]:
    asked = sorted({one.meeting.day for one in of.invited if one.meeting is not None})
    return [
        *(_("%(kind)s today at %(time)s.", kind=KINDS[one.kind], time=clock_time(one.at)) for one in of.today),
        *(_("You are asked to decide something at the meeting on %(day)s. Do you come?", day=day(on)) for on in asked),
        *(_("The meeting on %(day)s was not held. Say why.", day=day(one.day)) for one in of.forgotten),
    ]


def _minutes(of: OfWard) -> list[str]:
    late = len(of.minutes.late)
    told = ngettext("The minutes of %(num)s meeting are late.", "The minutes of %(num)s meetings are late.", late)
    return [
        *(_("The minutes of %(day)s wait for your yes.", day=day(one.day)) for one in of.minutes.for_me),
        *(
            _("Something in the minutes of %(day)s was put right. Please look.", day=day(one.day))
            for one in of.minutes.unseen
        ),
        *([str(told)] if late else []),
    ]


# --- a calendar ------------------------------------------------------------------------------------------------------


def meeting_title(one: Held) -> str:
    """Return "Ward meeting: Alder"."""
    return _("%(kind)s: %(ward)s", kind=KINDS[one.kind], ward=one_line(one.ward))


def due_title(one: Due) -> str:
    """Return "Promise due: Food (Alder)"."""
    return _("Promise due: %(topic)s (%(ward)s)", topic=topic(one.topic), ward=one_line(one.ward))
