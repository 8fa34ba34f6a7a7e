"""Proof that nothing was touched: the chain is walked, and the tables must follow from it."""
