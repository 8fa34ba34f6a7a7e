"""The people of the hospital: staff accounts, ward names and the cards they come from, and the reps' terms."""
