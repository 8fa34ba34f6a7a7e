"""Speed, measured side by side with a floor: the same server, one Jinja page of the same size, one ORM query."""
