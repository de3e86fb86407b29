"""Reading stocktakes."""
