"""What was brought from an old list says so wherever it is shown, and shows the list's words as words."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import SetClock
from tests.old_lists import lists
from tests.old_lists.conftest import peopled
from tests.pages import PageClient
from wardvoice.actions.models import Action
from wardvoice.web.sessions import Kind

SAYS_SO = "Brought from an old list. It is counted apart."


def test_the_list_and_the_page_of_a_promise_say_where_it_came_from(
    app: Flask, backstage: Session, clock: SetClock, tmp_path: Path
) -> None:
    bringing = peopled(backstage.get_bind(), backstage, clock, tmp_path)  # type: ignore[arg-type]
    bringing.bring(lists.with_mark())
    bringing.bring(lists.titled_and_merged())
    gate = backstage.scalars(select(Action).where(Action.words == "Fix the garden gate")).one().id
    priya, alder = bringing.people["Priya"].id, bringing.ward.id
    backstage.commit()  # an open transaction would keep the pages from writing
    browser = PageClient(app)
    browser.sign_in_as(Kind.ACCOUNT, priya, alder)
    page = browser.get("/actions")
    assert page.text.count(SAYS_SO) == 9
    assert "<script>alert(1)</script>" in page.text, "it is text"
    taken = browser.http.get("/actions.csv").get_data(as_text=True)
    assert "'=HYPERLINK(" in taken
    assert ",=HYPERLINK(" not in taken.replace('"', "")
    assert "\r\n'+1 kettle" in taken, "no formula survives"
    page = browser.get(f"/actions/{gate}")
    assert SAYS_SO in page.text
    assert "given to Priya (ward manager), who has not said yes yet. The old list says: Ward mgr / Sam" in page.text
    assert "This came from the ward's old list on Monday 2 March. Is it yours?" in page.text
    assert (
        "Brought from an old list, line 4. It is the job of Priya (ward manager) now. The list says: "
        "whose job “Ward mgr / Sam”; by when “19.01.2026”; how it stands “Red”."
    ) in page.text
