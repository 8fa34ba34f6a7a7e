#!/bin/sh
# Start a ward terminal on Linux: WardVoice in full screen and nothing else, again whenever it ends.
# The profile folder is kept on purpose: the cookie that makes this browser a screen of the ward lives in it.
set -eu
ADDRESS="${WARDVOICE_ADDRESS:?set it to the address of WardVoice, such as https://wardvoice.hospital.example/}"
BROWSER="${WARDVOICE_BROWSER:-chromium}"
PROFILE="${WARDVOICE_PROFILE:-$HOME/.wardvoice-kiosk}"

exec "$BROWSER" --kiosk "$ADDRESS" --user-data-dir="$PROFILE" --no-first-run --noerrdialogs \
  --hide-crash-restore-bubble --disable-pinch --overscroll-history-navigation=0 --password-store=basic
