"""Forms of loans."""
