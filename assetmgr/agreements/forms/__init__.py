"""Forms of terms, settings and agreements."""
