"""A borrower's own page: what I have, what I may ask for, what is known of me."""
