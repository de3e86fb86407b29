"""A case and a file of an institution's loan, made when first asked for."""

from decimal import Decimal

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.loans.codes import CaseKind, CaseStatus, Paper
from assetmgr.loans.models import Act, ActPaper, LoanCase
from assetmgr.requests.codes import Channel
from tests.support.lent import act_of
from tests.support.town import ACTOR, NOW, Town
from tests.support.writing import written


def case_of(app: Flask, town: Town, code: str) -> int:
    """A decided case of the institution's loan."""
    act_id = act_of(app, town, code)
    with written(app) as session:
        known = session.scalars(select(LoanCase).where(LoanCase.act_id == act_id)).first()
        return (known or _decided(session, act_id)).id


def paper_of(app: Flask, town: Town, code: str) -> int:
    """A file kept with the institution's loan."""
    act_id = act_of(app, town, code)
    with written(app) as session:
        known = session.scalars(select(ActPaper).where(ActPaper.act_id == act_id)).first()
        return (known or _paper(session, act_id)).id


def _decided(session: Session, act_id: int) -> LoanCase:
    act = session.scalars(select(Act).where(Act.id == act_id)).one()
    case = LoanCase(
        institution_id=act.institution_id,
        act_id=act.id,
        person_id=act.person_id,
        kind=CaseKind.DAMAGE,
        status=CaseStatus.DECIDED,
        channel=Channel.DESK,
        told="Ekrāns",
        told_at=NOW,
        told_by=ACTOR.name,
        decision="Nejaušība",
        amount_eur=Decimal(0),
        decided_at=NOW,
        decided_by=ACTOR.name,
    )
    session.add(case)
    session.flush()
    return case


def _paper(session: Session, act_id: int) -> ActPaper:
    act = session.scalars(select(Act).where(Act.id == act_id)).one()
    paper = ActPaper(
        act_id=act.id,
        institution_id=act.institution_id,
        person_id=act.person_id,
        what=Paper.NOTICE,
        file_name="policija.pdf",
        media_type="application/pdf",
        content=b"%PDF",
        sha256="0" * 64,
        size=4,
        added_at=NOW,
        added_by=ACTOR.name,
    )
    session.add(paper)
    session.flush()
    return paper
