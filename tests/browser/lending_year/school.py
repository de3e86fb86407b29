"""A school: its pupils as the class register has them, its Chromebooks, its administrator."""

import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

from flask import Flask
from sqlalchemy import select

from assetmgr.audit.actor import Actor, Via
from assetmgr.auth.codes import Role
from assetmgr.auth.operations import add_user
from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.models import Kind
from assetmgr.devices.operations import create_devices
from assetmgr.devices.operations.facts import DeviceFacts
from assetmgr.institutions.codes import InstitutionType
from assetmgr.institutions.models import Institution, Site
from tests.support.writing import written

CODE: Final = "KRS"
DOMAIN: Final = "krasta.example"
ADMIN: Final = f"sekretare@{DOMAIN}"
ADMIN_NAME: Final = "Skolas sekretāre"
TAGS: Final = [f"K-{number:04}" for number in range(1, 31)]
_ACTOR: Final = Actor("the municipality", Via.COMMAND)


@dataclass(frozen=True, slots=True)
class Pupil:
    """One line of the class register; `born` only where the list tells it."""

    number: int
    first: str
    last: str
    class_name: str
    guardian: str
    born: str = ""

    @property
    def name(self) -> str:
        """As pages show it."""
        return f"{self.first} {self.last}"

    @property
    def email(self) -> str:
        """The school's account."""
        return f"{_plain(self.first)}.{_plain(self.last)}@{DOMAIN}"

    @property
    def guardian_email(self) -> str:
        """At home."""
        return f"{_plain(self.guardian).replace(' ', '.')}@majas.example"


def _plain(text: str) -> str:
    """In small letters without diacritics."""
    return unicodedata.normalize("NFD", text.lower()).encode("ascii", "ignore").decode()


def _class(name: str, first_number: int, lines: str) -> tuple[Pupil, ...]:
    rows = [line.strip().split("; ") for line in lines.strip().splitlines()]
    return tuple(
        Pupil(first_number + at, row[0], row[1], name, row[2], *row[3:])
        for at, row in enumerate(rows)
    )


FIFTH: Final = _class(
    "5.a",
    501,
    """
    Anna; Kalniņa; Inese Kalniņa
    Artūrs; Ozols; Jānis Ozols
    Ģirts; Ābele; Laima Ābele
    Elza; Šmite; Ieva Šmite
    Emīls; Zariņš; Andris Zariņš
    Ieva; Ļaudama; Sandra Ļaudama
    Jānis; Ņikers; Dace Ņikere
    Žanete; Čakste; Ruta Čakste
    """,
)
EIGHTH: Final = _class(
    "8.b",
    801,
    """
    Agnese; Vītola; Maija Vītola
    Ēriks; Krūmiņš; Aivars Krūmiņš
    Kārlis; Balodis; Ilze Balode
    Līga; Pētersone; Gunta Pētersone
    Nils; Rozītis; Velta Rozīte
    Paula; Siliņa; Daina Siliņa
    Rihards; Ķēniņš; Baiba Ķēniņa
    Una; Grava; Zane Grava
    """,
)
TWELFTH: Final = _class(
    "12.c",
    1201,
    """
    Aleksis; Dzenītis; Vita Dzenīte; 14.02.2006
    Beāte; Upmale; Oskars Upmalis; 30.06.2006
    Dāvis; Kupčs; Lilita Kupča; 01.03.2006
    Kristers; Mežaraups; Edgars Mežaraups; 19.08.2006
    Marta; Skuteliņa; Tekla Skuteliņa; 11.05.2007
    Roberts; Tauriņš; Aina Tauriņa; 23.01.2006
    Samanta; Virpša; Elita Virpša; 07.04.2006
    Valters; Ziemelis; Skaidrīte Ziemele; 12.12.2005
    """,
)
"""Of age since their birthdays, but for Marta, who is until May."""
MARTA: Final = next(one for one in TWELFTH if one.first == "Marta")
PUPILS: Final = (*FIFTH, *EIGHTH, *TWELFTH)


def founded(app: Flask) -> None:
    """Write what is there before anybody lends: the school, its Chromebooks, one account."""
    now = datetime.now(UTC)
    with written(app) as session:
        school = Institution(
            code=CODE,
            name="Krasta vidusskola",
            short_name="Krasta vsk.",
            type=InstitutionType.SCHOOL,
            contact_email=f"birojs@{DOMAIN}",
        )
        session.add(school)
        session.flush()
        session.add(Site(institution_id=school.id, name="Krasta iela 1"))
        kind = session.scalars(select(Kind.id).where(Kind.code == "chromebook")).one()
        facts = [
            DeviceFacts(
                asset_tag=tag,
                kind_id=kind,
                institution_id=school.id,
                purpose=Purpose.PUPILS,
                status=Status.AVAILABLE,
                serial_number=f"5CD{tag[2:]}KRS",
                acquired_on=date(2023, 9, 1),
                price_eur=Decimal(350),
            )
            for tag in TAGS
        ]
        create_devices(session, facts, actor=_ACTOR, now=now, today=now.date())
        add_user(
            session,
            ADMIN,
            name=ADMIN_NAME,
            role=Role.SCHOOL_ADMIN,
            institution_ids=[school.id],
        )
