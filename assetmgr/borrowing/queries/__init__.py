"""Reading what is a borrower's own."""
