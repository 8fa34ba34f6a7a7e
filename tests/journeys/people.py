"""The people of the stories. Each method is one sentence: it begins at `/` and goes on by links and forms alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from tests.journeys.reading import filled_in, part_of_page, said_on
from tests.markup import Node
from tests.pages import PageClient

if TYPE_CHECKING:
    from tests.journeys.ward import AlderWard

PIN = "270841"
PASSWORD = "three calm rivers"
Answers = Mapping[str, Any]


class Somebody:
    """Anybody at a browser. `page` is what they look at."""

    def __init__(self, ward: AlderWard) -> None:
        self.ward, self.browser = ward, PageClient(ward.app)

    @property
    def page(self) -> Node:
        return self.browser.page

    @property
    def main(self) -> Node:
        return self.page.one("main")

    @property
    def text(self) -> str:
        """Every word that they can read now."""
        return said_on(self.page)

    def starts(self) -> None:
        """Open the start page; whoever has a name or an account comes in on the way."""
        self.browser.get("/")

    def follows(self, *links: str, near: str = "") -> None:
        """Press one link after the other."""
        for words in links:
            self.browser.get(self._link(words, near)["href"])

    def presses(self, button: str, answers: Answers | None = None, *, near: str = "", status: int = 200) -> None:
        """Fill in the form of this button and press it; `near` says beside which words it stands."""
        whole = self.page
        if near:
            self.browser.page = part_of_page(whole, near, button)
        form, _button = self.browser.form(button)
        self.browser.submit(button, status=status, **filled_in(form, answers or {}))

    def is_refused(self, button: str, answers: Answers, *sentences: str, near: str = "", status: int = 422) -> None:
        """Press a button and be told what to mend."""
        self.presses(button, answers, near=near, status=status)
        self.reads(*sentences)

    def reads(self, *sentences: str) -> None:
        """See all of these words on the page."""
        for words in sentences:
            assert words in self.text, f"{words!r} is not on {self.browser.address}: {self.text}"

    def reads_in_order(self, *words: str) -> None:
        """See these words one after the other."""
        text, start = said_on(self.main), 0
        for one in words:
            assert one in text[start:], f"{one!r} does not stand after all before it in {words}: {text}"
            start += text[start:].index(one) + len(one)

    def does_not_read(self, *sentences: str) -> None:
        """See none of these words on the page."""
        for words in sentences:
            assert words not in self.text, f"{words!r} is on {self.browser.address}: {self.text}"

    def can(self, *what: str) -> bool:
        """Whether the page offers all these links and buttons."""
        offered = {node.text for node in self.page.all("a", "button")}
        offered |= {node.get("aria-label") for node in self.page.all("a", "button")}
        return offered.issuperset(what)

    def cannot(self, *what: str) -> bool:
        """Whether the page offers none of these links and buttons."""
        return not any(self.can(one) for one in what)

    def _link(self, words: str, near: str) -> Node:
        links = [link for link in self.page.all("a") if words in (link.text, link.get("aria-label"))]
        links = links or [link for link in self.page.all("a") if words in link.text]
        if near:
            links = [link for link in links if any(near in (around(link, tag)) for tag in ("li", "article", "section"))]
        assert links, f"no link {words!r} {near!r} on {self.browser.address}: {[a.text for a in self.page.all('a')]}"
        return links[0]

    # --- what everybody can read -------------------------------------------------------------------------------------

    def looks_at_the_board(self) -> None:
        self.starts()
        self.follows(self.board_link)

    def looks_at_the_agenda(self) -> None:
        self.starts()
        self.follows(self.agenda_link)

    def looks_at_the_meetings(self) -> None:
        self.starts()
        self.follows(self.meetings_link)

    def looks_at_the_promise(self, words: str, shelf: str = "All") -> None:
        """Go to the page of one promise."""
        self.starts()
        self.follows(self.promises_link, shelf, words)

    def looks_at_what_was_asked_for(self, promise: str) -> None:
        """Go from a promise to the item that it belongs to."""
        self.looks_at_the_promise(promise)
        self.follows("What was asked for")

    board_link, agenda_link, meetings_link, promises_link = "Ward board", "Next agenda", "Meetings", "Promises"


def around(node: Node, tag: str) -> str:
    found = node.within(tag)
    return found.text if found else ""


class Screen(Somebody):
    """Nobody: the big screen on the wall, which shows itself."""

    def __init__(self, ward: AlderWard, token: str = "the board") -> None:
        super().__init__(ward)
        self.browser.at_screen(token)


class Patient(Screen):
    """Somebody at the ward terminal, with a ward name or without."""

    board_link, agenda_link = "What happened to what we asked", "The next agenda"
    meetings_link, promises_link = "All meetings", "All promises"

    def __init__(self, ward: AlderWard, word: str = "", token: str = "the terminal") -> None:
        super().__init__(ward, token)
        self.word = word

    def starts(self) -> None:
        super().starts()
        if self.word and f"You are {self.word}" not in self.page.text:
            self.follows("Sign in with my ward name")
            self.presses("Go on", {"Your ward name": self.word, "Your PIN": PIN})

    def finishes(self) -> None:
        """Press Finish, as everybody should."""
        self.presses("Finish")

    # --- adding to the meeting ---------------------------------------------------------------------------------------

    def says(self, words: str, *, topic: str = "Laundry", kind: str = "Problem") -> None:
        """Fill in the first three pages; the fourth is on screen then."""
        self.starts()
        self.follows("Add to the meeting")
        self.presses("Go on", {"How do you want to say it?": "In words"})
        self.presses("Go on", {"What is it about?": topic})
        self.presses("Go on", {"What is it?": kind, "Your words": words})

    def shows_in_pictures(self, topic: str, feeling: str, kind: str = "Problem") -> None:
        """Fill in the first three pages without a letter."""
        self.starts()
        self.follows("Add to the meeting")
        self.presses("Go on", {"How do you want to say it?": "With pictures"})
        self.presses("Go on", {"What is it about?": topic})
        self.presses("Go on", {"What is it?": kind, "How do you feel about it?": feeling})

    def sends_it(self, shown: str = "As “a patient”") -> None:
        """Press Send, and find the receipt."""
        self.presses("Send to the meeting", {"How should we show it?": shown})

    def adds_to_the_meeting(
        self, words: str, *, topic: str = "Laundry", kind: str = "Problem", shown: str = "As “a patient”"
    ) -> None:
        self.says(words, topic=topic, kind=kind)
        self.sends_it(shown)
        self.stands_by_the_words()
        assert self.has_a_receipt

    def stands_by_the_words(self) -> None:
        """Send words that name somebody, if the page asks about them."""
        if "Did you name somebody?" in self.page.text:
            self.presses("Send it as it is")

    # --- five words --------------------------------------------------------------------------------------------------

    def sends_it_for_five_words(self, words: str, *, topic: str = "Laundry") -> str:
        """Send something without a name, and copy the five words from the receipt."""
        self.says(words, topic=topic)
        asked = {
            "How should we show it?": "As “a patient”",
            "Do you want an answer for yourself?": "Give me five words",
        }
        self.presses("Send to the meeting", asked)
        return " ".join(self.main.one("ol", data_words="").text.split())

    def comes_back_with(self, five: str) -> None:
        """Type five words from a slip of paper."""
        self.starts()
        self.follows("My things", "With five words")
        self.presses("Look for an answer", {"Your five words": five})

    @property
    def has_a_receipt(self) -> bool:
        return bool(self.page.all("main", data_receipt=""))

    # --- my things ---------------------------------------------------------------------------------------------------

    def looks_at_my_things(self) -> None:
        self.starts()
        self.follows("My things")

    def opens_my_item(self, words: str) -> None:
        """Open the page of something I asked for."""
        self.looks_at_my_things()
        line = next(line for line in self.page.all("article") if words in line.text)
        self.browser.get(line.all("a")[0]["href"])

    def changes_my_words(self, before: str, after: str) -> None:
        self.opens_my_item(before)
        self.follows("Change my words")
        self.presses("Store my new words", {"Your words": after})

    def takes_back(self, words: str) -> None:
        self.opens_my_item(words)
        self.follows("Take it back")
        self.presses("Take it back")

    def adds_a_note(self, words: str, note: str) -> None:
        self.opens_my_item(words)
        self.follows("Add something")
        self.presses("Add my words", {"What do you want to add?": note})

    def says_of_the_answer(self, words: str, button: str) -> None:
        """Say whether the answer is good enough."""
        self.opens_my_item(words)
        self.presses(button)

    # --- did it happen? ----------------------------------------------------------------------------------------------

    def says_it_happened(self, reply: str, promise: str, missing: str = "") -> None:
        """Answer "Did it happen?" with yes, no, partly or "I cannot tell"."""
        self.looks_at_the_promise(promise)
        if reply == "Partly":
            self.follows("Partly")
            self.presses("Send: partly", {"What is still missing?": missing})
        else:
            self.presses(reply)
        assert self.has_a_receipt

    def leaves_the_ward(self, answers: Answers | None = None) -> None:
        """Say goodbye: the ward name rests. What was asked is let go, unless another answer is given for it."""
        self.starts()
        self.follows("I am leaving this ward")
        let_go = {legend.text: "Close it for me" for legend in self.main.all("legend")}
        self.presses("Yes, I am leaving", {**let_go, **(answers or {})})


class Pen:
    """Whoever can write something down for somebody else."""

    def writes_down_for_a_patient(self: Any, words: str, *, topic: str = "Laundry", kind: str = "Problem") -> None:
        self.starts()
        self.follows(self.pen_link)
        self.presses("Write it down", {"In their own words": words, "What is it about?": topic, "What is it?": kind})


class Chair:
    """Whoever prepares agendas and runs meetings: the rep, or who stands in."""

    def prepares_the_agenda(self: Any) -> None:
        """Open the page on which the next agenda is prepared."""
        self.starts()
        self.follows("Prepare the agenda")

    def reads_what_waits(self: Any, words: str) -> None:
        self.presses("I have read this", near=words)

    def places(self: Any, words: str) -> None:
        self.presses(f"Put on the agenda: {words}")

    def moves_up(self: Any, words: str) -> None:
        self.presses(f"Up: {words}")

    def moves_down(self: Any, words: str) -> None:
        self.presses(f"Down: {words}")

    def takes_off(self: Any, words: str) -> None:
        self.follows(f"Time and more: {words}")
        self.presses(f"Take off: {words}")

    def opens_the_row(self: Any, words: str) -> None:
        """See all that can be done with an item, whether it waits or stands on the agenda."""
        names = ("Time and more", "Put off, link, merge or split", "Put off, link or merge", "Put off, link or split")
        self.follows(next(link for name in names if self.can(link := f"{name}: {words}")))

    def puts_off(self: Any, words: str, because: str) -> None:
        self.opens_the_row(words)
        self.presses("Put it off", {"Why does it wait?": because}, near=words)

    def publishes_the_agenda(self: Any) -> None:
        """Let the next agenda go out."""
        self.prepares_the_agenda()
        self.presses("Let it go out")
        self.reads("The agenda is out. Everybody on the ward can read it.")

    # --- the meeting room --------------------------------------------------------------------------------------------

    def goes_to_the_room(self: Any) -> None:
        self.starts()
        self.follows("The meeting room")

    def opens_the_meeting(self: Any) -> None:
        self.goes_to_the_room()
        self.presses("Open the meeting")
        self.reads("The meeting is open.", "Who is here")

    def counts_who_is_here(self: Any, answers: Answers) -> None:
        self.follows("Who is here")
        self.presses("Write it down", answers)

    def turns_to(self: Any, step: str) -> None:
        """Choose a step of the meeting from the list at its side."""
        outline = self.page.one("nav", id="outline")
        link = next((link for link in outline.all("a") if step in link.text), None)
        assert link is not None, f"the meeting has no step {step!r}: {outline.text}"
        self.browser.get(link["href"])

    def writes_the_answer(self: Any, item: str, answer: str, by: str, **more: Any) -> None:
        """Write down the answer to an item, and the promise with it if there is one."""
        self.turns_to(item)
        self.presses("Write the answer down", answering(answer, by, **more))

    def asks_whether_they_accept(self: Any, yes: int, no: int, unsure: int = 0) -> None:
        answers = {"Do you accept this answer?": {"Yes": yes, "No": no, "Not sure": unsure}}
        self.presses("Write the hands down", answers, near="Do you accept this answer?")

    def counts_hands(self: Any, question: str, decides: str, patients: Answers, staff: Answers) -> None:
        asked = {"What do we ask?": question, "What do the hands decide?": decides}
        counted = {"Patients": patients, "Staff": staff}
        self.presses("Write the hands down", {**asked, **counted}, near="What do we ask?")

    def lets_it_wait(self: Any, item: str, because: str, words: str = "") -> None:
        self.turns_to(item)
        self.presses("Let it wait", {"Why does it wait?": because, "In words": words})

    def counts_replies(self: Any, promise: str, question: str = "Did it happen?", **hands: Any) -> None:
        """Count the patients' hands on a promise."""
        self.turns_to("Promises")
        names = {"yes": "Yes", "partly": "Partly", "no": "No", "unsure": "Cannot tell"}
        answers: dict[str, Any] = {question: {names[name]: count for name, count in hands.items() if name in names}}
        if "missing" in hands:
            answers["What is still missing?"] = hands["missing"]
        self.presses("Write the hands down", answers, near=promise)

    def counts_let_off(self: Any, promise: str, leave: int, keep: int) -> None:
        self.turns_to("Promises")
        hands = {"May we leave it?": {"Yes, leave it": leave, "No, keep the promise": keep}}
        self.presses("Write the hands down", hands, near=promise)

    def closes_the_meeting(self: Any) -> None:
        self.turns_to("The end")
        self.presses("Close the meeting")
        self.reads("The meeting is closed.")

    def stops_early(self: Any, because: str) -> None:
        self.turns_to("The end")
        self.presses("Stop early and close the meeting", {"Why do we stop early?": because})
        self.reads("The meeting is closed.")


