"""A database that was migrated has the tables that the models describe."""

import sys

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import upgrade

from assetmgr import create_app
from assetmgr.db.base import Base
from assetmgr.extensions import db

SEARCH = "device_search"


def main() -> int:
    """Print each difference; their number decides the exit code."""
    app = create_app()
    with app.app_context():
        upgrade()
        with db.engine.connect() as connection:
            context = MigrationContext.configure(
                connection, opts={"compare_type": True, "include_name": _is_ours}
            )
            differences = compare_metadata(context, Base.metadata)
    for difference in differences:
        print(difference)
    return 1 if differences else 0


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """The full-text tables are the migration's own."""
    return not (kind == "table" and name is not None and name.startswith(SEARCH))


if __name__ == "__main__":
    sys.exit(main())
