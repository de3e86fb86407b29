"""Commands that belong to no feature: the database, serving, the scheduler."""
