"""What the forms of an institution share."""

from collections.abc import Sequence
from typing import Any, ClassVar

from flask_babel import gettext

from assetmgr.institutions.queries.profile import SiteRow
from assetmgr.web.forms import Form


class ColumnsForm(Form):
    """A form with a field for each of `columns` of a table."""

    columns: ClassVar[tuple[str, ...]]

    def values(self) -> dict[str, Any]:
        """Column -> value."""
        return {name: self[name].data for name in self.columns}


def whole_or_site(sites: Sequence[SiteRow]) -> list[tuple[str, str]]:
    """The whole institution or, where it has several, one of its sites; to choose from."""
    some = sites if len(sites) > 1 else ()
    whole = ("", gettext("the whole institution"))
    return [whole, *((str(site.id), site.name) for site in some)]
