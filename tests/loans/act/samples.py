"""Acts and returns to draw; all names are made up."""

from datetime import UTC, date, datetime
from math import cos, sin
from typing import Final

from assetmgr.agreements.codes import SignedHow
from assetmgr.loans.act.accessories import Accessory
from assetmgr.loans.act.contents import (
    AccessoryCount,
    ActContents,
    Contact,
    Device,
    GuardianConsent,
    Official,
    Recipient,
    Relation,
    User,
)
from assetmgr.loans.act.default_terms import DEFAULT_TERMS
from assetmgr.loans.act.returned import AccessoryBack, ReturnContents
from assetmgr.loans.act.signature import Signature, Signer
from assetmgr.loans.codes import ReturnState
from assetmgr.people.codes import PersonRole

CHROMEBOOK: Final = Device(
    name="Chromebook HP Chromebook 11 G9 EE",
    model="Chromebook 11 G9 EE",
    serial_number="5CD1234ĀŽ7",
    inventory_number="01230045",
    asset_tag="K-00123",
    value_eur="1349.00",
    condition="lietots, skrāpējums uz vāka",
)
ACT: Final = ActContents(
    number="A-RAI-123",
    rumis_number="PNA-RAI-77",
    supersedes="A-RAI-99",
    institution="Liepājas Raiņa 6. vidusskola",
    place="Ausekļa iela 64, Liepāja",
    issued_on=date(2026, 11, 22),
    due_on=date(2027, 6, 15),
    device=CHROMEBOOK,
    accessories=(AccessoryCount(Accessory.CHARGER, 1), AccessoryCount(Accessory.BAG, 1)),
    user=User(name="Ģirts Šķēle", class_name="7.b", role=PersonRole.PUPIL),
    recipient=Recipient(name="Žanete Šķēle", relation=Relation.GUARDIAN),
    consent=GuardianConsent(name="Žanete Šķēle", how=SignedHow.LINK, given_on=date(2026, 9, 2)),
    issued_by=Official(name="Anna Ozola", position="bibliotekāre"),
    contact=Contact(name="Juris Bērziņš", email="ikt@skola.example", phone="+371 60000000"),
    terms=DEFAULT_TERMS,
)
RETURN: Final = ReturnContents(
    act_number="A-RAI-123",
    institution="Liepājas Raiņa 6. vidusskola",
    device=CHROMEBOOK,
    returned_on=date(2027, 6, 10),
    state=ReturnState.DAMAGED,
    accessories=(
        AccessoryBack(code=Accessory.CHARGER, given=1, back=1),
        AccessoryBack(code=Accessory.CABLE, given=2, back=1),
    ),
    note="atdeva pirms termiņa",
    damage="ieplaisājis ekrāns",
    handed_in_by="Žanete Šķēle",
    received_by=Official(name="Anna Ozola", position="bibliotekāre"),
)
SIGNATURE: Final = Signature(
    signer=Signer.USER,
    name="Ģirts Šķēle",
    strokes=(
        tuple((0.05 + n / 110, 0.5 + 0.4 * sin(n / 4) * cos(n / 17)) for n in range(100)),
        ((0.3, 0.1),),
    ),
    signed_at=datetime(2026, 11, 22, 22, 30, tzinfo=UTC),
    how=SignedHow.SCREEN,
)
