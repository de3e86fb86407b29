"""Which kinds of device a word of the programme covers (DOMAIN, 'Kinds')."""

LAPTOPS = frozenset({"laptop", "chromebook"})
COMPUTERS = LAPTOPS | {"desktop"}
PRINTING_DEVICES = frozenset({"printer", "multifunction_printer", "copier"})
ROOM_DISPLAYS = frozenset({"interactive_screen", "interactive_board", "projector"})

_WORDS = {
    "laptops": LAPTOPS,
    "computers": COMPUTERS,
    "printing_devices": PRINTING_DEVICES,
}


def kinds_of(text: str) -> frozenset[str]:
    """The kinds named by `text`: words and kind codes joined by '+' ('laptops', 'tablet')."""
    named = filter(None, text.split("+"))
    return frozenset().union(*(_WORDS.get(word, frozenset({word})) for word in named))
