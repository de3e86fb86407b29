"""The first drawing of acts and return slips: PT Sans, quiet rules, room for a pen.

Acts were issued with it, and a reprint has to equal its original: change nothing here that can
be seen. Another look is another package beside this one, under its own number.
"""

from assetmgr.loans.act.layouts.one.act import act
from assetmgr.loans.act.layouts.one.slip import slip

__all__ = ["act", "slip"]
