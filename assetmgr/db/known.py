"""Objects of rows that are stored already, without the ORM's way of making and storing them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Mapper, Session, make_transient_to_detached


def plain(model: type[Any], columns: Mapping[str, Any]) -> Any:
    """An object of no session, past the constructor, which notes each column as a change."""
    mapper: Mapper[Any] = inspect(model)
    one = mapper.class_manager.new_instance()
    one.__dict__.update(columns)
    return one


def know(session: Session, one: Any) -> None:
    """Let the session know a plain object as its own, of a row that is stored as it is."""
    make_transient_to_detached(one)
    session.add(one)
