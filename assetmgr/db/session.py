"""The session class, with the scope listener and the guard on it."""

from typing import Any

from flask_sqlalchemy.session import Session as FlaskSession

from assetmgr.db.scope import ScopeError, Shared, install, ownership


class ScopedSession(FlaskSession):
    """A session in which everything that reads or writes minds the scope."""

    def get(self, entity: Any, ident: Any, **options: Any) -> Any:
        """As SQLAlchemy's, for shared rows only: the identity map knows no scope.

        Raises:
            ScopeError: `entity` is owned; select it instead.
        """
        if not isinstance(ownership(entity), Shared):
            raise ScopeError(f"select {entity.__name__} instead of get(): the scope must apply")
        return super().get(entity, ident, **options)

    def bulk_save_objects(self, *args: Any, **options: Any) -> None:
        raise ScopeError("bulk statements go through assetmgr.db.bulk")

    def bulk_insert_mappings(self, *args: Any, **options: Any) -> None:
        raise ScopeError("bulk statements go through assetmgr.db.bulk")

    def bulk_update_mappings(self, *args: Any, **options: Any) -> None:
        raise ScopeError("bulk statements go through assetmgr.db.bulk")


install(ScopedSession)
