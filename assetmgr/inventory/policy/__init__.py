"""The rules of a stocktake: pure functions over plain rows."""
