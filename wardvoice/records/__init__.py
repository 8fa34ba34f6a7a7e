"""How long words and names are kept, who says so, what must stay, and what is kept about one person (N5, P45, P47)."""
