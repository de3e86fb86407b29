"""Choosing devices and printing their labels."""
