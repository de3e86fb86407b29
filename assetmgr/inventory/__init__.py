"""Stocktakes: opened, scanned by phones with or without a network, closed by an act."""
