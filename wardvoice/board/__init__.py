"""The ward board: what was asked, what was answered, and whether it happened. Reads everything, changes nothing."""
