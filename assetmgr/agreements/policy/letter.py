"""What a guardian is written; in Latvian, as the families' language is not known."""

from dataclasses import dataclass
from typing import Final

SUBJECT: Final = "Noteikumi skolas ierīces lietošanai"


@dataclass(frozen=True, slots=True)
class Invitation:
    """Whose guardian is asked by which institution, and until when ('06.12.2026.')."""

    institution: str
    first_name: str
    address: str
    until: str
    contact: str | None


def invitation_text(one: Invitation) -> str:
    """The body of the letter with the link."""
    contact = f" Jautājumus sūtiet: {one.contact}." if one.contact else ""
    return f"""\
Labdien!

{one.institution} grib izsniegt ierīci lietošanai mājās: {one.first_name}. \
Pirms tam vajadzīga Jūsu piekrišana noteikumiem.

Izlasiet noteikumus un apstipriniet šeit:
{one.address}

Saite der vienu reizi, līdz {one.until} Uz skolu nav jānāk. Ja negribat atbildēt tiešsaistē, \
lūdziet skolai veidlapu uz papīra.{contact}

Šī vēstule ir sūtīta automātiski."""


def first_name(name: str) -> str:
    """The first of a person's names."""
    return name.split()[0] if name.split() else name
