"""The words by which a file may name a code (DOMAIN.md, 'Words'); the code itself always counts."""

from collections.abc import Mapping
from typing import Final

from assetmgr.devices.codes import Funding, Purpose, Status
from assetmgr.exchange.cells import Code, word_key
from assetmgr.institutions.codes import InstitutionType
from assetmgr.people.codes import PersonRole


def _known(words: Mapping[Code, tuple[str, ...]]) -> dict[str, Code]:
    return {
        word_key(word): code for code, others in words.items() for word in (code.value, *others)
    }


STATUSES: Final = _known(
    {
        Status.NEW: ("jauna", "jauns", "new"),
        Status.AVAILABLE: ("pieejama", "pieejams"),
        Status.RESERVED: ("rezervēta", "rezervēts"),
        Status.IN_USE: ("lietošanā", "in use"),
        Status.IN_RESERVE: ("rezervē", "in reserve"),
        Status.MAINTENANCE: ("apkopē", "in maintenance"),
        Status.NEEDS_REPAIR: ("jāremontē", "needs repair"),
        Status.UNDER_REPAIR: ("remontā", "under repair"),
        Status.DAMAGED: ("bojāta", "bojāts"),
        Status.PERMANENTLY_DAMAGED: (
            "neatgriezeniski bojāta",
            "neatgriezeniski bojāts",
            "permanently damaged",
            "damaged beyond repair",
        ),
        Status.LOST: ("nozaudēta", "nozaudēts"),
        Status.STOLEN: ("nozagta", "nozagts"),
        Status.WRITTEN_OFF: ("norakstīta", "norakstīts", "written off"),
    }
)
PURPOSES: Final = _known(
    {
        Purpose.PUPILS: ("izglītojamajiem", "izglītojamie", "skolēniem", "for pupils"),
        Purpose.TEACHERS: ("pedagogiem", "pedagogi", "skolotājiem", "for teachers"),
        Purpose.ADMINISTRATION: ("administrācijai", "administrācija", "for administration"),
        Purpose.OPEN_ACCESS: ("brīvpieejā", "brīvpieeja", "open access"),
        Purpose.SHARED_POOL: (
            "koplietojamās ierīces",
            "koplietojamā ierīce",
            "koplietošanā",
            "shared pool",
        ),
        Purpose.ASSISTIVE: ("palīgtehnoloģijas", "palīgtehnoloģija", "assistive technology"),
        Purpose.INFRASTRUCTURE: ("infrastruktūra", "infrastruktūrai"),
    }
)
FUNDINGS: Final = _known(
    {
        Funding.MUNICIPAL: (
            "pašvaldības",
            "pašvaldība",
            "pašvaldības finansējums",
            "municipal funding",
        ),
        Funding.STATE: ("valsts", "valsts finansējums", "state funding"),
        Funding.EU: ("es", "es finansējums", "eu funding"),
        Funding.RECOVERY_FUND: (
            "atveseļošanas fonda",
            "atveseļošanas fonds",
            "atveseļošanas fonda finansējums",
            "recovery fund",
            "recovery fund funding",
        ),
        Funding.GIFT: ("dāvinājums",),
        Funding.INSTITUTION: (
            "iestādes budžets",
            "iestādes",
            "iestāde",
            "institution's own budget",
        ),
    }
)
INSTITUTION_TYPES: Final = _known(
    {
        InstitutionType.SCHOOL: ("skola",),
        InstitutionType.PRESCHOOL: ("pii", "pirmsskola", "pirmsskolas izglītības iestāde"),
        InstitutionType.OTHER: ("cita", "cita iestāde", "other institution"),
    }
)
PERSON_ROLES: Final = _known(
    {
        PersonRole.PUPIL: (
            "izglītojamais",
            "izglītojamā",
            "skolēns",
            "skolniece",
            "skolnieks",
            "audzēknis",
            "audzēkne",
            "bērns",
        ),
        PersonRole.EMPLOYEE: (
            "darbinieks",
            "darbiniece",
            "pedagogs",
            "skolotājs",
            "skolotāja",
            "teacher",
        ),
    }
)
