"""Reading devices."""

from assetmgr.devices.queries.standing import AgeRow, StandingRow, age_rows, standing

__all__ = ["AgeRow", "StandingRow", "age_rows", "standing"]
