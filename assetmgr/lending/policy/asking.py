"""The letter that asks a borrower whether a device is still needed."""

from datetime import date
from typing import Final

KIND: Final = "still_needed"


def letter_key(number: str, since: date) -> str:
    """One letter for each stretch of idleness: an act's number, and the last day of use."""
    return f"{KIND}:{number}:{since.isoformat()}"


def subject() -> str:
    """What stands over the letter."""
    return "Vai skolas ierīce vēl ir vajadzīga?"


def body(
    *, greeting: str, device: str, tag: str, weeks: int, institution: str, address: str, pupil: bool
) -> str:
    """The letter in Latvian, with the first name only: *tu* to a pupil, *jūs* to an employee."""
    return (_TO_PUPIL if pupil else _TO_EMPLOYEE).format(
        greeting=greeting,
        device=device,
        tag=tag,
        weeks=weeks_text(weeks),
        institution=institution,
        address=address,
    )


def weeks_text(weeks: int) -> str:
    """'21 mācību nedēļu', '5 mācību nedēļas': for how long."""
    one = weeks % 10 == 1 and weeks % 100 != 11
    return f"{weeks} mācību {'nedēļu' if one else 'nedēļas'}"


_TO_PUPIL: Final = """\
Sveiki, {greeting}!

Tev mājās ir skolas ierīce: {device} ({tag}). Uzskaitē redzams, ka tā {weeks} nav lietota.

Vai tā tev vēl ir vajadzīga?
– Ja ir, nekas nav jādara. Ja tajā kaut kas nedarbojas, pasaki to skolai vai savā lapā:
  {address}
– Ja nav, lūdzu, atnes ierīci ar visiem piederumiem uz skolu: to gaida kāds cits.

{institution}
"""
_TO_EMPLOYEE: Final = """\
Labdien, {greeting}!

Jūsu lietošanā ir iestādes ierīce: {device} ({tag}). Uzskaitē redzams, ka tā {weeks} nav lietota.

Vai tā jums vēl ir vajadzīga?
– Ja ir, nekas nav jādara. Ja tajā kaut kas nedarbojas, paziņojiet to iestādei vai savā lapā:
  {address}
– Ja nav, lūdzu, atdodiet ierīci ar visiem piederumiem: to gaida kāds cits.

{institution}
"""
