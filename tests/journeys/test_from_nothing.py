"""From an empty machine to a ward that meets: init, admin, ward, screens, cards, a rep."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner
from flask import Flask

from tests.conftest import SetClock
from tests.journeys.people import PIN, Admin, Advocate, Manager, Newcomer, Patient, Rep, Somebody
from tests.journeys.stories import the_agenda_goes_out
from tests.journeys.ward import AlderWard
from tests.served import served
from wardvoice.app import create_app
from wardvoice.cli import wardvoice
from wardvoice.config import Settings


class Hospital(AlderWard):
    """A hospital in which nothing exists yet: nobody could be asked for."""

    def __init__(self, app: Flask, clock: SetClock) -> None:
        self.app, self.clock = app, clock


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """`wardvoice init` on an empty machine: its folder, and what it printed."""
    settings = Settings(instance=tmp_path_factory.mktemp("empty") / "instance")
    with pytest.MonkeyPatch.context() as patch, time_machine.travel(SetClock().now(), tick=False):
        patch.setattr(Settings, "load", classmethod(lambda cls: settings))
        printed = CliRunner().invoke(wardvoice, ["init", "--username", "wes", "--name", "Wes"])
    assert printed.exit_code == 0, printed.output
    return settings.instance, printed.output


def test_both_secrets_are_there_before_anything_is_served(machine: tuple[Path, str]) -> None:
    assert {"secret_key", "pepper"} <= {path.name for path in machine[0].iterdir()}


@pytest.fixture
def hospital(machine: tuple[Path, str], tmp_path: Path, clock: SetClock) -> Iterator[Hospital]:
    """What `init` made, served."""
    for made in machine[0].iterdir():
        (tmp_path / made.name).write_bytes(made.read_bytes())
    with served(create_app(Settings(instance=tmp_path, trusted_hosts=("localhost",)), clock)) as app:
        yield Hospital(app, clock)


@pytest.fixture
def wes(hospital: Hospital, machine: tuple[Path, str]) -> Admin:
    """The first admin, with the password that `init` printed."""
    return Admin(hospital, "wes", machine[1].rpartition("shown only now: ")[2].strip())


def enrolled(hospital: Hospital, admin: Admin, kind: str, place: str) -> Somebody:
    """A browser that became a screen with the code that the admin made."""
    code = admin.invites_a_screen(kind, place)
    address = next(strong.text for strong in admin.page.all("strong") if strong.text.startswith("http"))
    screen = Somebody(hospital)
    screen.browser.get(address.removeprefix("http://localhost"))
    screen.presses("Make it a screen", {"The code": code})
    return screen


def seated(person: Patient | Newcomer, screen: Somebody) -> None:
    """Sit down at a screen that has been enrolled."""
    person.browser.http = screen.browser.http


def test_from_an_empty_machine_to_a_published_agenda(hospital: Hospital, wes: Admin) -> None:
    wes.opens_a_ward("Rowan", beds=12, place="the garden room")
    wes.reads("The ward is open. Now it needs its screens.", "No screen belongs to this ward yet.")

    terminal = enrolled(hospital, wes, "Ward terminal", "the corridor")
    terminal.reads("Rowan", "Add to the meeting", "What happened to what we asked", "My things")
    laptop = enrolled(hospital, wes, "Meeting laptop", "the day room")
    board = enrolled(hospital, wes, "Board screen", "the hall")
    board.reads("You asked – we answered", "There is nothing here yet.")

    joan = Advocate(hospital, "joan", wes.opens_an_account("Joan", "advocate", "Advocate", "Rowan"))
    priya = Manager(hospital, "priya", wes.opens_an_account("Priya", "ward manager", "Ward manager", "Rowan"))
    newcomer = Newcomer(hospital)
    seated(newcomer, terminal)
    word = newcomer.becomes_somebody(joan.draws_a_card())
    newcomer.reads(f"You are now {word}", "Remember your word and your PIN.")
    joan.gives_a_term(word)
    joan.reads("The term is written down.", f"Rep: {word}", "From Monday 2 March to", "Agreed in the meeting")

    priya.looks_at_the_meetings()
    priya.follows("Change the rhythm")
    priya.presses("Set the rhythm", {"Day of the week": "Thursday", "Time": "10.30"})
    priya.reads("The rhythm is set.", "every Thursday at 10:30")

    somebody = Patient(hospital)
    seated(somebody, terminal)
    somebody.adds_to_the_meeting("The dryer is broken")
    somebody.reads("Thursday 5 March at 10:30, in the garden room")
    rep = Rep(hospital, word)
    seated(rep, laptop)
    the_agenda_goes_out(rep)
    somebody.finishes()
    somebody.looks_at_the_agenda()
    somebody.reads("Thursday 5 March at 10:30, in the garden room", "The dryer is broken")


def test_the_first_admin_is_led_to_the_first_ward(wes: Admin) -> None:
    wes.starts()
    wes.reads("Which ward do you want to look at?", "Open a ward")
    wes.follows("WardVoice")
    wes.reads("Welcome, Wes", "There is no ward yet.")
    wes.follows("Open a ward")
    wes.is_refused("Open the ward", {"Beds": 0}, "Write the name of the ward.", "Write a number from 1 to")


def test_a_screen_that_was_taken_back_shows_nothing_of_the_ward(hospital: Hospital, wes: Admin) -> None:
    wes.opens_a_ward("Rowan", beds=12, place="the garden room")
    terminal = enrolled(hospital, wes, "Ward terminal", "the corridor")
    wes.starts()
    wes.follows("Screens")
    wes.presses("Take back the screen: the corridor")
    wes.reads("The screen is taken back. It shows nothing of the ward any more.")
    terminal.starts()
    assert terminal.browser.address == "/sign-in"
    terminal.does_not_read("Rowan")


def test_a_code_for_a_screen_works_once(hospital: Hospital, wes: Admin) -> None:
    wes.opens_a_ward("Rowan", beds=12, place="the garden room")
    code = wes.invites_a_screen("Ward terminal", "the corridor")
    for status in (200, 422):
        screen = Somebody(hospital)
        screen.browser.get("/enrol")
        screen.presses("Make it a screen", {"The code": code}, status=status)
    screen.reads("There is a problem")


def test_staff_change_the_password_that_they_were_handed(hospital: Hospital, wes: Admin) -> None:
    wes.opens_a_ward("Rowan", beds=12, place="the garden room")
    first = wes.opens_an_account("Tom", "nurse", "Ward staff", "Rowan")
    tom = Advocate(hospital, "tom", first)
    tom.starts()
    tom.follows("My account")
    new = {"New password": "kettle orange stair", "New password again": "kettle orange stair"}
    tom.is_refused("Change my password", {"Your password now": "wrong", **new}, "This is not your password.")
    tom.presses("Change my password", {"Your password now": first, **new})
    tom.reads("Your password is changed.")
    tom.signs_out()
    tom.is_refused("Sign in", {"Username": "tom", "Password": first}, "The username or the password is not right.")
    tom.password = "kettle orange stair"
    tom.starts()
    tom.reads("What needs me")


def test_staff_cannot_sign_in_on_a_screen_of_the_ward(hospital: Hospital, wes: Admin) -> None:
    wes.opens_a_ward("Rowan", beds=12, place="the garden room")
    for kind in ("Ward terminal", "Meeting laptop"):
        screen = enrolled(hospital, wes, kind, "the corridor")
        screen.browser.get("/sign-in", status=403)
        screen.reads("Staff sign in at their own computer. This screen is for patients.")


# --- ward cards ------------------------------------------------------------------------------------------------------


def test_a_card_works_once_and_is_counted_in_the_open(alder: AlderWard) -> None:
    joan, newcomer, reader = alder.advocate(), alder.newcomer(), alder.somebody()
    letters = joan.draws_a_card()
    word = newcomer.becomes_somebody(letters)
    newcomer.follows("Try it now")
    newcomer.presses("Go on", {"Your ward name": word, "Your PIN": PIN})
    newcomer.reads(f"You are {word}")
    again = alder.newcomer()
    again.starts()
    again.follows("I have a new ward card")
    again.is_refused("Go on", {"The letters on your card": letters}, "This card does not work.")
    reader.starts()
    reader.follows("How many ward cards there are")
    reader.reads("1 drawn", "1 used", "0 not used yet", "1 of 16 beds have a ward name")


def test_whoever_forgot_the_pin_gets_a_new_card_and_the_old_name_goes_after_a_day(alder: AlderWard) -> None:
    kestrel, rep, newcomer = alder.patient("Kestrel"), alder.rep(), alder.newcomer()
    kestrel.starts()
    rep.starts()
    rep.follows("Ward cards")
    rep.presses("Draw", {"How many cards?": 1})
    letters = rep.page.one("li", cls="wv-ward-card").one("code").text
    newcomer.becomes_somebody(letters, old_word="Kestrel")
    newcomer.reads("If Kestrel was your old name: it stops working tomorrow.")
    alder.it_is(date(2026, 3, 4))
    somebody = alder.somebody()
    somebody.starts()
    somebody.follows("Sign in with my ward name")
    gone = {"Your ward name": "Kestrel", "Your PIN": PIN}
    somebody.is_refused("Go on", gone, "The name or the PIN is not right. Please try again.")


def test_whoever_still_knows_the_pin_keeps_the_name(alder: AlderWard) -> None:
    kestrel, joan, thief = alder.patient("Kestrel"), alder.advocate(), alder.newcomer()
    thief.becomes_somebody(joan.draws_a_card(), old_word="Kestrel")
    kestrel.starts()
    kestrel.reads("You are Kestrel")
    alder.days_pass(2)
    kestrel.starts()
    kestrel.reads("You are Kestrel")


def test_two_pins_that_differ_are_asked_again_and_never_shown(alder: AlderWard) -> None:
    joan, newcomer = alder.advocate(), alder.newcomer()
    newcomer.uses_the_card(joan.draws_a_card())
    newcomer.presses("Show me other words")
    word = newcomer.page.one("div", cls="wv-words-on-offer").all("label")[0].text
    newcomer.presses("Go on", {"Choose your ward name": word})
    newcomer.presses("Take this name", {"Your PIN": "270841", "Your PIN again": "270842"}, status=422)
    assert "270841" not in newcomer.browser.answer.get_data(as_text=True)
    newcomer.presses("Take this name", {"Your PIN": "270841", "Your PIN again": "270841"})
    newcomer.reads(f"You are now {word}")
