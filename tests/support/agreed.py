"""Agreements, terms and returned loans, for tests that walk all addresses."""

from flask import Flask
from sqlalchemy import select

from assetmgr.agreements.codes import SignedHow
from assetmgr.agreements.models import Consent
from assetmgr.agreements.operations.consents import record_consent
from assetmgr.agreements.operations.terms import ensure_terms
from assetmgr.agreements.policy.evidence import examined
from assetmgr.devices.models import Device
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act
from assetmgr.loans.operations.taking_back import take_back
from tests.support.lending import lend
from tests.support.people import person_of
from tests.support.town import ACTOR, NOW, TODAY, Town
from tests.support.writing import written

SCAN = b"%PDF-1.4 a scanned form"
_RETURNED = {"ABC": ("K-0004", "emils"), "XYZ": ("P-0101", "zane")}


def with_terms(app: Flask, town: Town, code: str) -> str:
    """The code of an institution, which has terms then."""
    with written(app) as session:
        ensure_terms(session, town.institutions[code], actor=ACTOR, now=NOW)
    return code


def consent_of(app: Flask, town: Town, code: str) -> int:
    """An agreement with a scan, for the pupil that stands for an institution."""
    person_id = person_of(app, town, code)
    with written(app) as session:
        known = session.scalars(
            select(Consent.id).where(Consent.person_id == person_id, Consent.sha256.is_not(None))
        ).first()
        if known:
            return known
        file = examined("form.pdf", SCAN)
        told = record_consent(
            session, person_id, SignedHow.PAPER, "A guardian", ACTOR, NOW, file=file
        )
        return told.id


def returned_of(app: Flask, town: Town, code: str) -> int:
    """The act of a loan that has ended with a return, made when first asked for."""
    tag, name = _RETURNED[code]
    with written(app) as session:
        ended = (Act.institution_id == town.institutions[code], Act.status == ActStatus.RETURNED)
        if known := session.scalars(select(Act.id).where(*ended)).first():
            return known
        device = session.scalars(select(Device).where(Device.id == town.devices[tag])).one()
        made = lend(session, town, tag, name)
        told = take_back(session, made.act, device, made.number, actor=ACTOR, now=NOW, today=TODAY)
        return told.id
