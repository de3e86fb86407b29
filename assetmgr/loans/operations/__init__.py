"""Writing loans."""
