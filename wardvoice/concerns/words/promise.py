"""What people are promised before they write in private, and what they are not: all of it stands here (P49).

Each sentence is true of the program as it is. Whoever changes one asks first whether it still is. Nobody is ever told
that they cannot be found: `NEVER_SAID` lists what no page of this room may say.
"""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

PROMISES = (
    _l("We do not ask your name."),
    _l("We do not keep who you are, or which screen you used."),
    _l("We do not keep the minute when you wrote."),
    _l("Your words are locked. Only the people shown here can open them."),
    _l("The ward manager cannot, unless the ward manager is shown here."),
    _l("It is passed on at set times, not at once."),
    _l("You can get five words. With them you can come back for an answer."),
    _l("Nobody can look up your five words, or make new ones."),
    _l("Lost your words? You can write again, or look at the ward board."),
    _l("When you finish, we clear this screen."),
)
LIMITS = (
    _l("Staff can see you at the screen."),
    _l("If only you know what happened, people may guess. They may also know how you write."),
    _l("You can ask the advocate to put it in their words."),
    _l("There may be cameras. Other programs may run here. We cannot promise what they keep."),
    _l("If someone may be badly hurt, the people who read this must act."),
    _l("If you ask us to tell someone now, they come to this screen. They may guess it was you."),
    _l("A court or the law can make the hospital show what is stored."),
)
NOT_WATCHED = _l("No one watches this screen all the time.")
ROOMS_SEARCHED = _l("Staff may search rooms. You can throw these words away.")
IN_SHORT = (PROMISES[0], PROMISES[3], PROMISES[5], LIMITS[0], LIMITS[1], LIMITS[4], NOT_WATCHED)
"""What nobody may miss; it stands in the open where all the rest opens with one tap."""
NEVER_SAID = (
    "100 %",
    "100%",
    "anonymous",
    "anonymity",
    "nobody can ever find out",
    "no one can ever find out",
    "cannot be traced",
    "untraceable",
    "completely confidential",
    "totally private",
    "completely safe",
)
