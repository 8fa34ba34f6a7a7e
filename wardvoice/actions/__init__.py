"""Promises: who does what by when, and whether the patients say that it happened."""
