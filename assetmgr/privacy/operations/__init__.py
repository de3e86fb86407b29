"""Forgetting, and giving a person what is known of them."""
