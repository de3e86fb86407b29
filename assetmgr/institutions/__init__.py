"""Institutions, their places, headcounts and stated needs."""
