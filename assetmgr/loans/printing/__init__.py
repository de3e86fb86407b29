"""Papers about loans besides the act: the letter of a decision, lists to tick, letters home."""
