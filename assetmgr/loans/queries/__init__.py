"""Reading loans."""
