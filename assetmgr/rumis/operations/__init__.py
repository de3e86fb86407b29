"""Taking over what RUMIS is right about."""
