"""A year of lending at one school, as its people see it."""