def answering(
    answer: str, by: str, words: str = "", promise: str = "", owner: str = "", due: date | None = None, **more: Any
) -> dict[str, Any]:
    """What is written into the form for an answer in the room, by its labels."""
    typed = {
        "What is the answer?": answer,
        "The answer in words": words,
        "Who gives this answer?": by,
        "What will be done, so that patients can see it?": promise,
        "Whose job is it?": owner or (by if promise else None),
        "By which day?": due,
        "When do we look at this no again?": more.get("review"),
        "Who has it now?": more.get("passed_to"),
        "When do we check?": more.get("check"),
        "Nothing more has to be done": more.get("nothing_to_do"),
        "We mean it as it is written": more.get("sure"),
        "Why does it take more than 28 days?": more.get("far_because"),
    }
    return {question: value for question, value in typed.items() if value}


class Rep(Patient, Pen, Chair):
    """A rep, deputy or peer supporter at the meeting laptop."""

    pen_link = "Write something down for somebody"

    def __init__(self, ward: AlderWard, word: str, token: str = "the laptop") -> None:
        super().__init__(ward, word, token)

    def calls_off_the_meeting(self, because: str, words: str = "") -> None:
        self.looks_at_the_meetings()
        self.follows("Call it off")
        self.presses("Call it off", {"Why is the meeting not held?": because, "In a few words": words})

    def puts_on_every_agenda(self, title: str, at_end: bool = False) -> None:
        self.prepares_the_agenda()
        self.follows("What stands on every agenda")
        self.presses("Put it on every agenda", {"What stands on every agenda?": title, "At the end": at_end})


