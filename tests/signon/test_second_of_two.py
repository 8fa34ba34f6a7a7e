"""Whoever keeps the directory is never both of two people: admins, advocates and listeners come by password alone."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests import builders as a
from tests.people.house import PASSWORD
from tests.signon.conftest import Real
from wardvoice.core.actor import Role
from wardvoice.core.errors import RuleBroken
from wardvoice.people.hashing import hash_password
from wardvoice.people.models import Account
from wardvoice.signon import commands
from wardvoice.signon.models import HospitalAccount, Knock
from wardvoice.signon.rules import BY_PASSWORD_ALONE, GroupRole, signs_in_by_password
from wardvoice.storage.history import HistoryRow
from wardvoice.wards.models import Ward
from wardvoice.web.sessions import Kind, SessionRow

BY_PASSWORD = "sign in below with your WardVoice password"


@pytest.fixture(params=sorted(BY_PASSWORD_ALONE))
def role(request: pytest.FixtureRequest) -> Role:
    return Role(request.param)


def where(real: Real, role: Role) -> Ward | None:
    """An admin is one of the whole hospital."""
    return None if role is Role.ADMIN else real.ward


def test_these_are_they() -> None:
    assert {Role.ADMIN, Role.ADVOCATE, Role.LISTENER} == BY_PASSWORD_ALONE
    assert not signs_in_by_password([Role.STAFF, Role.MANAGER, Role.LEAD, Role.DUTY, Role.REVIEWER])
    assert signs_in_by_password([Role.STAFF, Role.ADVOCATE])
    assert BY_PASSWORD_ALONE.isdisjoint(Role(one.value) for one in GroupRole), "and no group gives one of them"


def test_an_admin_links_none_of_them(real: Real, role: Role) -> None:
    real.gives("Alder nurses")
    joan = a.an_account(real.session, "Joan", username="joan")
    a.a_membership(joan, role, where(real, role))
    tom = a.an_account(real.session, "Tom", username="tom")
    a.a_membership(tom, Role.STAFF, real.ward)
    admin = a.a_staff_actor(real.ward, Role.ADMIN, name="Wes")
    wes = real.anybody().sign_in_as(Kind.ACCOUNT, admin.id, real.ward.id)  # type: ignore[arg-type]
    real.knows("mallory", groups=["Kitchen"])
    real.comes("mallory", status=403)
    (knock,) = real.ask(select(Knock))
    wes.get(f"/admin/sign-on/waiting/{knock.id}")
    assert {option.get("value") for option in wes.page.one("select").all("option")} == {"", str(tom.id)}
    wes.post(f"/admin/sign-on/waiting/{knock.id}", {"account": str(joan.id)}, status=422)
    assert real.ask(select(HospitalAccount)) == []
    with pytest.raises(RuleBroken, match="WardVoice password"):
        commands.link(a.work(real.session, clock=real.clock), account=joan, knock=knock)


def test_whoever_is_linked_and_becomes_one_comes_no_more_by_the_directory(real: Real, role: Role) -> None:
    real.gives("Alder nurses")
    real.knows("tom", groups=["Alder nurses"])
    real.comes("tom").submit("Sign out")
    tom = real.session.scalars(select(Account)).one()
    part = a.a_membership(tom, role, where(real, role))
    refused = real.comes("tom", status=403)
    assert BY_PASSWORD in refused.page.text
    assert real.ask(select(SessionRow.token_hash)) == []
    tom.password_hash = hash_password(PASSWORD)
    real.session.commit()
    refused.submit("Sign in", username="tom", password=PASSWORD)
    assert refused.address == "/conduct"
    part.until = real.clock.today
    real.session.commit()
    assert real.comes("tom").address == "/conduct", "it is a nurse's account again"


def test_what_the_directory_gives_and_takes_is_brought_in_line_all_the_same(real: Real) -> None:
    real.gives("Alder nurses")
    real.gives("Alder managers", GroupRole.MANAGER)
    real.knows("tom", groups=["Alder nurses"])
    real.comes("tom")
    a.a_membership(real.session.scalars(select(Account)).one(), Role.LISTENER, real.ward)
    real.knows("tom", groups=["Alder managers"])
    real.comes("tom", status=403)
    told = "".join(real.ask(select(HistoryRow.body)))
    assert told.count('"membership-ended"') == 1
    assert real.ask(select(Account.closed_on)) == [None]
