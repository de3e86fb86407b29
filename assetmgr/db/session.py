"""The session class, with the scope listener and the guard on it."""

from typing import Any, Final

from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session, SessionTransaction

from assetmgr.db.scope import ScopeError, Shared, install, ownership

_CONNECTION: Final = "assetmgr_connection"


class ScopedSession(FlaskSession):
    """A session in which everything that reads or writes minds the scope."""

    def connection(self, *args: Any, **options: Any) -> Connection:
        """As SQLAlchemy's, but the connection of a transaction is not searched each time.

        After a savepoint or a fault it is: who asks first begins the one, or hears of the other.
        """
        kept: Connection | None = self.info.get(_CONNECTION)
        if kept is None or args or options:
            return super().connection(*args, **options)
        return kept

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


def _keep(session: Session, _: SessionTransaction, connection: Connection) -> None:
    session.info[_CONNECTION] = connection


def _let_go(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None or transaction.nested:
        session.info.pop(_CONNECTION, None)


def _let_go_after_fault(session: Session, _: SessionTransaction) -> None:
    session.info.pop(_CONNECTION, None)


event.listen(ScopedSession, "after_begin", _keep)
event.listen(ScopedSession, "after_transaction_create", _let_go)
event.listen(ScopedSession, "after_transaction_end", _let_go)
event.listen(ScopedSession, "after_soft_rollback", _let_go_after_fault)
install(ScopedSession)
