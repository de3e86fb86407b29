"""Reading institutions, their places and what they told of themselves."""

from assetmgr.institutions.queries.named import Named, institution_ids, named_institutions
from assetmgr.institutions.queries.told import told_on

__all__ = ["Named", "institution_ids", "named_institutions", "told_on"]
