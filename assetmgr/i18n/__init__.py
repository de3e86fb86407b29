"""Latvian first, English second."""
