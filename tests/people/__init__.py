"""People: rules, lists, pages, codes."""
