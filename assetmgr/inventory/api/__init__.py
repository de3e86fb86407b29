"""The phones' own interface: JSON, with a sign-in of its own (docs/stocktakes.md)."""

from assetmgr.inventory.api.joining import joining
from assetmgr.inventory.api.phones import phones

blueprints = (joining, phones)
