"""What was bought: models, prices, warranties and money sources (plausible, invented)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from assetmgr.demo.chance import pick, share
from assetmgr.demo.tables import day, table
from assetmgr.devices.policy.life import last_of_month

_FUNDINGS = ("municipal",) * 14 + ("institution",) * 3 + ("eu",) * 2 + ("gift",)


@dataclass(frozen=True, slots=True)
class Model:
    """A model that could be bought from `from_year` to `to_year`, both included."""

    kind: str
    manufacturer: str
    name: str
    from_year: int
    to_year: int
    price_eur: Decimal
    warranty_years: int
    aue: date | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """Like devices that arrived at one place on one day (None where the day is not known)."""

    institution: str
    site: str
    kind: str
    purpose: str
    day: date | None
    funding: str = ""

    @property
    def model(self) -> Model:
        """The model of this delivery."""
        return pick(_models(self.kind, (self.day or _UNDATED).year), "model", *self._key)

    @property
    def money(self) -> str:
        """The funding code."""
        return self.funding or _funding(self.kind, self.day or _UNDATED, self._key)

    @property
    def price_eur(self) -> Decimal | None:
        """The price of one device in EUR with VAT; a gift has none."""
        if self.money == "gift":
            return None
        factor = Decimal(round(950 + 100 * share("price", *self._key))) / 1000
        return (self.model.price_eur * factor).quantize(Decimal("0.01"))

    @property
    def warranty_until(self) -> date | None:
        """The last day of the warranty, where the delivery has a day."""
        if self.day is None:
            return None
        return self.day.replace(year=self.day.year + self.model.warranty_years)

    @property
    def notes(self) -> str:
        """What the money binds the device to."""
        if self.money != "recovery_fund" or self.day is None:
            return ""
        return f"Mērķfinansējums: lieto mācību procesā līdz {self.day.year + 5}-12-31"

    @property
    def _key(self) -> tuple[str, str, str]:
        return (self.institution, self.kind, str(self.day))


_UNDATED = date(2017, 1, 1)


def _funding(kind: str, day: date, key: tuple[str, str, str]) -> str:
    if kind == "chromebook":
        return "recovery_fund" if day >= date(2022, 1, 1) else "state"
    return pick(_FUNDINGS, "funding", *key)


@cache
def _models(kind: str, year: int) -> list[Model]:
    found = [m for m in _all_models() if m.kind == kind and m.from_year <= year <= m.to_year]
    if not found:
        raise LookupError(f"data/models.csv has no {kind} for {year}")
    return found


@cache
def _all_models() -> tuple[Model, ...]:
    return tuple(
        Model(
            row["kind"],
            row["manufacturer"],
            row["model"],
            int(row["from_year"]),
            int(row["to_year"]),
            Decimal(row["price_eur"]),
            int(row["warranty_years"]),
            last_of_month(day(f"{row['aue']}-01")) if row["aue"] else None,
        )
        for row in table("models")
    )
