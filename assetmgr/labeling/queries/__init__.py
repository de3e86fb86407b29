"""Reading what labels are printed for, how, and what became of them."""
