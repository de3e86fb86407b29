"""Terms as they will stand on paper, before they hold."""

from io import BytesIO

from assetmgr.agreements.paper.form import numbered, terms_parts
from assetmgr.loans.act.contents import Terms
from assetmgr.loans.act.document import Papers
from assetmgr.loans.act.layouts.one import frame, parts, style

DRAFT = "Noteikumi: priekšskatījums"


def terms_preview(terms: Terms, institution: str) -> bytes:
    """A PDF of the terms in the type and the width of an act."""
    out = BytesIO()
    flow = frame.new_flow()
    parts.centred(flow, institution, style.TEXT + 1)
    parts.centred(flow, DRAFT, style.TITLE, bold=True)
    flow.y -= 4
    terms_parts(flow, terms)
    papers = Papers(out, DRAFT, institution)
    papers.add(numbered(flow, DRAFT))
    papers.close()
    return out.getvalue()
