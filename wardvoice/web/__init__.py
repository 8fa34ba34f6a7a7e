"""The hall: every request comes in here, and everything that leaves the house is dressed here."""
