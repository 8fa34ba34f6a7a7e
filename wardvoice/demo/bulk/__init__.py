"""The bulk writer: the same rows and the same history as the commands leave, thousands at a time."""
