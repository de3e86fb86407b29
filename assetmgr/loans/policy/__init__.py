"""Rules of lending, pure."""
