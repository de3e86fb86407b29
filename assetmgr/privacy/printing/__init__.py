"""A person's own data on paper."""
