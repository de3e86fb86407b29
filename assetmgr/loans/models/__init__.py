"""Tables of loans."""

from assetmgr.loans.models.act import Act, ActContent, ActPaper
from assetmgr.loans.models.case import LoanCase
from assetmgr.loans.models.extension import Extension

__all__ = ["Act", "ActContent", "ActPaper", "Extension", "LoanCase"]
