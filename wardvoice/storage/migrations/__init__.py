"""Numbered steps that bring any database, an empty one too, to the newest schema."""
