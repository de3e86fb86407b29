"""Who changed what, when and through what; entries outlive their subject."""
