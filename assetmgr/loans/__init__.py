"""Lending: devices for home, from request to return."""
