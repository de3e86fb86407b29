"""Scheduled work: one leader, runs as rows."""
