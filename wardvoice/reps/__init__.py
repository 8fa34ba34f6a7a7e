"""How reps, deputies and peer supporters come to their part, and what they have been shown."""
