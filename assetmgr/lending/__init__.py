"""How institutions lend, what can be lent now, and the figures of lending."""
