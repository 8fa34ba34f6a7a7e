"""The kit for a ward terminal: policies that hold what privacy.md (P37) and docs/terminal.md promise."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from dev import ROOT

KIT = ROOT / "deploy" / "kiosk"
HOST = "wardvoice.hospital.example"

# What every browser of a terminal must have switched off, or set so.
BOTH = {
    "URLBlocklist": ["*"],
    "URLAllowlist": [f"https://{HOST}"],
    "PasswordManagerEnabled": False,
    "AutofillAddressEnabled": False,
    "AutofillCreditCardEnabled": False,
    "SavingBrowserHistoryDisabled": True,
    "DownloadRestrictions": 3,
    "AllowFileSelectionDialogs": False,
    "PrintingEnabled": False,
    "DeveloperToolsAvailability": 2,
    "SyncDisabled": True,
    "BrowserSignin": 0,
    "TranslateEnabled": False,
    "SpellcheckEnabled": False,
    "SearchSuggestEnabled": False,
    "BrowserGuestModeEnabled": False,
    "ExtensionInstallBlocklist": ["*"],
    "DefaultNotificationsSetting": 2,
    "DefaultClipboardSetting": 2,
    "ScreenCaptureAllowed": False,
}
OWN = {
    "chromium": {"IncognitoModeAvailability": 1, "SpellCheckServiceEnabled": False, "BrowserAddPersonEnabled": False},
    "edge": {
        "InPrivateModeAvailability": 1,
        "MicrosoftEditorProofingEnabled": False,
        "BrowserAddProfileEnabled": False,
    },
}


def policies(browser: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((KIT / f"{browser}.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("browser", ["chromium", "edge"])
def test_every_policy_of_the_list_is_set(browser: str) -> None:
    wanted = BOTH | OWN[browser]
    assert {name: policies(browser).get(name) for name in wanted} == wanted


def test_the_cookie_of_the_screen_outlives_the_night() -> None:
    assert "cookies_and_other_site_data" not in policies("chromium")["ClearBrowsingDataOnExitList"]
    assert policies("edge")["SaveCookiesOnExit"] == [HOST]
    started = "".join((KIT / name).read_text(encoding="utf-8") for name in ("start.sh", "start.cmd"))
    commands = [line for line in started.splitlines() if not line.startswith(("#", "rem"))]
    assert not [line for line in commands if re.search(r"incognito|inprivate|edge-kiosk-type", line)]


def test_the_registry_says_the_same_as_the_policies_of_edge() -> None:
    text = (KIT / "edge.reg").read_text(encoding="utf-8")
    for name, value in policies("edge").items():
        if isinstance(value, list):
            shown = "\n".join(f'"{n}"="{one}"' for n, one in enumerate(value, start=1))
            assert f"\\{name}]\n{shown}" in text
        else:
            assert f'"{name}"=dword:{int(value):08x}' in text


def test_the_start_command_is_sound_shell_and_wants_an_address() -> None:
    shell = shutil.which("sh")
    if shell is None:
        pytest.skip("no sh on this machine")
    assert subprocess.run([shell, "-n", KIT / "start.sh"], check=False).returncode == 0
    run = subprocess.run([shell, KIT / "start.sh"], env={}, capture_output=True, text=True, check=False)
    assert run.returncode != 0
    assert "WARDVOICE_ADDRESS" in run.stderr


def test_chromium_knows_every_policy_by_this_name() -> None:
    program = Path("/usr/lib/chromium/chromium")
    if not program.exists():
        pytest.skip("no Chromium of Debian here, whose program file could be read")
    known = program.read_bytes()
    assert [name for name in policies("chromium") if name.encode() not in known] == []


def test_the_guide_names_every_file_of_the_kit() -> None:
    guide = (ROOT / "docs" / "terminal.md").read_text(encoding="utf-8")
    assert [path.name for path in KIT.iterdir() if f"`{path.name}`" not in guide] == []
