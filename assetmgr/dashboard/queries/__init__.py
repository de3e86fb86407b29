"""Reading what the first page shows."""
