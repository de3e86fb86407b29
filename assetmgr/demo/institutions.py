"""Institutions with their sites, buildings, stated needs and other told figures."""

from decimal import Decimal

from assetmgr.demo.rows import (
    PlannedBuilding,
    PlannedFact,
    PlannedInstitution,
    PlannedNeed,
    PlannedSite,
)
from assetmgr.demo.tables import BASELINE, table


def institutions() -> tuple[PlannedInstitution, ...]:
    """11 schools, 19 preschools and the two pool owners."""
    return tuple(PlannedInstitution(**row) for row in table("institutions"))


def sites() -> tuple[PlannedSite, ...]:
    """Every address; one preschool has three."""
    return tuple(PlannedSite(row["institution"], row["site"]) for row in table("sites"))


def buildings() -> tuple[PlannedBuilding, ...]:
    """Buildings with their floors (invented)."""
    return tuple(
        PlannedBuilding(
            row["institution"],
            row["site"],
            row["building"],
            int(row["floors"]),
            row["teaching"] == "yes",
        )
        for row in table("buildings")
    )


def needs() -> tuple[PlannedNeed, ...]:
    """Stated needs of annexes 2 and 3; what was printed n/a or - has no row."""
    return tuple(
        PlannedNeed(
            row["institution"],
            row["site"],
            BASELINE,
            row["audience"],
            row["kind"],
            int(row["count"]),
        )
        for row in table("needs")
    )


def facts() -> tuple[PlannedFact, ...]:
    """Told figures without a headcount column (computing teachers' FTE)."""
    return tuple(
        PlannedFact(row["institution"], BASELINE, row["name"], Decimal(row["value"]))
        for row in table("facts")
    )


def types() -> dict[str, str]:
    """The type of each institution by its code."""
    return {row["code"]: row["type"] for row in table("institutions")}
