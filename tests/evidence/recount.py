"""Every figure of docs/measures.md counted a second time, from the lines of a ward's history and from nothing else.

It was written from that page alone and shares no line with the application, which it is here to hold to its word.
Plain Python and its standard library: whoever has an export can count again with this one file.

    wardvoice export --ward "Lantern Ward" there && python recount.py there 2026-10-01 2026-12-31
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from functools import cached_property, lru_cache
from math import ceil, floor
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

Row = dict[str, Any]
Number = int | float | Fraction | None
Counted = tuple[Number, Number, Number]

GOOD_THINGS = ("thanks", "keep-this")
GONE = ("withdrawn", "merged")
ANSWERS = ("yes", "partly", "no", "passed-to")
NOBODY_SAID = "nobody-said"
REASONS = ("short-of-staff", "no-chair", "incident", "infection", "patients-chose", "other", NOBODY_SAID)
STAFF_IN_THE_ROOM = ("ward-staff", "manager", "other-staff")
CLASSES = (
    "kept-on-time", "kept-late", "agreed-not-to", "asked-to-be-let-off", "staff-say-done",
    "waiting-for-patients", "disputed", "not-kept", "moved", "on-the-way",
)  # fmt: skip
THE_REPS_WORK = (
    "agenda-published", "meeting-planned", "meeting-changed", "meeting-called-off", "meeting-opened", "meeting-closed",
    "attendance-counted", "hands-counted", "item-placed", "item-taken-off", "item-moved", "item-put-off", "item-read",
    "item-carried",
)  # fmt: skip
ONE_DAY = timedelta(days=1)
PATIENCE = timedelta(days=14)


def recount(
    lines: Iterable[Mapping[str, Any]], today: date, zone: str, period: tuple[date, date]
) -> dict[str, Counted]:
    """Return (numerator, denominator, value) of every figure; what a figure does not have is None."""
    return Ward(lines).figures(today, zone, period)


# --- what the history tells -------------------------------------------------------------------------------------------


class Ward:
    """The tables of one ward, as the lines of its history leave them, in the order in which their rows began."""

    def __init__(self, lines: Iterable[Mapping[str, Any]]) -> None:
        self.tables: dict[str, dict[str, Row]] = {}
        self.in_place_of_the_rep: set[date] = set()
        for line in lines:
            for key, columns in line["rows"].items():
                table, _, row_id = key.partition(":")
                self.tables.setdefault(table, {}).setdefault(row_id, {"id": row_id}).update(columns)
            if line["role"] == "stand-in" and line["ward_staff"] and line["what"] in THE_REPS_WORK:
                self.in_place_of_the_rep.add(day(line["day"]))

    def rows(self, table: str) -> list[Row]:
        return list(self.tables.get(table, {}).values())

    def row(self, table: str, row_id: str | None) -> Row:
        return self.tables.get(table, {}).get(row_id or "", {})

    def by(self, table: str, column: str) -> dict[str, list[Row]]:
        """Return the rows of a table by what stands in one column."""
        found: dict[str, list[Row]] = {}
        for row in self.rows(table):
            if row.get(column) is not None:
                found.setdefault(row[column], []).append(row)
        return found

    @cached_property
    def ward(self) -> Row:
        return self.rows("wards")[0]

    @cached_property
    def answers(self) -> dict[str, list[Row]]:
        """The answers of each item, the last one last."""
        given = {
            item: [one for one in rows if one.get("answer")] for item, rows in self.by("outcomes", "item_id").items()
        }
        return {item: sorted(rows, key=lambda one: one["at"]) for item, rows in given.items()}

    @cached_property
    def dates(self) -> dict[str, list[date]]:
        """The dates promised for each action, the first one first."""
        found = self.by("promises", "action_id")
        return {one: [day(row["due"]) for row in sorted(rows, key=lambda row: row["n"])] for one, rows in found.items()}

    @cached_property
    def actions_of(self) -> dict[str, list[Row]]:
        return self.by("actions", "item_id")

    @cached_property
    def lines_of(self) -> dict[str, list[Row]]:
        return self.by("agenda_entries", "item_id")

    @cached_property
    def links_of(self) -> dict[str, list[Row]]:
        return self.by("item_links", "item_id")

    @cached_property
    def confirmations_of(self) -> dict[str, list[Row]]:
        return self.by("confirmations", "action_id")

    @cached_property
    def heads(self) -> dict[str, dict[str, int]]:
        """How many of each role were in the room of each meeting."""
        found = self.by("attendance", "meeting_id")
        return {one: {row["who"]: row["count"] for row in rows} for one, rows in found.items()}

    @cached_property
    def meetings(self) -> list[Row]:
        """All meetings of the kind `ward`, by day."""
        return sorted((one for one in self.rows("meetings") if one["kind"] == "ward"), key=lambda one: one["day"])

    @cached_property
    def held(self) -> list[Row]:
        return [one for one in self.meetings if one["state"] == "closed"]

    @cached_property
    def promised(self) -> list[Row]:
        return [one for one in self.rows("actions") if self.is_promised(one)]

    @cached_property
    def apart(self) -> list[Row]:
        actions = (one for one in self.rows("actions") if not self.is_for_a_good_thing(one))
        return [one for one in actions if one["imported"] or self.is_staffs(one)]

    def is_promised(self, action: Row) -> bool:
        return not (action["imported"] or self.is_for_a_good_thing(action) or self.is_staffs(action))

    def is_for_a_good_thing(self, action: Row) -> bool:
        return self.row("items", action.get("item_id")).get("kind") in GOOD_THINGS

    def is_staffs(self, action: Row) -> bool:
        return self.row("items", action.get("item_id")).get("written_by") == "staff"

    def first_date(self, action: Row) -> date:
        return self.dates[action["id"]][0]

    def figures(self, today: date, zone: str, period: tuple[date, date]) -> dict[str, Counted]:
        return dict(Count(self, today, ZoneInfo(zone), period).all())


# --- what follows from it for one period, today -----------------------------------------------------------------------


class Count:
    """The figures of one ward for one period, as they stand today."""

    def __init__(self, ward: Ward, today: date, zone: ZoneInfo, period: tuple[date, date]) -> None:
        self.ward, self.today, self.zone = ward, today, zone
        self.first, self.last = period

    def all(self) -> Iterator[tuple[str, Counted]]:
        for part in (
            self.meetings, self.rooms, self.reach, self.answering, self.agendas, self.time_to_change,
            self.promises, self.confirmed, self.punctual, self.deciders, self.reps, self.beside,
        ):  # fmt: skip
            yield from part()

    def covers(self, told: str | None) -> bool:
        return told is not None and self.first <= day(told) <= self.last

    # 1: meetings held

    def meetings(self) -> Iterator[tuple[str, Counted]]:
        weeks = sorted(self.weeks_of_expected(), key=lambda one: one[0])
        held = matched([one[1:] for one in weeks], self.ward.held)
        missed = [span[1:] for span, by in zip(weeks, held, strict=True) if by is None]
        off = matched(missed, [one for one in self.ward.meetings if one["state"] == "not-held"])
        why = [(one or {}).get("not_held_because") or NOBODY_SAID for one in off]
        yield "1", share(len(weeks) - len(missed), len(weeks))
        for reason in REASONS:
            yield f"1-{reason}", share(why.count(reason), len(missed))

    def weeks_of_expected(self) -> Iterator[tuple[date, date, date]]:
        """Each expected day with the first day of its weeks, and the first one after them."""
        for rhythm in self.ward.rows("rhythms"):
            if rhythm["kind"] != "ward":
                continue
            for one in days_of(rhythm, min(self.last, self.today - ONE_DAY)):
                if one >= self.first:
                    monday = one - timedelta(days=one.weekday())
                    yield one, monday, monday + timedelta(weeks=rhythm["every_weeks"])

    # 2, 4, 17: what is told of the held meetings

    @cached_property
    def held(self) -> list[Row]:
        return [one for one in self.ward.held if self.covers(one["day"])]

    def rooms(self) -> Iterator[tuple[str, Counted]]:
        counted = [one for one in self.held if (one.get("patients_on_ward") or 0) > 0]
        shares = [Fraction(self.heads(one, "patients"), one["patients_on_ward"]) for one in counted]
        yield "2", (None, len(shares), middle(shares))
        staff = sum(self.heads(one, *STAFF_IN_THE_ROOM) for one in self.held)
        yield "4", share(sum(self.heads(one, "patients") for one in self.held), staff)
        known = [one["chaired_by_patient"] for one in self.held if one.get("chaired_by_patient") is not None]
        yield "4-chaired", share(sum(known), len(known))

    def heads(self, meeting: Row, *roles: str) -> int:
        there = self.ward.heads.get(meeting["id"], {})
        return sum(there.get(role, 0) for role in roles)

    def punctual(self) -> Iterator[tuple[str, Counted]]:
        yield "17-agenda", share(sum(self.was_out_in_time(one) for one in self.held), len(self.held))
        drafts = self.ward.by("minutes", "meeting_id")
        written = [
            (drafts[one["id"]][0], day(one["day"]) + timedelta(days=3)) for one in self.held if one["id"] in drafts
        ]
        known = [(self.agreed_on(one), due) for one, due in written]
        counted = [(agreed, due) for agreed, due in known if agreed or due < self.today]
        yield "17-minutes", share(sum(agreed is not None and agreed <= due for agreed, due in counted), len(counted))

    def was_out_in_time(self, meeting: Row) -> bool:
        begins = datetime.combine(day(meeting["day"]), time.fromisoformat(meeting["at"]), self.zone).astimezone(UTC)
        out = meeting.get("published_at")
        return out is not None and moment(out) <= begins - timedelta(hours=24)

    def agreed_on(self, minutes: Row) -> date | None:
        yeses = [minutes.get("patients_at"), minutes.get("staff_at")]
        return max(moment(one) for one in yeses).astimezone(self.zone).date() if all(yeses) else None

    # 3: how many were heard

    def reach(self) -> Iterator[tuple[str, Counted]]:
        end = min(self.last, self.today)
        begin = end - timedelta(days=27)
        heard = sum(1 for _ in self.heard(begin, end))
        known = [one.get("patients_on_ward") or 0 for one in self.ward.held if begin <= day(one["day"]) <= end]
        beds = self.ward.ward["beds"]
        patients = middle([one for one in known if one > 0])
        yield "3", share(heard, floor(patients) if patients else beds)
        names = [one for one in self.ward.rows("ward_names") if day(one["first_used"]) <= end]
        awake = [one for one in names if not one.get("rests_since") or day(one["rests_since"]) > end]
        yield "3-names", share(len(awake), beds)

    def heard(self, begin: date, end: date) -> Iterator[object]:
        def among(table: str, column: str = "day") -> list[Row]:
            return [one for one in self.ward.rows(table) if begin <= day(one[column]) <= end]

        yield from among("items", "received_on")
        yield from (one for one in among("supports") if one["stands"])
        yield from {(one["action_id"], one["voice"]) for one in among("confirmations") if one.get("voice")}
        replies = (one for one in among("answer_replies") if one["source"] == "raiser" and one.get("voice"))
        yield from {(one.get("outcome_id"), one["voice"]) for one in replies}
        yield from among("question_answers")

    # 5, 6: answers

    @cached_property
    def received(self) -> list[Row]:
        return [one for one in self.ward.rows("items") if self.covers(one["received_on"])]

    @cached_property
    def real(self) -> list[Row]:
        """Neither good things, nor withdrawn, nor part of another: who wrote them down is another matter."""
        return [one for one in self.received if one["kind"] not in GOOD_THINGS and one["state"] not in GONE]

    @cached_property
    def asked(self) -> list[Row]:
        return [one for one in self.real if one.get("written_by") != "staff"]

    @cached_property
    def by_staff(self) -> list[Row]:
        return [one for one in self.real if one.get("written_by") == "staff"]

    def last_answer(self, item: Row) -> Row | None:
        return (self.ward.answers.get(item["id"]) or [None])[-1]

    def is_said(self, item: Row) -> bool:
        """Return whether it was answered, and neither the last yes, partly or no nor the last answer of all expired."""
        answers = self.ward.answers.get(item["id"], [])
        said = [one for one in answers if one["answer"] != "passed-to"]
        return bool(said) and self.holds(said[-1]) and self.holds(answers[-1])

    def holds(self, answer: Row) -> bool:
        until = {"no": answer.get("review_on"), "passed-to": answer.get("check_on")}.get(answer["answer"])
        return until is None or self.today <= day(until)

    def got_within(self, item: Row, *kinds: str) -> bool:
        latest = day(item["received_on"]) + timedelta(days=14)
        given = (one for one in self.ward.answers.get(item["id"], ()) if one["answer"] in kinds)
        return any(answered_on(one) <= latest for one in given)

    def answered_in_time(self, item: Row) -> bool:
        return self.got_within(item, "yes", "partly", "no") and self.is_said(item)

    def answering(self) -> Iterator[tuple[str, Counted]]:
        due = [one for one in self.asked if self.is_due(one)]
        apart = [one for one in self.by_staff if self.is_due(one)]
        late = [one for one in due if not self.answered_in_time(one)]
        yield "5", share(len(due) - len(late), len(due))
        yield "5-passed", share(sum(self.got_within(one, "passed-to") for one in late), len(due))
        yield "5-apart", share(sum(self.answered_in_time(one) for one in apart), len(apart))
        answered = [last for last in map(self.last_answer, self.asked) if last]
        for answer in ANSWERS:
            yield f"6-{answer}", share(sum(one["answer"] == answer for one in answered), len(answered))
        replies = self.ward.by("answer_replies", "outcome_id")
        refused = [one for one in answered if not_accepted(replies.get(one["id"], []))]
        yield "6-not-accepted", share(len(refused), len(answered))

    def is_due(self, item: Row) -> bool:
        return day(item["received_on"]) <= self.today - timedelta(days=14)

    # 9, 10, 12: what became of what was asked

    def agendas(self) -> Iterator[tuple[str, Counted]]:
        often = [one for one in self.asked if self.agendas_of(one) >= 3]
        yield "9-agendas", share(len(often), len(self.asked))
        links = self.ward.links_of
        earlier = [sum(not link.get("taken_back_on") for link in links.get(one["id"], ())) for one in self.asked]
        yield "9-raised", share(sum(1 + count >= 3 for count in earlier), len(self.asked))

    def agendas_of(self, item: Row) -> int:
        """Its lines, and each ward meeting since it was passed on: it stands on none of their agendas, and waits."""
        lines = sum(one["state"] != "taken-off" for one in self.ward.lines_of.get(item["id"], ()))
        last = self.last_answer(item)
        if last is None or last["answer"] != "passed-to":
            return lines
        over = [one for one in self.ward.meetings if one["state"] in ("closed", "not-held")]
        return lines + sum(day(one["day"]) > answered_on(last) for one in over)

    def time_to_change(self) -> Iterator[tuple[str, Counted]]:
        took = sorted(days for days in map(self.days_to_change, self.asked) if days is not None)
        yield "10-median", (None, len(took), middle(took))
        yield "10-nine-in-ten", (None, len(took), took[ceil(Fraction(9 * len(took), 10)) - 1] if took else None)
        ages = [(self.today - day(one["received_on"])).days for one in self.asked if not self.is_settled(one)]
        bands = {"14": (0, 14), "28": (15, 28), "84": (29, 84), "longer": (85, 10**9)}
        for name, (least, most) in bands.items():
            yield f"10-open-{name}", share(sum(least <= age <= most for age in ages), len(self.asked))

    def is_settled(self, item: Row) -> bool:
        actions = self.ward.actions_of.get(item["id"], ())
        return self.is_said(item) and all(one["state"] in ("confirmed", "let-off") for one in actions)

    def days_to_change(self, item: Row) -> int | None:
        if not (self.is_settled(item) and self.led_to_change(item)):
            return None
        confirmed = [one for one in self.ward.actions_of[item["id"]] if one["state"] == "confirmed"]
        return (max(day(one["confirmed_on"]) for one in confirmed) - day(item["received_on"])).days

    def led_to_change(self, item: Row) -> bool:
        actions = self.ward.actions_of.get(item["id"], ())
        return any(one["state"] == "confirmed" and not one["imported"] for one in actions)

    # 7, 8, 11, the classes: promises

    def promises(self) -> Iterator[tuple[str, Counted]]:
        yield "7", self.on_time(self.ward.promised)
        given = [one for one in self.ward.promised if self.covers(one["made_on"])]
        spans = [(self.ward.first_date(one) - day(one["made_on"])).days for one in given]
        yield "7-median-days", (None, len(spans), middle(spans))
        yield "7-far", share(sum(span > 28 for span in spans), len(spans))
        yield "7-apart", self.on_time(self.ward.apart)
        moves = [len(self.ward.dates[one["id"]]) - 1 for one in self.due_in_it]
        yield "8-once", share(sum(times >= 1 for times in moves), len(moves))
        yield "8-twice", share(sum(times >= 2 for times in moves), len(moves))
        classes = [self.class_of(one) for one in self.due_in_it]
        for name in CLASSES:
            yield f"class-{name}", share(classes.count(name), len(classes))

    @cached_property
    def due_in_it(self) -> list[Row]:
        return self.of_the_period(self.ward.promised)

    def of_the_period(self, actions: Iterable[Row]) -> list[Row]:
        return [one for one in actions if self.first <= self.ward.first_date(one) <= self.last]

    def on_time(self, actions: Iterable[Row]) -> Counted:
        over = [one for one in self.of_the_period(actions) if self.ward.first_date(one) < self.today]
        return share(sum(self.class_of(one) == "kept-on-time" for one in over), len(over))

    def class_of(self, action: Row) -> str:
        """Return the first line of the table of rules.md that fits."""
        dates, state = self.ward.dates[action["id"]], action["state"]
        if state == "confirmed":
            return "kept-on-time" if day(action["done_on"]) <= dates[0] else "kept-late"
        if state == "done-said":
            return "staff-say-done" if self.nobody_answered(day(action["done_on"])) else "waiting-for-patients"
        if state == "open":
            return self.class_of_open(action, dates)
        return {"let-off": "agreed-not-to", "cannot-said": "asked-to-be-let-off"}[state]

    def class_of_open(self, action: Row, dates: list[date]) -> str:
        if action["reopened"]:
            return "disputed"
        if dates[-1] < self.today:
            return "not-kept"
        return "moved" if dates[0] < self.today else "on-the-way"

    def nobody_answered(self, done_on: date) -> bool:
        return self.today >= done_on + PATIENCE and sum(one > done_on for one in self.meeting_days) >= 2

    @cached_property
    def meeting_days(self) -> list[date]:
        """The meeting days of the rhythm up to today, held or not."""
        rhythms = (one for one in self.ward.rows("rhythms") if one["kind"] in ("ward", "council"))
        return [one for rhythm in rhythms for one in days_of(rhythm, self.today)]

    def confirmed(self) -> Iterator[tuple[str, Counted]]:
        classes = [self.class_of(one) for one in self.due_in_it]
        kept = sum(name in ("kept-on-time", "kept-late") for name in classes)
        said, let_off = classes.count("staff-say-done"), classes.count("agreed-not-to")
        yield "11", share(kept, kept + said + let_off)
        yield "11-staff", share(said, kept + said + let_off)
        done = [one for one in self.due_in_it if one.get("done_on")]
        yield "11-reopened", share(sum(one["reopens"] > 0 for one in done), len(done))
        rounds = [(one, self.rounds_of_still_fixed(one)) for one in self.due_in_it]
        asked = [(one, found) for one, found in rounds if found]
        still = sum(one["state"] == "confirmed" and one["round"] in found for one, found in asked)
        yield "11-still-fixed", share(still, len(asked))
        yield "12", share(sum(map(self.led_to_change, self.asked)), len(self.asked))

    def rounds_of_still_fixed(self, action: Row) -> set[int]:
        replies = self.ward.confirmations_of.get(action["id"], ())
        return {one["round"] for one in replies if one["question"] == "still-fixed"}

    # 19, 21, 22 and what stands beside

    def deciders(self) -> Iterator[tuple[str, Counted]]:
        days = {one["id"]: one["day"] for one in self.ward.rows("meetings")}
        known = [one for one in self.ward.rows("deciders_at") if one.get("present") is not None]
        there = [one["present"] for one in known if self.covers(days[one["meeting_id"]])]
        yield "19", share(sum(there), len(there))

    def reps(self) -> Iterator[tuple[str, Counted]]:
        begin = max(self.first, day(self.ward.ward["opened_on"]))
        count = max(0, (min(self.last, self.today) - begin).days + 1)
        so_far = [begin + timedelta(days=n) for n in range(count)]
        in_post = self.days_in_post(so_far)
        yield "21-days", share(len(in_post), count)
        yield "21-staff", share(len(self.ward.in_place_of_the_rep & set(so_far)), count)
        came = {day(one["received_on"]) for one in self.ward.rows("items") if one.get("written_by") != "staff"}
        longest = run = 0
        for one in so_far:
            run = 0 if one in came else run + 1
            longest = max(longest, run)
        yield "22", (longest, count, longest if count else None)

    def days_in_post(self, days: list[date]) -> set[date]:
        names = {row_id: one["ward_name_id"] for row_id, one in self.ward.tables.get("terms", {}).items()}
        rests: dict[str, list[tuple[date, date]]] = {}
        for one in self.ward.rows("pauses"):
            rests.setdefault(names[one["term_id"]], []).append((day(one["starts_on"]), day(one["until"])))
        found: set[date] = set()
        for term in self.ward.rows("terms"):
            if term["role"] in ("rep", "deputy"):
                begin, end = day(term["starts_on"]), day(term.get("ended_on") or term["ends_on"])
                pauses = rests.get(term["ward_name_id"], ())
                own = (one for one in days if begin <= one < end)
                found.update(one for one in own if not any(start <= one < until for start, until in pauses))
        return found

    def beside(self) -> Iterator[tuple[str, Counted]]:
        for kind in GOOD_THINGS:
            yield kind, number(sum(one["kind"] == kind and one["state"] not in GONE for one in self.received))
        for state in GONE:
            yield state, number(sum(one["state"] == state for one in self.received))
        yield "by-staff", number(len(self.by_staff))


# --- small arithmetic -------------------------------------------------------------------------------------------------


@lru_cache(maxsize=100_000)
def day(told: str) -> date:
    return date.fromisoformat(told)


@lru_cache(maxsize=100_000)
def moment(told: str) -> datetime:
    return datetime.fromisoformat(told).astimezone(UTC)


def answered_on(answer: Row) -> date:
    return day(answer["day"]) if answer.get("day") else moment(answer["at"]).date()


def share(part: Number, whole: Number) -> Counted:
    return part, whole, (Fraction(part) / Fraction(whole) if whole else None)  # type: ignore[arg-type]


def number(count: int) -> Counted:
    return count, None, count


def middle(values: list[Any]) -> Number:
    return median(map(Fraction, values)) if values else None


def days_of(rhythm: Row, last: date) -> Iterator[date]:
    """Yield the meeting days of one rhythm up to a day: its weekday, every n weeks, from `since` to before `until`."""
    since = day(rhythm["since"])
    one = since + timedelta(days=(rhythm["weekday"] - since.weekday()) % 7)
    while one <= last and not (rhythm.get("until") and one >= day(rhythm["until"])):
        yield one
        one += timedelta(weeks=rhythm["every_weeks"])


def matched(weeks: list[tuple[date, date]], meetings: list[Row]) -> list[Row | None]:
    """Give each span of weeks, in their order, the earliest meeting in it that no span before it has got."""
    free = list(meetings)
    found: list[Row | None] = []
    for begin, end in weeks:
        one = next((meeting for meeting in free if begin <= day(meeting["day"]) < end), None)
        found.append(one)
        if one is not None:
            free.remove(one)
    return found


def not_accepted(replies: list[Row]) -> bool:
    """The last word of each raiser decides, one no outweighing any yes; else the room's last count with a yes or no."""
    in_order = sorted(replies, key=lambda one: one["n"])
    raisers = {one.get("voice"): one["no"] > 0 for one in in_order if one["source"] == "raiser"}
    if raisers:
        return any(raisers.values())
    rooms = [one for one in in_order if one["source"] == "room" and one["yes"] + one["no"] > 0]
    return bool(rooms) and rooms[-1]["no"] > rooms[-1]["yes"]


