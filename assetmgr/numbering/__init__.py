"""Numbers without a gap, each institution its own."""
