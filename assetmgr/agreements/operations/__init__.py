"""Writing terms and agreements."""
