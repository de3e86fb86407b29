"""A register over the product: everything is computed by its own queries from its own rows."""

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from functools import cache

from sqlalchemy.orm import Session

from assetmgr.devices.queries.standing import age_rows, standing
from assetmgr.indicators.policy.definitions import definitions
from assetmgr.indicators.policy.provision_targets import provision_targets
from assetmgr.indicators.queries import survey_values
from assetmgr.institutions.queries.named import named_institutions
from assetmgr.institutions.queries.needs import stated_needs_on
from assetmgr.institutions.queries.told import facts_on, told_on
from assetmgr.usage.queries import weekly_report
from tests.reference.at_sites import standing_at, told_at
from tests.reference.question import AS_OF
from tests.reference.register import Kinds, Purposes

_Counts = dict[str, Counter[tuple[str, str]]]


class ProductRegister:
    """Answers from a database into which the demo was loaded; each reading is made once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._standing = cache(self._read_standing)
        self._ages = cache(lambda as_of: age_rows(session, as_of))
        self._told = cache(lambda as_of: told_on(session, as_of))
        self._needs = stated_needs_on(session, AS_OF)
        self._types = {one.code: one.type.value for one in named_institutions(session)}

    def institutions(self, institution_type: str) -> list[str]:
        return [code for code, type_ in self._types.items() if type_ == institution_type]

    def count(
        self,
        institution: str,
        kinds: Kinds,
        purposes: Purposes,
        as_of: date,
        site: str | None = None,
    ) -> int:
        counts = self._standing(as_of)[institution]
        if site is not None:
            counts = standing_at(self._session, institution, site, as_of)
        return sum(
            number
            for (kind, purpose), number in counts.items()
            if kind in kinds and (purposes is None or purpose in purposes)
        )

    def ages(
        self, institution_type: str, kinds: Kinds, purposes: Purposes, as_of: date
    ) -> list[date | None]:
        return [
            row.acquired_on
            for row in self._ages(as_of)
            if self._types[row.institution] == institution_type
            and row.kind in kinds
            and (purposes is None or row.purpose in purposes)
            for _ in range(row.count)
        ]

    def headcount(
        self, institution: str, column: str, as_of: date, site: str | None = None
    ) -> Decimal | None:
        if site:
            return told_at(self._session, institution, site, column, as_of)
        return self._told(as_of)[institution].get(column)

    def stated_need(
        self, institution: str, audience: str, kind: str, site: str | None = None
    ) -> int | None:
        stated = [
            need.count
            for need in self._needs
            if (need.institution, need.audience, need.kind) == (institution, audience, kind)
            and (not site or need.site == site)
        ]
        return sum(stated) if stated else None

    def weekly_active(self, first: date, last: date) -> list[tuple[str, int, int]]:
        weeks = weekly_report(self._session, first, last)
        return [(week.name, week.total.active, week.total.fleet) for week in weeks]

    def survey(self, code: str) -> Decimal | None:
        told = [
            value for (_, name), value in facts_on(self._session, AS_OF).items() if name == code
        ]
        if told:
            return sum(told, Decimal())
        code, _, daily = code.partition(" ")
        if daily:
            note = next(one.baseline_note for one in definitions() if one.code == code)
            return Decimal("".join(filter(str.isdigit, note)))
        return survey_values(self._session, AS_OF).get(code)

    def target(self, code: str, school_year: str) -> str:
        found = next(one for one in definitions() if one.code == code)
        target = dict(found.targets)[school_year]
        return f"{'' if target.op == '=' else target.op}{target.value}"

    def provision_target(self, action: str, scope: str) -> tuple[str, str]:
        found = next(
            one for one in provision_targets() if (one.action, one.scope) == (action, scope)
        )
        goal = f"{found.target.op}{found.target.value}"
        return goal, "" if found.optimal is None else f"{found.optimal}"

    def _read_standing(self, as_of: date) -> _Counts:
        counts: _Counts = defaultdict(Counter)
        for row in standing(self._session, as_of):
            counts[row.institution][row.kind, row.purpose] += row.count
        return counts
