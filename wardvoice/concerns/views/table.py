"""Every step that a reader can take with a concern, in the order in which they are offered."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from wardvoice.concerns import commands
from wardvoice.concerns.forms import reading as forms
from wardvoice.concerns.rules import LIFE, State
from wardvoice.concerns.views import acts
from wardvoice.concerns.views.deed import Step

NOT_SAID = _l("Do not ask anybody on the ward who wrote it, and do not guess.")
NOT_TOLD = _l("Do not tell the person it names, nor the ward, that it exists.")
TWO_SIGN = _l("What is about staff takes two readers: one signs, another confirms.")

THE_STEPS = (
    Step(
        name="acknowledge",
        title=_l("Acknowledge it"),
        said=_l("Acknowledged."),
        act=acts.acknowledge,
        form=forms.AcknowledgeForm,
        needs_key=True,
        when=acts.allows("acknowledge"),
        hints=(_l("The writer reads that somebody has read it. Only what you choose here is ever counted."),),
    ),
    Step(
        name="look-into",
        title=_l("Look into it"),
        said=_l("Written down: it is being looked into."),
        act=lambda _form, deed: commands.look_into(deed.work, deed.case),
        when=acts.allows("look_into"),
        hints=(NOT_SAID,),
    ),
    Step(
        name="answer",
        title=_l("Answer the writer"),
        said=_l("Stored. It goes out at the next release."),
        act=lambda form, deed: commands.answer(deed.work, deed.case, words=form.words.data or ""),
        form=forms.AnswerForm,
        when=lambda one: LIFE.allows(one.state, "answer") and one.lookup is not None,
        hints=(_l("It goes out at the next release, so that no hour tells who comes to read it."),),
    ),
    Step(
        name="checklist",
        title=_l("Safeguarding checklist"),
        said=_l("The checklist is stored."),
        act=acts.check_off,
        form=forms.ChecklistForm,
        when=acts.needs_checking,
        filled=acts.the_checklist,
        needs_key=True,
        template="concerns/read_checklist.html",
        hints=(NOT_SAID, NOT_TOLD),
    ),
    Step(
        name="protect",
        title=_l("Write down a protective step"),
        said=_l("The protective step is stored."),
        act=lambda form, deed: commands.record_protection(deed.work, deed.case, step=form.step.data or ""),
        form=forms.ProtectForm,
        when=acts.needs_protection,
        hints=(_l("Somebody says that they were treated differently after speaking up."),),
    ),
    Step(
        name="worker",
        title=_l("Write down what somebody named in it said"),
        said=_l("What this person said is stored."),
        act=lambda form, deed: commands.record_workers_answer(deed.work, deed.case, words=form.words.data or ""),
        form=forms.WorkerForm,
        when=acts.is_open,
        hints=(_l("It is not checked until both sides were heard. Whoever is named has a right to answer."),),
    ),
    Step(
        name="complaint",
        title=_l("Pass it to the complaints team"),
        said=_l("Written down. The team has three working days to acknowledge it."),
        act=lambda _form, deed: commands.pass_complaint_on(deed.work, deed.case),
        when=lambda one: acts.is_open(one) and one.complaint_passed_on is None,
        template="concerns/read_complaint.html",
    ),
    Step(
        name="tell",
        title=_l("Ask the writer whether it may be told"),
        said=_l("Stored. The writer is asked when they come back."),
        act=acts.tell,
        form=forms.TellForm,
        needs_key=True,
        when=acts.may_be_asked,
        hints=(_l("Nothing is told without the writer’s yes and a second reader."),),
    ),
    Step(
        name="pass-on",
        title=_l("Pass it on to another reader"),
        said=_l("Passed on. You cannot open it any more."),
        act=acts.pass_on,
        form=forms.PassOnForm,
        when=acts.allows("pass_on"),
        filled=acts.the_others,
        needs_key=True,
        hints=(_l("All of it goes along. The readers so far cannot open it any more."),),
    ),
    Step(
        name="close",
        title=_l("Close it"),
        said=_l("Stored."),
        act=acts.close,
        form=forms.CloseForm,
        when=acts.allows("close"),
        hints=(
            _l("If it is about staff, every line of the checklist needs an answer first."),
            TWO_SIGN,
            _l("Are you the only reader of your kind? Sign, then pass it on to another kind, who confirms it."),
        ),
    ),
    Step(
        name="reference",
        title=_l("Write down its reference"),
        said=_l("The reference is stored."),
        act=lambda form, deed: commands.note_reference(deed.work, deed.case, reference=form.reference.data or ""),
        form=forms.ReferenceForm,
        when=lambda one: one.state is not State.NEW,
        hints=(_l("It is not deleted before it stands in another record, or two readers sign that none is needed."),),
    ),
    Step(
        name="not-needed",
        title=_l("Sign that no other record is needed"),
        said=_l("Signed."),
        act=lambda _form, deed: commands.sign_not_needed(deed.work, deed.case),
        when=acts.has_no_home,
        hints=(_l("Two readers have to sign."),),
    ),
    Step(
        name="hold",
        title=_l("Put a legal hold on it"),
        said=_l("Nothing of it is deleted from now on."),
        act=lambda _form, deed: commands.hold(deed.work, deed.case, on=True),
        when=lambda one: not one.legal_hold,
        hints=(_l("A court, the police or the law may need it. Nothing of it is deleted until the hold ends."),),
    ),
    Step(
        name="end-hold",
        title=_l("End the legal hold"),
        said=_l("The legal hold is over."),
        act=lambda _form, deed: commands.hold(deed.work, deed.case, on=False),
        when=lambda one: one.legal_hold,
    ),
    Step(
        name="delete",
        title=_l("Delete it"),
        said=_l("It is deleted."),
        act=acts.delete,
        when=lambda one: one.closed_on is not None,
        hints=(_l("Its words and all answers go for good. The lines of the log stay."), TWO_SIGN),
    ),
)
STEPS = {step.name: step for step in THE_STEPS}
GONE_AFTER = frozenset({"delete", "pass-on"})
"""After these the concern is no longer there for whoever took the step."""
