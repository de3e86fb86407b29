"""The one exception of everything that reads the settings."""


class ConfigError(Exception):
    """A wrong setting; the sentence names the variable and how to mend it."""
