"""The room of paper: the daily outage pack, its numbered forms, and what was written on them, typed in later."""
