"""How private concerns read on screen."""
