"""Reading institutions, their places and what they told of themselves."""

from assetmgr.institutions.queries.named import Named, named_institutions
from assetmgr.institutions.queries.told import told_on

__all__ = ["Named", "named_institutions", "told_on"]
