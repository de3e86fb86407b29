"""Writing people: by a list, and one by one."""
