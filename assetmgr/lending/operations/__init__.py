"""Writing how institutions lend."""
