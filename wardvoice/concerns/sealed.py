"""What is sealed: a concern's head and body, what is added to it, and the parcel in which either waits."""

from __future__ import annotations

import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from wardvoice.concerns.rules import About, Complaint, Deed, Sign, Soon, Statement
from wardvoice.people.queries.keys import Holder
from wardvoice.storage.sealing import CannotOpen, Found, Keys, lock, seal, unlock, unseal

LOOKUP_BYTES = 32


@dataclass(frozen=True)
class Head:
    """What a reader sees first of a concern: whom it is about, what was ticked, and whether it is urgent.

    `left_out` are the keys of those of whom the writer said "it is about them": nothing of it is ever sealed to them.
    """

    about: About = About.UNSURE
    signs: tuple[Sign, ...] = ()
    statements: tuple[Statement, ...] = ()
    soon: Soon = Soon.NOT_ASKED
    complaint: Complaint = Complaint.NO
    on_paper: bool = False
    left_out: tuple[str, ...] = ()

    @property
    def about_staff(self) -> bool:
        """True unless the writer said that it is about nobody who works here."""
        return self.about is not About.NO

    @property
    def may_be_urgent(self) -> bool:
        """True where somebody could get hurt soon, whatever the writer answered."""
        return self.soon is not Soon.NOT_ASKED


@dataclass(frozen=True)
class Body:
    """The words, and what the writer gave on top of them: a name and a way to reply for a complaint.

    `earlier` is the name of a concern of the same writer, where they want it looked at together (C11).
    """

    words: str = ""
    sender: str = ""
    way_to_reply: str = ""
    earlier: str = ""


@dataclass(frozen=True)
class Parcel:
    """A concern as it waits: a copy for each reader, and the key with which only its writer reads answers."""

    copies: tuple[tuple[UUID, bytes, bytes], ...]
    answer_public: bytes | None
    answer_private: bytes | None

    def packed(self) -> bytes:
        """Return one value, as long for whoever wants no answer as for whoever does."""
        filler = secrets.token_bytes(Keys.LENGTH), secrets.token_bytes(Keys.LOCKED_LENGTH)
        wanted = self.answer_public is not None
        keys = (self.answer_public, self.answer_private) if wanted else filler
        return _packed({"copies": [_texts(copy) for copy in self.copies], "keys": _texts(keys), "wanted": int(wanted)})

    @classmethod
    def unpacked(cls, packed: bytes) -> Parcel:
        """Read a parcel again."""
        held = json.loads(packed)
        public, private = (b64decode(part) for part in held["keys"])
        copies = tuple((UUID(key), b64decode(head), b64decode(body)) for key, head, body in held["copies"])
        return cls(copies, *((public, private) if held["wanted"] else (None, None)))


@dataclass(frozen=True)
class Added:
    """A letter as it waits: for each reader, and for the writer where a reader wrote it; or a deed of the writer's.

    `told` is the retelling to which the writer said yes or no.
    """

    copies: tuple[tuple[UUID, bytes], ...] = ()
    for_writer: bytes | None = None
    deed: Deed | None = None
    told: bytes | None = None

    def packed(self) -> bytes:
        """Return one value."""
        writer = b64encode(self.for_writer).decode() if self.for_writer else ""
        told = self.told.hex() if self.told else ""
        copies = [_texts(copy) for copy in self.copies]
        return _packed({"copies": copies, "writer": writer, "deed": self.deed or "", "told": told})

    @classmethod
    def unpacked(cls, packed: bytes) -> Added:
        """Read a letter again."""
        held = json.loads(packed)
        copies = tuple((UUID(key), b64decode(body)) for key, body in held["copies"])
        deed = Deed(held["deed"]) if held["deed"] else None
        return cls(copies, b64decode(held["writer"]) or None, deed, bytes.fromhex(held["told"]) or None)


def parcel(head: Head, body: Body, holders: Iterable[Holder], found: Found | None) -> Parcel:
    """Seal a concern to each of its readers; with five words its writer alone will read the answers (P26, P28)."""
    told, said = _text_of(head), _text_of(body)
    copies = tuple((one.key_id, seal(told, one.public_key), seal(said, one.public_key)) for one in holders)
    if found is None:
        return Parcel(copies, None, None)
    keys = Keys.fresh()
    return Parcel(copies, keys.public, lock(keys.private, found.key))


def added(words: str, holders: Iterable[Holder], answer_public: bytes | None = None) -> Added:
    """Seal what is added to a concern: to its readers, and to its writer where a reader answers."""
    said = words.encode()
    copies = tuple((one.key_id, seal(said, one.public_key)) for one in holders)
    return Added(copies, seal(said, answer_public) if answer_public else None)


def blanks(count: int) -> tuple[tuple[UUID, bytes], ...]:
    """Return so many copies that nobody can open, as long as those of a few words."""
    return tuple((uuid4(), seal(b"", Keys.fresh().public)) for _ in range(count))


def for_readers(words: str, holders: Iterable[Holder]) -> bytes:
    """Return words that each of these readers can open, as one value."""
    return added(words, holders).packed()


def read_as(packed: bytes, key_id: UUID, private: bytes) -> str:
    """Return words that were sealed to several readers. Raises CannotOpen for whoever is not among them."""
    try:
        mine = next((body for key, body in Added.unpacked(packed).copies if key == key_id), None)
    except (ValueError, KeyError, TypeError) as fault:
        raise CannotOpen from fault
    if mine is None:
        raise CannotOpen
    return words_in(mine, private)


def sealed_again(
    head: Head, body: Body, letters: Iterable[str], holders: Sequence[Holder]
) -> tuple[tuple[tuple[UUID, bytes, bytes], ...], list[tuple[tuple[UUID, bytes], ...]]]:
    """Seal an opened concern, and all that was added to it, to other readers."""
    return parcel(head, body, holders, None).copies, [added(words, holders).copies for words in letters]


def head_in(kept: bytes, private: bytes) -> Head:
    """Open a concern's head. Raises CannotOpen."""
    held = _mapping(unseal(kept, private))
    return Head(
        about=About(held["about"]),
        signs=tuple(map(Sign, held["signs"])),
        statements=tuple(map(Statement, held["statements"])),
        soon=Soon(held["soon"]),
        complaint=Complaint(held["complaint"]),
        on_paper=bool(held["on_paper"]),
        left_out=tuple(held.get("left_out", ())),
    )


def body_in(kept: bytes, private: bytes) -> Body:
    """Open a concern's body. Raises CannotOpen."""
    return replace(Body(), **_mapping(unseal(kept, private)))


def words_in(kept: bytes, private: bytes) -> str:
    """Open a letter. Raises CannotOpen."""
    return unseal(kept, private).decode()


def writers_key(answer_private: bytes, found: Found) -> bytes:
    """Return the key to a concern's answers, which only five words unlock. Raises CannotOpen."""
    return unlock(answer_private, found.key)


def _text_of(part: Head | Body) -> bytes:
    return _packed(asdict(part))


def _packed(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def _texts(parts: Sequence[Any]) -> list[str]:
    return [b64encode(part).decode() if isinstance(part, bytes) else str(part) for part in parts]


def _mapping(text: bytes) -> dict[str, Any]:
    held = json.loads(text)
    if not isinstance(held, dict):
        raise CannotOpen
    return held
