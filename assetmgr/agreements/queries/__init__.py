"""Reading terms and agreements."""
