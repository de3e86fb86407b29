"""The register beside RUMIS's: what differs, and which of the two is right about what."""
