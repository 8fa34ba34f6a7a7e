"""Signing on with the hospital's own accounts: whom its directory knows, and what its groups give (N7, F6)."""
