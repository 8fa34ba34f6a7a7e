"""How the hospital's time zone is told to a calendar: as a rule for each change of the clocks, as all of them read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

HOUR, WEEK = timedelta(hours=1), timedelta(days=7)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def told(zone: ZoneInfo, year: int) -> Timezone:
    """Return the zone with its changes of this year, each of which comes again on the same Sunday of every year."""
    it = Timezone()
    it.add("tzid", zone.key)
    changes = list(_changes(zone, year))
    for before, after in changes:
        begins = (before + HOUR).replace(tzinfo=None)  # by the clock as it stood before
        part = _observance(begins, before, after)
        part.add("rrule", _each_year(begins))
        it.add_component(part)
    if not changes:
        ever = datetime(year, 1, 1, tzinfo=zone)
        it.add_component(_observance(ever.replace(tzinfo=None), ever, ever))
    return it


def _changes(zone: ZoneInfo, year: int) -> Iterator[tuple[datetime, datetime]]:
    """Yield, for each change of the clocks in a year, the last full hour before it and the one with which it begins."""
    moment, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    while moment < end:
        before, after = (moment - HOUR).astimezone(zone), moment.astimezone(zone)
        if before.utcoffset() != after.utcoffset():
            yield before, after
        moment += HOUR


def _each_year(day: datetime) -> vRecur:
    """Return that something comes again on the last, first, second … such weekday of this month."""
    which = -1 if (day + WEEK).month != day.month else (day.day + 6) // 7
    return vRecur(freq="YEARLY", bymonth=day.month, byday=f"{which}{WEEKDAYS[day.weekday()]}")


def _observance(begins: datetime, before: datetime, after: datetime) -> TimezoneStandard | TimezoneDaylight:
    part = TimezoneDaylight() if after.dst() else TimezoneStandard()
    part.add("dtstart", begins)
    part.add("tzname", after.tzname() or "")
    part.add("tzoffsetfrom", before.utcoffset())
    part.add("tzoffsetto", after.utcoffset())
    return part
