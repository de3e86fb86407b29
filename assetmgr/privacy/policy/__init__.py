"""Rules of privacy, pure."""
