"""Measurements, each with its floor taken in the same run; `bin/bench` prints their ratios."""
