"""Scanning with the register at hand: what a code means, where one stands, what is missing."""
