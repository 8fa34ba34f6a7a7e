"""How a vote on paper, and what somebody was shown, read on screen."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from wardvoice.people.rules import TermRole
from wardvoice.people.words import ROLES
from wardvoice.reps.models import Training
from wardvoice.reps.queries import Ballot, OnPaper
from wardvoice.reps.rules import CountedFor, Shown, Stage, Totals
from wardvoice.web.frame import day

VOTE_FOR = {
    TermRole.REP: _l("Vote for a rep"),
    TermRole.DEPUTY: _l("Vote for a deputy rep"),
    TermRole.PEER: _l("Vote for a peer supporter"),
}
STAGES = {
    Stage.OPEN: _l("Not counted yet"),
    Stage.COUNTING: _l("Being counted"),
    Stage.DIFFERENT: _l("The two counts differ. They count again"),
    Stage.TIED: _l("Equal votes. Nobody is chosen yet"),
    Stage.CHOSEN: _l("Counted by both"),
    Stage.AGAIN: _l("Equal votes. People voted again"),
    Stage.CALLED_OFF: _l("Called off"),
}
SIDES = {
    CountedFor.PATIENTS: _l("For the patients"),
    CountedFor.ADVOCATE: _l("Advocate"),
}
SHOWN = {
    Shown.CHAIRING: _l("How to chair a meeting"),
    Shown.CONFIDENCE: _l("How to keep to yourself what people tell you"),
    Shown.PROGRAM: _l("How WardVoice and the meeting laptop work"),
    Shown.SUPPORT: _l("Who helps you, and how to take a rest"),
    Shown.LIMITS: _l("What a rep need not do, and who does it"),
}
MARKS = {Stage.CHOSEN: "kept", Stage.TIED: "overdue", Stage.DIFFERENT: "overdue"}
"""The picture beside a stage; all others wait."""


def name(one: OnPaper) -> str:
    """Return the ward name of somebody on the paper; "a former patient" once it is at rest."""
    return one.word or str(_("a former patient"))


def came_back(totals: Totals) -> str:
    """Return how many voted, of how many: "9 of 13 patients voted."."""
    return str(_("%(back)s of %(all)s patients voted.", back=totals.came_back, all=totals.patients))


def chosen(ballot: Ballot) -> str:
    """Return whom the ward has chosen, and by what; nothing where nobody is chosen."""
    one = ballot.chosen()
    if one is None or ballot.stage is not Stage.CHOSEN:
        return ""
    if ballot.standing.by_lot():
        return str(_("The votes were equal. The lot fell on %(name)s.", name=name(one)))
    return str(_("The most votes are for %(name)s.", name=name(one)))


def missing(ballot: Ballot) -> str:
    """Return whose count is still missing in this round, where somebody has begun."""
    if ballot.stage is not Stage.COUNTING:
        return ""
    if ballot.standing.has_counted(CountedFor.PATIENTS):
        return str(_("The patients’ count is there. The advocate’s is missing."))
    return str(_("The advocate’s count is there. The patients’ is missing."))


def counted_before(ballot: Ballot) -> str:
    """Return how often the two counts differed before they agreed; nothing where they never did."""
    times = len(ballot.standing.rounds()) - (ballot.standing.counted() is not None)
    return ngettext("Before that the two counts differed once.", "Before that they differed %(num)s times.", times) \
        if times and ballot.standing.counted() is not None else ""  # fmt: skip


def lots(ballot: Ballot) -> list[tuple[CountedFor, str]]:
    """Return what each side has said of the lot, as far as they have: with both there, neither need be kept apart."""
    said = [(side, ballot.standing.drew(side)) for side in CountedFor]
    return [(side, name(ballot.on_paper[one])) for side, one in said if one is not None]


def shown(one: Training | None) -> str:
    """Return how it stands with one thing: shown by whom and when, and what the person says of it."""
    if one is None or (one.given_on is None and one.had_on is None):
        return str(_("Not yet."))
    given = _("Shown on %(day)s by: %(who)s.", day=day(one.given_on), who=ROLES[one.given_by_role]) \
        if one.given_on and one.given_by_role else ""  # fmt: skip
    said = _("They say so, too.") if given else _("They say that they had it.")
    return f"{given} {said if one.had_on else _('They have not said yes yet.')}".strip()
