"""The replacement forecast."""
