"""Reading what is due to be forgotten, and what is known of one person."""
