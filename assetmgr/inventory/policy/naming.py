"""How a stocktake and its act are called."""


def label(institution_code: str, number: int) -> str:
    """I-RAI-3: the third stocktake of the institution with this code."""
    return f"I-{institution_code}-{number}"
