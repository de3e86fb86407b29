"""Tests of the replacement forecast."""
