"""What patients put on the agenda, its place in each meeting, and the answer it gets."""
