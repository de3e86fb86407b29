"""The terms of an institution that wrote none, and what others state against the policy."""

import re
from dataclasses import replace
from typing import Final

from assetmgr.custody.policy.monitoring import first_text
from assetmgr.lending.policy.settings import Policy
from assetmgr.loans.act.contents import Terms
from assetmgr.loans.act.default_terms import default_terms

_KEPT: Final = re.compile(r"(\d+)\s+mēne\w+\s+pēc\s+(?:\w+\s+)?atdošanas", re.IGNORECASE)


def first_terms(policy: Policy) -> Terms:
    """The product's own, true to what the municipality decided."""
    terms = default_terms(policy.forget_after_months)
    return replace(terms, monitoring=first_text(custody_on=policy.custody_on))


def months_stated(text: str) -> set[int]:
    """After how many months from the return terms say that names go, as the first terms say it."""
    return {int(months) for months in _KEPT.findall(text)}
