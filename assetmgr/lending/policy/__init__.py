"""Rules of settings, pure."""
