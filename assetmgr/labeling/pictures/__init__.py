"""Pictures of a label and of a sheet, as SVG for a page."""

from assetmgr.labeling.pictures.label import label_picture
from assetmgr.labeling.pictures.sheet import sheet_picture, sheet_sketch

__all__ = ["label_picture", "sheet_picture", "sheet_sketch"]
