"""Reading what is compared with RUMIS."""
