"""Writing custody."""
