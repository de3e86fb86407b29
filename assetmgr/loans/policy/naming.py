"""How acts and requests are called (DOMAIN.md, 'Words')."""


def act_number(institution_code: str, number: int) -> str:
    """The act's number as people write it: 'A-RAI-123'."""
    return f"A-{institution_code}-{number}"


def request_number(institution_code: str, number: int) -> str:
    """The request's number as people write it: 'P-RAI-45'."""
    return f"P-{institution_code}-{number}"
