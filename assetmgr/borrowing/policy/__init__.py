"""Rules of the borrower's page, pure."""
