"""Forms of settings and holidays."""
