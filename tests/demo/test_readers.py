"""The readers of the invented hospital: there today, with keys that open with what the doorway prints."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.demo.made import TODAY
from tests.pages import PageClient
from wardvoice.demo.content.places import WARDS
from wardvoice.demo.doors import DOORS, PASSPHRASE
from wardvoice.people.models import Account, ReaderKey
from wardvoice.people.queries import keys
from wardvoice.people.queries.keys import ReaderKind, WorkingDays
from wardvoice.storage.sealing import Keys, unwrap
from wardvoice.wards.models import Ward


@pytest.mark.parametrize("name", WARDS[:2])
def test_every_kind_of_reader_is_offered_on_both_wards(small: Session, name: str) -> None:
    (ward_id,) = small.scalars(select(Ward.id).where(Ward.name == name))
    assert set(keys.offered(small, ward_id, TODAY, WorkingDays())) == set(ReaderKind)


def test_their_keys_open_with_the_passphrase_of_the_doorway(small: Session) -> None:
    found = list(small.scalars(select(ReaderKey)))
    assert len(found) == 4
    for key in found:
        assert Keys.of(unwrap(key.wrapped, PASSPHRASE)).public == key.public_key
        assert key.present_on == TODAY


def test_everybody_whom_one_can_be_has_accepted_the_conduct_text(small: Session) -> None:
    ways = {way.username for way in DOORS.values() if way.username}
    accepted = small.execute(select(Account.username, Account.conduct_accepted_on).where(Account.username.in_(ways)))
    assert len(ways) == len([name for name, on in accepted if on is not None])


@pytest.mark.parametrize("key", ["advocate", "listener", "manager"])
def test_a_reader_comes_through_the_doorway_and_unlocks(visitor: PageClient, key: str) -> None:
    visitor.get("/demo")
    assert PASSPHRASE in visitor.page.text
    visitor.post("/demo/enter", {"as": key})
    visitor.get("/")
    visitor.follow("Your key")
    visitor.submit("Unlock my key", passphrase=PASSPHRASE)
    assert "Your key is unlocked." in visitor.page.text
