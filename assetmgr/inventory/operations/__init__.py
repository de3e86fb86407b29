"""Writing stocktakes."""