class Newcomer(Screen):
    """Somebody with a ward card, at a screen of the ward."""

    def uses_the_card(self, letters: str, old_word: str = "") -> None:
        """Type the letters on the card; words to choose from come next."""
        self.starts()
        self.follows("I have a new ward card")
        answers = {"The letters on your card": letters, "Your old ward name, if you forgot its PIN": old_word}
        self.presses("Go on", answers)

    def becomes_somebody(self, letters: str, old_word: str = "", pin: str = PIN) -> str:
        """Take the first word on offer and a PIN, and return the word."""
        self.uses_the_card(letters, old_word)
        word = self.page.one("div", cls="wv-words-on-offer").all("label")[0].text
        self.presses("Go on", {"Choose your ward name": word})
        self.presses("Take this name", {"Your PIN": pin, "Your PIN again": pin})
        return word


class Staff(Somebody, Pen):
    """Anybody with an account, at their own computer."""

    pen_link = "Write something down for a patient"

    def __init__(self, ward: AlderWard, username: str, password: str = PASSWORD) -> None:
        super().__init__(ward)
        self.username, self.password = username, password

    def starts(self) -> None:
        super().starts()
        if self.browser.address == "/sign-in":
            self.presses("Sign in", {"Username": self.username, "Password": self.password})
        if self.browser.address == "/conduct":
            self.presses("I accept this")

    def signs_out(self) -> None:
        self.presses("Sign out")

    # --- promises ----------------------------------------------------------------------------------------------------

    def reports(self, button: str, words: str, promise: str) -> None:
        """One line and one tap, on the start page."""
        self.starts()
        self.presses(button, {"Write one line": words}, near=promise)
        self.reads("Your line is stored. Everybody on the ward can read it.")

    def says_how_far_it_is(self, words: str, promise: str) -> None:
        self.reports("Progress", words, promise)

    def says_why_nothing_changed(self, words: str, promise: str) -> None:
        self.reports("No change, because", words, promise)

    def says_done(self, words: str, promise: str) -> None:
        self.reports("Done", words, promise)

    def says_it_cannot_be_done(self, words: str, promise: str) -> None:
        self.reports("It cannot be done", words, promise)

    def moves_the_date(self, to: date, because: str, promise: str) -> None:
        self.starts()
        self.presses("Promise the new day", {"New day": to, "Why does the day move?": because}, near=promise)
        self.reads("The new day stands beside the first one.")

    def hands_over(self, promise: str, to: str) -> None:
        self.looks_at_the_promise(promise)
        self.presses("Hand over", {"Who takes it over?": to})

    # --- items -------------------------------------------------------------------------------------------------------

    def opens_the_item(self, name: str) -> None:
        """Open something that waits for an answer, from the start page."""
        self.starts()
        self.follows(name)

    def answers(self, item: str, answer: Answers) -> None:
        """Answer an item outside the meeting."""
        self.opens_the_item(item)
        self.follows("Answer it")
        self.presses("Store the answer", answer)

    def prints(self, page: str) -> None:
        self.starts()
        self.follows("Pages to print", page)


