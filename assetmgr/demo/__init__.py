"""The reference municipality: a plan of plain rows, made without clock, network or chance."""
