"""Papers that make lending known: a poster for a wall, a letter for parents."""
