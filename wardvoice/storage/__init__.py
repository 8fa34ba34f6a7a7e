"""The cellar: the engine, the one door for change, and the history that nobody can rewrite unseen."""
