"""Sign-in, roles and what each may do."""
