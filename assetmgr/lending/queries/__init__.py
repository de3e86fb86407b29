"""Reading how institutions lend."""
