"""Somebody could get hurt soon: the question that asks, the screen that sounds, the people who come."""
