"""The forecast as a table to keep."""

from flask_babel import gettext

from assetmgr.forecast.pictures import Shown
from assetmgr.web.download import Sheet
from assetmgr.web.words import kind_name


def sheet(shown: Shown) -> Sheet:
    """Every year, institution and kind of which anything falls due or is bought."""
    names = {kind.code: kind_name(kind) for kind in shown.kinds}
    head = (
        gettext("Year"), gettext("Institution"), gettext("Kind"), gettext("Due"),
        gettext("Due again"), gettext("Of unknown age"), gettext("Bought"), gettext("Cost"),
        gettext("Carried over"), gettext("Cost of what is carried over"),
    )  # fmt: skip
    return Sheet(
        "replacement-forecast",
        head,
        [
            (
                year.year,
                shown.institutions[cell.institution],
                names[cell.kind],
                cell.figures.due,
                cell.figures.due_again,
                cell.figures.unknown_age,
                cell.figures.bought,
                cell.figures.cost_eur,
                cell.figures.carried_over,
                cell.figures.carried_over_eur,
            )
            for year in shown.years
            for cell in year.cells
        ],
    )
