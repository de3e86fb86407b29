"""Class lists: their columns, their plan, their way into the register."""
