"""Chromebook activity by device and day, and the weekly report made from it."""
