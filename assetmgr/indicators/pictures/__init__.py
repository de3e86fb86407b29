"""Indicators, provision, needs and ages as charts and tables for people."""
