"""Questions about how a ward is doing. Nothing is asked by person."""
