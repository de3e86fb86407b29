"""Rules of terms and agreements, pure."""
