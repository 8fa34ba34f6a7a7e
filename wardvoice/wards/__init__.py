"""Wards and the screens that belong to them."""
