"""The questions of the week: put before a meeting, answered by those who will not be in the room."""
