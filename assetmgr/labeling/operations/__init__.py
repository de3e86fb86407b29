"""Drawing labels, noting that they were printed, keeping settings, sheets and blank codes."""