class Nurse(Staff, Chair):
    """Ward staff; in the rep's place only while no rep is in post."""


class Manager(Staff, Chair):
    """Answers for the ward."""

    def invites_a_screen(self, kind: str, place: str) -> str:
        """Make a code for one more screen, and return it."""
        self.starts()
        self.follows("Screens")
        self.presses("Make a code for it", {"What kind of screen is it?": kind, "Where does it stand?": place})
        return self.page.one("p", cls="wv-code").text


class Advocate(Staff, Chair):
    """Independent; keeps the cards and gives the terms."""

    def draws_a_card(self) -> str:
        """Draw one ward card, and return the letters on it."""
        self.starts()
        self.follows("Ward cards")
        self.presses("Draw", {"How many cards?": 1})
        return self.page.one("li", cls="wv-ward-card").one("code").text

    def gives_a_term(self, word: str, part: str = "Rep", **more: Any) -> None:
        self.starts()
        self.follows("Reps")
        answers = {"Ward name": word, "Part": part, "How were they chosen?": "Agreed in the meeting", **more}
        self.presses("Give the term", answers)


class Lead(Staff):
    """Above the ward managers."""


class Admin(Advocate, Manager):
    """Opens wards, screens and accounts; sees no concern's words."""

    def opens_a_ward(self, name: str, beds: int, place: str) -> None:
        self.starts()
        self.follows("Open a ward")
        answers = {"What is it?": "A ward", "Name of the ward": name, "Beds": beds, "Where the meeting is held": place}
        self.presses("Open the ward", answers)

    def opens_an_account(self, name: str, job: str, part: str, ward: str) -> str:
        """Open an account and return its starting password; the username is the name in small letters."""
        self.starts()
        self.follows("Accounts", "Open an account")
        person = {"First name": name, "Job": job, "Username": name.lower()}
        self.presses("Open the account", {**person, "What is this person?": part, "On which ward?": ward})
        return self.page.one("p", cls="wv-code").text
