"""How an invented ward lives: items are sent, meetings held, promises kept or not, one week after the other."""
