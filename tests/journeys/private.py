"""What was sent in private on the ward that has everything: a concern in each state, and words to come back with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import PEPPER
from tests.journeys.everything import TODAY, Everything
from wardvoice.concerns import commands, queries
from wardvoice.concerns.models import Concern, Retelling
from wardvoice.concerns.queries.writers import holders_of
from wardvoice.concerns.rules import About, Recipient, Sign, State, Telling, Theme, Where
from wardvoice.concerns.sealed import Body, Head
from wardvoice.core.actor import Actor, Door
from wardvoice.slips.wordlist import words_of_slips
from wardvoice.storage.apart_work import ApartWork
from wardvoice.storage.sealing import find

STATES = {
    "new": State.NEW,
    "seen": State.SEEN,
    "looked into": State.LOOKED_INTO,
    "answered": State.ANSWERED,
    "withdrawn": State.WITHDRAWN,
    "closed": State.CLOSED,
    "held": State.SEEN,
}


@dataclass
class Private:
    """The locked room of a ward. `words` has five words for each concern, and for one that still waits."""

    alder: Everything
    apart: Session
    words: dict[str, str] = field(default_factory=dict)
    concerns: dict[str, Concern] = field(default_factory=dict)
    sheets: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.alder.clock.go_to(TODAY - timedelta(days=1))
        self._keys()
        for key in STATES:
            self._sends(key, Recipient.BOTH if key == "seen" else Recipient.ADVOCATE)
        self._lets_out()
        self._sends("waiting", Recipient.ADVOCATE)
        for key, state in STATES.items():
            self._stands(key, state)
        self._opens("new")
        self._tellings()
        self.apart.commit()
        self.alder.session.commit()

    def _keys(self) -> None:
        """Advocate and listener have keys; the manager has none yet, but has accepted the conduct text."""
        for name in ("Joan", "Ines"):
            self.sheets[name] = a.a_reader_key(self.alder.accounts[name], clock=self.alder.clock)[2]
        a.a_duty(self.alder.accounts["Joan"], self.alder.ward, clock=self.alder.clock)
        a.accepts_conduct(self.alder.accounts["Priya"], clock=self.alder.clock)

    def _work(self, actor: Actor) -> ApartWork:
        return ApartWork(self.apart, actor, self.alder.clock, PEPPER)

    def _sends(self, key: str, to: Recipient) -> None:
        start = 5 * len(self.words)
        self.words[key] = " ".join(words_of_slips()[start : start + 5])
        holders = holders_of(self.alder.session, self.alder.ward.id, to, self.alder.clock.today)
        facts = {"recipient": to, "holders": holders, "found": find(self.words[key], PEPPER)}
        work = self._work(Actor(Door.TERMINAL, self.alder.ward.id))
        signs = (Sign.TREATED_DIFFERENTLY,) if to is Recipient.BOTH else ()
        commands.send(work, head=Head(About.NO, signs), body=Body(f"It is {key}"), **facts)
        work.commit()

    def _lets_out(self) -> None:
        self.alder.clock.go_to(TODAY)
        work = self._work(Actor(Door.CLOCK, self.alder.ward.id, name="WardVoice"))
        commands.release_due(work, self.alder.session)
        work.commit()

    def _stands(self, key: str, state: State) -> None:
        mine = queries.mine(self.apart, find(self.words[key], PEPPER).lookup)
        assert mine is not None
        concern = self.concerns[key] = mine.released
        concern.state = state
        if state is not State.NEW:
            concern.acknowledged_on, concern.theme = TODAY, Theme.SAFETY
            concern.about_staff = concern.treated_differently = key == "seen"
        if state is State.CLOSED:
            concern.closed_on, concern.reference = TODAY, "C-1"
        concern.legal_hold = key == "held"
        self.apart.commit()

    def _tellings(self) -> None:
        """One waits for its writer, one for a second reader, one for whoever shows it."""
        themes = {Telling.PROPOSED: Theme.SAFETY, Telling.AGREED: Theme.LEAVE, Telling.APPROVED: Theme.RESPECT}
        for state, theme in themes.items():
            self._tells(theme).state = state
            self.apart.commit()

    def _opens(self, key: str) -> None:
        """Joan has opened it; only then she can acknowledge it."""
        alder, joan = self.alder, self.alder.people["Joan"]
        assert joan.id is not None
        case = queries.case(self.apart, alder.session, joan.id, self.concerns[key].id, alder.clock.today)
        work = self._work(joan)
        commands.note_opening(work, case)
        work.commit()

    def _tells(self, theme: Theme) -> Retelling:
        """The listener tells it in other words; the advocate is the second reader."""
        alder, concern, ines = self.alder, self.concerns["seen"], self.alder.people["Ines"]
        assert ines.id is not None
        case = queries.case(self.apart, alder.session, ines.id, concern.id, alder.clock.today)
        readers = holders_of(alder.session, alder.ward.id, Recipient.BOTH, alder.clock.today)
        said = commands.Words("Doors bang at night", "They are mended")
        work = self._work(ines)
        facts = {"where": Where.BOARD, "theme": theme, "names": (), "readers": readers}
        told = commands.propose(work, case, words=said, **facts)
        work.commit()
        return told
