"""The minutes are the patients' as much as the staff's: a story of one meeting and what was remembered of it."""

from __future__ import annotations

from datetime import timedelta

from tests.actions.conftest import house
from tests.actions.house import HouseWorld
from tests.minutes.agreed import a_closed_meeting
from wardvoice.proof.verify import verify

__all__ = ["house"]


def test_the_minutes_are_the_patients_as_much_as_the_staffs(house: HouseWorld) -> None:
    meeting, entry = a_closed_meeting(house)
    address = f"/meetings/{meeting.id}/minutes"

    nurse = house.staff()  # Tom finds on his page that the minutes wait for him, and says yes.
    nurse.get("/")
    nurse.follow("The minutes of Monday 2 March wait for your yes.")
    nurse.submit("This is a fair record")

    kestrel = house.patient_at(house.kestrel)  # Kestrel reads the draft and remembers it differently.
    kestrel.get(address)
    kestrel.follow("I remember this differently")
    kestrel.submit("Put it beside the minutes", words="They said by Tuesday", line=str(entry.id))
    assert "Patients remember this differently: They said by Tuesday" in kestrel.page.text

    house.clock.go_to(house.today + timedelta(days=5))  # Five days later the rep agrees all the same: that is late.
    rep = house.rep_at_laptop()
    rep.get("/")
    rep.follow("The minutes of Monday 2 March wait for your yes.")
    rep.submit("This is a fair record")
    assert "Published 5 days after the meeting. 3 were promised." in rep.page.text

    rep.follow("Put something right")  # What turns out to be wrong is put right below; what was agreed stays.
    rep.submit("Add the correction", words="It is the dryer upstairs")
    nurse = house.staff()  # His visit of Monday is long over.
    nurse.get("/")
    nurse.follow("Something in the minutes of Monday 2 March was put right. Please look.")
    nurse.submit("We have seen this")

    for who, there in (
        (house.nobody(), address),
        (house.staff(), f"/print{address.replace('/meetings', '/minutes')[:-8]}"),
    ):
        text = who.get(there).text
        for words in ("We will mend it", "They said by Tuesday", "It is the dryer upstairs", "Seen by the staff on"):
            assert words in text
    assert verify(house.session).whole
