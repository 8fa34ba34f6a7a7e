"""What stands out on a run chart, in sentences for everybody on the ward."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from wardvoice.evidence.rules.causes import Rule
from wardvoice.evidence.rules.process import LEAST_MONTHS, Point, Process, Sense, Signal
from wardvoice.evidence.words.figures import Unit
from wardvoice.evidence.words.months import month, said

_: Callable[..., str] = gettext

SENSES = {
    Sense.USUAL: _l("as usual"),
    Sense.BETTER: _l("better than usual"),
    Sense.WORSE: _l("worse than usual"),
    Sense.CHANGED: _l("not as usual"),
}
"""The marks of a chart, in words."""

_IN_FRONT = {
    Sense.BETTER: _l("Better: %(what)s."),
    Sense.WORSE: _l("Worse: %(what)s."),
    Sense.CHANGED: _l("Not as usual: %(what)s."),
}

_WHEN = {
    Sense.BETTER: _l("Better %(when)s: %(what)s."),
    Sense.WORSE: _l("Worse %(when)s: %(what)s."),
    Sense.CHANGED: _l("Not as usual %(when)s: %(what)s."),
}

_WHAT = {
    (Rule.OUTSIDE, True): _l("above the usual range"),
    (Rule.OUTSIDE, False): _l("below the usual range"),
    (Rule.NEAR, True): _l("again near the top of the usual range, or above"),
    (Rule.NEAR, False): _l("again near the bottom of the usual range, or below"),
    (Rule.RUN, True): _l("%(count)s in a row above the average"),
    (Rule.RUN, False): _l("%(count)s in a row below the average"),
    (Rule.TREND, True): _l("up month after month"),
    (Rule.TREND, False): _l("down month after month"),
}

_LATEST = {
    Sense.USUAL: _l("%(month)s is as usual. Small ups and downs are chance."),
    Sense.BETTER: _l("%(month)s is better than usual. That is more than chance."),
    Sense.WORSE: _l("%(month)s is worse than usual. That is more than chance."),
    Sense.CHANGED: _l("%(month)s is not as usual. That is more than chance."),
}


def verdict(drawn: Process) -> str:
    """Return what the last month says, or why it says nothing yet."""
    if drawn.last is None:
        return _("There is nothing to count yet.")
    if drawn.latest is not None:
        return str(_LATEST[drawn.latest]) % {"month": month(drawn.last.month.begins)}
    counted = sum(point.month.value is not None for point in drawn.points)
    if counted >= LEAST_MONTHS:
        return _("Too few months follow each other to tell chance from change.")
    return _(
        "%(least)s months are needed to tell chance from change. There are %(count)s.",
        least=LEAST_MONTHS,
        count=counted,
    )


def unusual(point: Point) -> str:
    """Return what stands out in one month, the strongest first; nothing where nothing does."""
    return " ".join(str(_IN_FRONT[one.sense]) % {"what": _pattern(one)} for one in _worth_saying(point))


def described(drawn: Process, unit: Unit) -> str:
    """Return a whole chart in words, for whoever does not see it."""
    last = drawn.last
    if last is None or last.month.value is None or drawn.mean is None:
        return verdict(drawn)
    first, end = drawn.points[0].month.begins, drawn.points[-1].month.begins
    told = [
        _("From %(first)s to %(last)s.", first=month(first), last=month(end)),
        _(
            "The last number is %(value)s, in %(month)s.",
            value=said(last.month.value, unit),
            month=month(last.month.begins),
        ),
        _("The average is %(value)s.", value=said(drawn.mean, unit)),
    ]
    if drawn.limits is None:
        return " ".join([*told, verdict(drawn)])
    lower, upper = said(drawn.limits.lower, unit), said(drawn.limits.upper, unit)
    told.append(_("The usual range goes from %(lower)s to %(upper)s.", lower=lower, upper=upper))
    told.append(_("Between these it goes up and down by chance."))
    told += [_told(signal) for signal in drawn.signals] or [_("Nothing stands out.")]
    return " ".join(told)


def _worth_saying(point: Point) -> list[Signal]:
    """Outside the range says more than near its end, so of these two the first is enough."""
    rules = {signal.rule for signal in point.signals}
    ranked = sorted(point.signals, key=lambda signal: list(Rule).index(signal.rule))
    return [signal for signal in ranked if signal.rule is not Rule.NEAR or Rule.OUTSIDE not in rules]


def _told(signal: Signal) -> str:
    if signal.rule in (Rule.RUN, Rule.TREND):
        when = _("from %(first)s to %(last)s", first=month(signal.months[0]), last=month(signal.months[-1]))
    else:
        when = _("in %(months)s", months=", ".join(month(begins) for begins in signal.months))
    return str(_WHEN[signal.sense]) % {"when": when, "what": _pattern(signal)}


def _pattern(signal: Signal) -> str:
    return str(_WHAT[signal.rule, signal.up]) % {"count": len(signal.months)}
