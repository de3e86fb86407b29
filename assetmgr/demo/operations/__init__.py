"""Writing the reference municipality into an empty register."""

from assetmgr.demo.operations.load import load_demo

__all__ = ["load_demo"]
