"""Objects of rows that are stored past the ORM, and what the session knows of them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Mapper, Session, make_transient_to_detached


def plain(mapper: Mapper[Any], columns: Mapping[str, Any]) -> Any:
    """An object of no session, past the constructor, which notes each column as a change."""
    one = mapper.class_manager.new_instance()
    one.__dict__.update(columns)
    return one


def know(session: Session, one: Any) -> None:
    """Let the session know a plain object as its own, of a row that is stored as it is."""
    make_transient_to_detached(one)
    session.add(one)


def read_anew(session: Session, model: type[Any], key: int) -> None:
    """Let the session read the row with this id anew, if it knows it: it was changed past it."""
    mapper: Mapper[Any] = inspect(model)
    known = session.identity_map.get(mapper.identity_key_from_primary_key((key,)))
    if known is not None:
        session.expire(known)
