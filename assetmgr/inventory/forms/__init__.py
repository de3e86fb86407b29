"""Forms of stocktakes."""
