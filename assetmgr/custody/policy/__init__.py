"""Rules of custody, pure."""
