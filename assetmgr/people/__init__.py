"""Pupils and staff who borrow: from class lists, year by year, until they are forgotten."""
