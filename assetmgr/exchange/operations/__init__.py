"""Importing files, and keeping uploaded ones until they are imported."""

from assetmgr.exchange.operations.drafts import (
    change_draft,
    draft_or_none,
    drop_draft,
    keep_draft,
    purge_drafts,
)
from assetmgr.exchange.operations.files import apply_plan, import_file, plan_file, plan_table

__all__ = [
    "apply_plan",
    "change_draft",
    "draft_or_none",
    "drop_draft",
    "import_file",
    "keep_draft",
    "plan_file",
    "plan_table",
    "purge_drafts",
]
