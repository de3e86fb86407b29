"""Manufacturers and models come into being when they are first named."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.devices.models import Manufacturer, Model
from assetmgr.devices.policy.text import comparable

Named = tuple[str, str]
"""Manufacturer and model as typed."""


def ensure_models(session: Session, named: Iterable[Named]) -> dict[Named, Model]:
    """The model for each (manufacturer, model) name, made where there is none.

    Names are compared without case and outer space; the first spelling stays.
    """
    wanted = set(named)
    known = _known(session)
    found: dict[Named, Model] = {}
    for manufacturer_name, model_name in sorted(wanted):
        keys = (_key(manufacturer_name), _key(model_name))
        if keys not in known:
            known[keys] = _make(session, manufacturer_name, model_name)
        found[manufacturer_name, model_name] = known[keys]
    session.flush()
    return found


def _known(session: Session) -> dict[Named, Model]:
    models = session.scalars(select(Model))
    return {(model.manufacturer.key, model.key): model for model in models}


def _make(session: Session, manufacturer_name: str, model_name: str) -> Model:
    key = _key(manufacturer_name)
    maker = session.scalars(select(Manufacturer).where(Manufacturer.key == key)).one_or_none()
    if maker is None:
        maker = Manufacturer(name=manufacturer_name, key=key)
        session.add(maker)
        session.flush()
    model = Model(manufacturer=maker, name=model_name, key=_key(model_name))
    session.add(model)
    return model


def _key(name: str) -> str:
    return comparable(name) or ""
