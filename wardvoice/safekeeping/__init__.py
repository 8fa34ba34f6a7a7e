"""Copies of both databases: backups that only a key kept elsewhere opens, their way back, and moving house."""
