"""What is looked at when a browser becomes a screen: what it can tell itself, and what a person tries by hand."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

CHECKS = (
    ("secure", _l("The line is encrypted."), _l("The address must begin with https. Ask IT for a certificate.")),
    ("cookies", _l("Cookies are kept."), _l("Let the browser keep cookies of this address, or nobody can sign in.")),
    ("storage", _l("Nothing is stored here."), _l("Something was stored here. Clear the browser’s data.")),
    (
        "headers",
        _l("Pages arrive as they were sent."),
        _l("A proxy changes our pages on the way. Ask IT to let Cache-Control and Content-Security-Policy through."),
    ),
    ("clock", _l("The clock is right."), _l("The clock is wrong by two minutes or more. Set it.")),
    ("language", _l("The browser speaks our language."), _l("Set the browser’s language, so that it offers nothing.")),
    (
        "full",
        _l("It fills the whole screen."),
        _l("It does not fill the screen. Use the start command for kiosks."),
    ),
    ("large", _l("The screen is large enough."), _l("The screen is small. Use one of 1000 × 700 points or more.")),
    ("quiet", _l("No messages can pop up."), _l("Notifications are not switched off. Are the policies in place?")),
)
BY_HAND = (
    _l("Press Ctrl+P and Ctrl+S. Nothing may open."),
    _l("Press F12, Ctrl+Shift+I and Ctrl+U. Nothing may open."),
    _l("Press Ctrl+N, Ctrl+T and Ctrl+Shift+N. No second window or tab may open."),
    _l("Press Alt+F4, Alt+Tab and the Windows key. WardVoice must stay, or come back by itself."),
    _l("Press a long time, or the right button, on a word. Nothing may be looked up or read to the internet."),
    _l("Type into a box, press Finish, and type the same letters again. Nothing may be offered."),
    _l("Press Alt+← after Finish. Nothing of what you did may come back."),
    _l("Put in a USB stick. Nothing may open."),
    _l("Pull the network cable for a minute, and put it back. The start page must come again."),
    _l("Stand where others walk past. Can they read the words? Turn the screen, or put a filter on it."),
)