# --- by hand, from an export ------------------------------------------------------------------------------------------


def exported(folder: Path) -> tuple[list[dict[str, Any]], Mapping[str, Any]]:
    """Return the lines that `wardvoice export` wrote, and its header.

    A ward's beds and the day on which it opened may stand in the hospital's history: then the header tells them.
    """
    header = json.loads((folder / "header.json").read_text(encoding="utf-8"))
    ward = {"beds": header["beds"], "opened_on": header["opened_on"]}
    told = (folder / "history.jsonl").read_text(encoding="utf-8").splitlines()
    first = {"seq": 0, "what": "header", "day": header["opened_on"], "role": "nobody", "ward_staff": False}
    lines = [json.loads(line) for line in told]
    its_own = [key for line in lines for key in line["rows"] if key.startswith("wards:")]
    return [{**first, "rows": {(its_own or ["wards:this"])[0]: ward}}, *lines], header


def main() -> None:
    parser = argparse.ArgumentParser(description="Count the figures of a ward again, from what was exported of it.")
    parser.add_argument("folder", type=Path, help="what `wardvoice export` wrote")
    parser.add_argument("first", type=date.fromisoformat, help="the first day of the period")
    parser.add_argument("last", type=date.fromisoformat, help="its last day")
    wanted = parser.parse_args()
    lines, header = exported(wanted.folder)
    today = date.fromisoformat(header["today"])
    for key, counted in recount(lines, today, header["zone"], (wanted.first, wanted.last)).items():
        print(key, *("–" if one is None else f"{float(one):g}" for one in counted), sep="\t")


if __name__ == "__main__":
    main()
