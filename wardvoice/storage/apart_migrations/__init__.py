"""The numbered steps of the database of private things."""
