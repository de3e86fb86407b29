"""Counts of lending as figures, charts and tables for people."""
