"""The headcount file: its columns, its plan, its way into the register and out of it."""
