"""The pages of the evidence: who reads of which ward, what stands there, and days that make no period."""

from __future__ import annotations

import re

import pytest

from tests.house.hospital import PERSONS, Hospital, Visitor
from tests.markup import Node, read
from wardvoice.evidence.rules.measures import FIRST
from wardvoice.evidence.words import MEASURES

OF_THE_WARD = ("terminal", "Kestrel", "rep", "peer", "laptop", "board", "Tom", "duty")
OF_THE_HOSPITAL = ("manager", "lead", "advocate", "listener", "admin")
QUARTER = "from=2026-01-01&to=2026-03-31"


def asks(hospital: Hospital, who: str, address: str) -> tuple[int, Node]:
    answer = Visitor(hospital, *PERSONS[who]).ask("GET", address)
    return answer.status_code, read(answer.get_data(as_text=True))


def of(ward: object, rest: str = "", asked: str = QUARTER) -> str:
    return f"/evidence/{ward.ward.id}{rest}?{asked}"  # type: ignore[attr-defined]


@pytest.mark.parametrize("who", OF_THE_WARD)
def test_whoever_belongs_to_one_ward_is_led_to_it_and_reads_of_no_other(hospital: Hospital, who: str) -> None:
    led = Visitor(hospital, *PERSONS[who]).ask("GET", "/evidence")
    assert (led.status_code, led.location) == (303, f"/evidence/{hospital.alder.ward.id}")
    assert asks(hospital, who, of(hospital.alder))[0] == 200
    for rest in ("", "/days", "/measure/7"):
        assert asks(hospital, who, of(hospital.birch, rest))[0] == 404, rest


@pytest.mark.parametrize("who", OF_THE_HOSPITAL)
def test_the_hospitals_readers_see_the_wards_side_by_side_and_go_to_each(hospital: Hospital, who: str) -> None:
    status, page = asks(hospital, who, f"/evidence?{QUARTER}")
    assert status == 200
    rows = [row.text for row in page.all("th") if row.get("scope") == "row"]
    assert rows == ["Alder", "Birch"], "by their names, in no order of their figures"
    for ward in (hospital.alder, hospital.birch):
        assert asks(hospital, who, of(ward))[0] == 200


def test_the_hospitals_page_tells_what_all_wards_ask_about(hospital: Hospital) -> None:
    def told(address: str) -> dict[str, int]:
        _, page = asks(hospital, "lead", address)
        found = [section for section in page.all("section") if section.get("aria-labelledby") == "topics"]
        lines = [line.text for line in found[0].all("li")]
        return {line.rpartition(" ")[0]: int(line.rpartition(" ")[2]) for line in lines}

    alder, birch = told(of(hospital.alder)), told(of(hospital.birch))
    both = told(f"/evidence?{QUARTER}")
    assert both == {topic: alder.get(topic, 0) + birch.get(topic, 0) for topic in alder | birch}
    assert both


def test_nothing_on_the_hospitals_page_sorts_by_a_figure(hospital: Hospital) -> None:
    addresses = [link["href"] for link in asks(hospital, "lead", f"/evidence?{QUARTER}")[1].one("main").all("a")]
    assert addresses
    assert not [at for at in addresses if re.search(r"sort|order|owner|by=", at)]


def test_a_reviewer_reads_of_the_wards_that_they_were_invited_to_alone(hospital: Hospital) -> None:
    status, page = asks(hospital, "reviewer", f"/evidence?{QUARTER}")
    assert status == 200
    assert [row.text for row in page.all("th") if row.get("scope") == "row"] == ["Alder"]
    for rest in ("", "/days", "/measure/7"):
        assert asks(hospital, "reviewer", of(hospital.alder, rest))[0] == 200
        assert asks(hospital, "reviewer", of(hospital.birch, rest))[0] == 404


def test_five_measures_open_the_page_and_each_says_how_it_is_counted(hospital: Hospital) -> None:
    _, page = asks(hospital, "Kestrel", of(hospital.alder))
    titles = [title.text for title in page.one("main").all("h2")]
    assert titles[: len(FIRST)] == [str(MEASURES[number]) for number in FIRST]
    sections = [one for one in page.all("section") if one.get("aria-labelledby", "").startswith("measure-")]
    assert len(sections) > len(FIRST)
    assert all("How counted:" in one.text for one in sections)


def test_only_staff_say_done_is_as_large_as_that_patients_do(hospital: Hospital) -> None:
    _, page = asks(hospital, "Kestrel", of(hospital.alder))
    large = [one.text for one in page.all("li") if one.get("class") == "wv-figure"]
    assert sum("Patients say done" in one for one in large) == sum("Only staff say done" in one for one in large)


