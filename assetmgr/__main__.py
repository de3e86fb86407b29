"""`python -m assetmgr`."""

from assetmgr.cli import main

main()
