"""The demo's pupils and employees: names made up of words that nobody is called by."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from assetmgr.demo.chance import noise, pick
from assetmgr.demo.institutions import institutions
from assetmgr.demo.people import DOMAIN
from assetmgr.devices.policy.text import plain
from assetmgr.people.codes import PersonRole
from assetmgr.people.policy.ages import comes_of_age
from assetmgr.people.policy.keys import ALPHABET, KEY_LENGTH
from assetmgr.school_year import first_day

PUPIL: Final = f"skolens@{DOMAIN}"
"""The pupil who has one of the demo's accounts."""
FIRST: Final = (
    "Bitīte",
    "Dzeguzīte",
    "Kamenīte",
    "Lakstīgaliņa",
    "Pīlīte",
    "Pūcīte",
    "Saulīte",
    "Spārīte",
    "Vālodzīte",
    "Zīlīte",
    "Zvaigznīte",
    "Apsītis",
    "Ērglēns",
    "Gailēns",
    "Lācēns",
    "Ezītis",
    "Rūķis",
    "Sikspārnis",
    "Taurenis",
    "Vēzītis",
    "Zibenis",
    "Zaķēns",
    "Jenots",
)
LAST: Final = (
    "Burvnadziņa",
    "Ceļmalas",
    "Dzintargrauda",
    "Jūrmētras",
    "Kalnupīle",
    "Ķiploka",
    "Ledussāls",
    "Mākonīša",
    "Nakstiņas",
    "Pasakvārda",
    "Pūkaste",
    "Rūķaina",
    "Spoguļa",
    "Torņmalas",
    "Ūdensroza",
    "Varavīksnes",
    "Vējzirnieka",
    "Zvaigžņusega",
    "Zeltzutiņa",
    "Žagarskrieta",
)
_WHOLE_SCHOOL: Final = "RAI"
_CLASS_SIZE: Final = 20
_ELSEWHERE_SIZE: Final = 18
_PUPILS_CLASS: Final = "9.a"


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """Somebody invented, and for a minor who answers for them."""

    institution: str
    key: str
    role: PersonRole
    name: str
    class_name: str | None
    email: str
    external_id: str
    adult_on: date | None
    guardian: str | None


def planned_people(until: date) -> list[PlannedPerson]:
    """Everybody of the demo's schools, in classes as of the school year of `until`."""
    schools = [one.code for one in institutions() if one.type == "school"]
    return [one for code in schools for one in _of_school(code, until)]


def _of_school(code: str, until: date) -> Iterator[PlannedPerson]:
    is_whole = code == _WHOLE_SCHOOL
    for class_name in (f"{year}.a" for year in range(1, 13)):
        for place in range(_CLASS_SIZE if is_whole else _ELSEWHERE_SIZE):
            yield _pupil(code, class_name, place, until)
    for place in range(8 if is_whole else 3):
        name, email = _named(code, "employee", place)
        yield PlannedPerson(
            code,
            _key(email),
            PersonRole.EMPLOYEE,
            name,
            None,
            email,
            f"{code}-D{place + 1}",
            None,
            None,
        )


def _pupil(code: str, class_name: str, place: int, until: date) -> PlannedPerson:
    name, email = _named(code, class_name, place)
    if (code, class_name, place) == (_WHOLE_SCHOOL, _PUPILS_CLASS, 0):
        email = PUPIL
    adult_on = comes_of_age(_born(class_name, email, until))
    surname = name.partition(" ")[2]
    guardian = None if adult_on <= until else f"{pick(FIRST, 'guardian', email)} {surname}"
    return PlannedPerson(
        code,
        _key(email),
        PersonRole.PUPIL,
        name,
        class_name,
        email,
        f"{code}-{class_name}-{place + 1}",
        adult_on,
        guardian,
    )


def _named(code: str, group: str, place: int) -> tuple[str, str]:
    """A name, and an address that no second one has."""
    first, last = pick(FIRST, "first", code, group, place), pick(LAST, "last", code, group, place)
    mark = f"{code}{group.replace('.', '')}{place + 1}"
    return f"{first} {last}", f"{plain(first)}.{plain(last)}.{mark}@{DOMAIN}".lower()


def _born(class_name: str, email: str, until: date) -> date:
    """A day of the year in which those of the class are born."""
    year = first_day(until).year - 6 - int(class_name.partition(".")[0])
    month, day = noise("born", email, size=2)
    return date(year, 1 + month % 12, 1 + day % 28)


def _key(email: str) -> str:
    return "".join(ALPHABET[one % len(ALPHABET)] for one in noise("key", email, size=KEY_LENGTH))