def test_each_number_leads_to_the_list_behind_it(hospital: Hospital) -> None:
    _, page = asks(hospital, "Tom", of(hospital.alder))
    links = [one["href"] for one in page.all("a") if "/measure/" in one["href"]]
    assert len(links) > 20
    for link in links:
        status, listed = asks(hospital, "Tom", link)
        assert status == 200, link
        assert "How counted:" in listed.text, link


def test_a_list_has_a_line_for_each_thing_and_nobodys_words_or_name(hospital: Hospital) -> None:
    ward = hospital.alder
    _, page = asks(hospital, "Tom", of(ward, "/measure/9-agendas"))
    number = int(re.findall(r"\d+ of (\d+)", page.one("main").text)[0])
    lines = [row for table in page.all("table") if "listed" in table.get("class", "") for row in table.all("tr")][1:]
    assert len(lines) == number > 2
    said = [item.words for item in ward.items.values() if item.words] + [
        action.words for action in ward.promises.values() if action.words
    ]
    people = [account.name for account in ward.accounts.values()] + ["Kestrel", "Linnet", "Puffin"]
    for needle in said:
        assert needle not in page.text
    for name in people:
        assert name not in page.one("main").text


def test_lines_lead_to_their_things_for_whoever_may_read_them_and_for_no_reviewer(hospital: Hospital) -> None:
    listed = of(hospital.alder, "/measure/9-agendas")
    links = [one["href"] for one in asks(hospital, "Kestrel", listed)[1].all("a") if "/agenda/items/" in one["href"]]
    assert links
    assert all(asks(hospital, "Kestrel", link)[0] == 200 for link in links), "none to what is not published yet"
    for who in ("reviewer", "lead"):
        at = of(hospital.birch if who == "lead" else hospital.alder, "/measure/9-agendas")
        assert not [one for one in asks(hospital, who, at)[1].all("a") if "/agenda/items/" in one["href"]]


def test_no_figure_of_that_name_is_no_page(hospital: Hospital) -> None:
    for key in ("99", "13", "owner", "7%20or%201=1"):
        assert asks(hospital, "Tom", of(hospital.alder, f"/measure/{key}"))[0] == 404


@pytest.mark.parametrize(
    ("days", "said", "kept"),
    [
        ("from=2026-02-30&to=2026-03-31", "Write a real date", "2026-02-30"),
        ("from=2026-03-01", "Choose the last day", "2026-03-01"),
        ("from=2026-03-01&to=2026-02-01", "The last day lies before the first one", "2026-03-01"),
        ("from=2020-01-01&to=2026-02-01", "Choose three years at most", "2020-01-01"),
        ("from=2027-01-01&to=2027-02-01", "This day has not come yet", "2027-01-01"),
        ("from=<script>&to=x", "Write a real date", "&lt;script&gt;"),
    ],
)
@pytest.mark.parametrize("rest", ["", "/measure/7"])
def test_days_that_make_no_period_are_said_and_kept(
    hospital: Hospital,
    rest: str,
    days: str,
    said: str,
    kept: str,
) -> None:
    answer = Visitor(hospital, *PERSONS["Tom"]).ask("GET", of(hospital.alder, rest, days))
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in text
    assert f'value="{kept}"' in text
    assert "<script>&" not in text


def test_own_dates_are_typed_as_people_write_them(hospital: Hospital) -> None:
    status, page = asks(hospital, "Tom", of(hospital.alder, asked="from=1/2/2026&to=28/2/2026"))
    assert status == 200
    assert "1 February 2026 to 28 February 2026" in page.text


def test_paper_is_for_all_but_the_terminal_and_carries_the_head_of_the_ward_of_which_it_tells(
    hospital: Hospital,
) -> None:
    birch = f"/print{of(hospital.birch)}"
    status, page = asks(hospital, "lead", birch)
    own = asks(hospital, "lead", f"/print{of(hospital.alder)}")[1]
    assert status == 200
    letters = [next(one.text for one in sheet.all("strong") if "head" in one.get("class", "")) for sheet in (page, own)]
    assert letters[0] != letters[1]
    assert "Birch" in page.one("header").text
    assert "Alder" not in page.one("header").text
    for who in ("terminal", "Kestrel"):
        for rest in ("", "/months"):
            assert asks(hospital, who, f"/print{of(hospital.alder, rest)}")[0] == 403
    for who in ("rep", "laptop", "Tom", "reviewer"):
        for rest in ("", "/months"):
            assert asks(hospital, who, f"/print{of(hospital.alder, rest)}")[0] == 200


def test_no_page_tells_of_one_member_of_staff(hospital: Hospital) -> None:
    names = [account.name for account in hospital.alder.accounts.values()]
    for at in (of(hospital.alder), f"/evidence?{QUARTER}", of(hospital.alder, "/measure/7")):
        told = asks(hospital, "lead", at)[1].one("main").text
        assert not [name for name in names if re.search(rf"\b{name}\b", told)], at
