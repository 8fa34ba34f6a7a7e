"""The ground rules of the ward's meetings."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.core.policy import May
from wardvoice.meetings import commands, queries
from wardvoice.meetings.forms import GroundRuleForm, SuggestedForm
from wardvoice.meetings.views.rhythm import refuse_others
from wardvoice.meetings.views.room import bp
from wardvoice.meetings.words import SUGGESTED_RULES
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, done, page


@bp.route("/meetings/ground-rules", methods=["GET", "POST"])
@requires(May.READ_WARD)
def ground_rules() -> Answer:
    """Show the ward's ground rules and add one, as rep or manager."""
    refuse_others()
    work, form = this_work(), GroundRuleForm()
    if form.validate():
        with form.refusals():
            work.refuse_repeat(form.once.data)
            (added,) = commands.add_ground_rules(work, words=[form.words.data or ""])
            work.once(form.once.data, added)
            return done(url_for("meetings.ground_rules"), say=_("The rule is added."))
    found = queries.ground_rules(work.session, work.ward_id)
    facts: dict[str, Any] = {"rules": found, "suggested": SUGGESTED_RULES, "take_over": SuggestedForm()}
    return page("meetings/ground_rules.html", form=form, status=form.status, **facts)


@bp.post("/meetings/ground-rules/suggested")
@requires(May.READ_WARD)
def take_suggested_rules() -> Answer:
    """Make the rules that we suggest the ward's own, to be changed one by one."""
    refuse_others()
    work, form = this_work(), SuggestedForm()
    work.refuse_repeat(form.once.data)
    if not queries.ground_rules(work.session, work.ward_id):
        first, *_rest = commands.add_ground_rules(work, words=[str(one) for one in SUGGESTED_RULES])
        work.once(form.once.data, first)
    return done(url_for("meetings.ground_rules"), say=_("These rules are the ward’s own now."))


@bp.post("/meetings/ground-rules/<uuid:rule_id>/remove")
@requires(May.READ_WARD)
def remove_ground_rule(rule_id: UUID) -> Answer:
    """Take a rule off the list."""
    refuse_others()
    work = this_work()
    commands.remove_ground_rule(work, rule=queries.ground_rule(work.session, work.ward_id, rule_id))
    return done(url_for("meetings.ground_rules"), say=_("The rule is off the list."))
