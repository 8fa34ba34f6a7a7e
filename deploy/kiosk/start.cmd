@echo off
rem Start a ward terminal on Windows with Microsoft Edge. Not run by us: try it before you rely on it.
rem Not with --edge-kiosk-type: that opens a private window, which forgets that it is a screen of the ward.
set ADDRESS=https://wardvoice.hospital.example/
:again
start /wait "" "C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe" --kiosk %ADDRESS% --user-data-dir="%LOCALAPPDATA%\WardVoiceKiosk" --no-first-run --disable-pinch --overscroll-history-navigation=0
timeout /t 5 /nobreak >nul
goto again
