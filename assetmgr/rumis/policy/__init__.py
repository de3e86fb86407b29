"""Rules of the comparison with RUMIS, pure."""
