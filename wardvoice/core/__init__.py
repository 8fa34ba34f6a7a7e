"""The constitution: who may, what may follow what, what is remembered. Standard library only."""
