"""Rules of requests, pure."""
