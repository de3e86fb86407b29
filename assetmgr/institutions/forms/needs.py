"""What an institution says it still needs: rows for whom, columns of what kind."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import IntegerField

from assetmgr.devices.queries.kinds import NamedKind
from assetmgr.indicators.pictures.stated import COLUMNS, KINDS
from assetmgr.institutions.codes import Audience
from assetmgr.institutions.fields import day, key, whole
from assetmgr.institutions.forms.columns import whole_or_site
from assetmgr.institutions.queries.needs import StatedRow
from assetmgr.institutions.queries.profile import SiteRow
from assetmgr.web.forms import Form
from assetmgr.web.words import kind_name, word


class NeedsForm(Form):
    """How many more devices are needed as of a day; blank is 'not told', zero is none."""

    as_of = day(_("As of"), _("The day on which so many devices are missing."))
    site_id = key(_("For"))

    def offer(
        self, sites: Sequence[SiteRow], kinds: Iterable[NamedKind], stated: Iterable[StatedRow]
    ) -> None:
        """Let one of several sites be chosen, else the whole institution; name the figures.

        What sites and the whole institution state is summed, so the whole is offered beside
        sites only where it stated something before.
        """
        by_site = len(sites) > 1 and not any(row.site_id is None for row in stated)
        self.site_id.choices = whole_or_site(sites)[by_site:]
        self.kinds = {kind.code: kind for kind in kinds}
        for audience, kind in COLUMNS:
            named = f"{kind_name(self.kinds[kind])}, {word(audience)}"
            self.figure(audience, kind).label.text = named[:1].upper() + named[1:]

    @property
    def asked_kinds(self) -> list[NamedKind]:
        """The kinds that are asked about, as columns."""
        return [self.kinds[kind] for kind in KINDS]

    def rows(self) -> list[tuple[Audience, list[IntegerField]]]:
        """For whom, and a field for each of `asked_kinds`."""
        return [(one, [self.figure(one, kind) for kind in KINDS]) for one in Audience]

    def figure(self, audience: Audience, kind: str) -> IntegerField:
        """The field of an audience and the code of a kind."""
        field: IntegerField = self[_field(audience, kind)]
        return field

    def values(self) -> dict[str, Any]:
        """as_of, site_id, and `counts` by audience and id of the kind."""
        counts = {
            (audience, self.kinds[kind].id): self.figure(audience, kind).data
            for audience, kind in COLUMNS
        }
        return {"as_of": self.as_of.data, "site_id": self.site_id.data, "counts": counts}


def told(rows: Iterable[StatedRow]) -> Mapping[str, int]:
    """Field -> figure, of rows that were stated together."""
    return {_field(row.audience, row.kind): row.count for row in rows}


def _field(audience: Audience, kind: str) -> str:
    return f"{audience.value}_{kind}"


for _audience, _kind in COLUMNS:
    setattr(NeedsForm, _field(_audience, _kind), whole(""))
