"""Manufacturers and models that rows name: those there are, and those that a file brings in."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.errors import Refused
from assetmgr.devices.models import Manufacturer, Model
from assetmgr.devices.policy.text import comparable
from assetmgr.exchange.cells import line
from assetmgr.i18n.marks import N_

_NAME: Final = 200


@dataclass(frozen=True, slots=True)
class ModelName:
    """A model by its manufacturer and name."""

    manufacturer: str
    name: str

    @property
    def full(self) -> str:
        """Both in one text, as the search has it."""
        return f"{self.manufacturer} {self.name}"


ModelRef = int | ModelName


class Catalog:
    """Finds models by name without case, and remembers which are new."""

    def __init__(self, makers: Iterable[Any], models: Iterable[Any]) -> None:
        """Take rows with the id, name and key of both, of models the manufacturer_id too."""
        self.new_makers: list[str] = []
        self.new_models: list[ModelName] = []
        self.names: dict[int, ModelName] = {}
        self._makers: dict[str | None, str] = {}
        self._models: dict[str | None, dict[str | None, ModelRef]] = defaultdict(dict)
        keys: dict[int, str] = {}
        for maker in makers:
            keys[maker.id] = maker.key
            self._makers[maker.key] = maker.name
        for model in models:
            maker_key = keys[model.manufacturer_id]
            self.names[model.id] = ModelName(self._makers[maker_key], model.name)
            self._models[model.key][maker_key] = model.id

    def model(self, manufacturer: str | None, name: str | None, now: int | None) -> ModelRef | None:
        """The model that a row names; what it leaves blank is as in the model that is there `now`.

        Raises:
            Refused: only one of both is known, or a name is too long.
        """
        present = self.names.get(now) if now is not None else None
        maker = manufacturer or (present.manufacturer if present else None)
        model = name or (present.name if present else None)
        if model is None:
            raise Refused(
                N_("Name the model too: a manufacturer alone cannot be kept."), field="model"
            )
        if maker is None:
            return self._only_model(model)
        return self._known_or_new(maker, model)

    def name_of(self, ref: ModelRef | None) -> ModelName | None:
        """The names of a model, known or new."""
        return self.names[ref] if isinstance(ref, int) else ref

    def _only_model(self, name: str) -> ModelRef:
        known = self._models[comparable(name)]
        if len(known) != 1:
            raise Refused(N_("Name the manufacturer of the model too."), field="manufacturer")
        return next(iter(known.values()))

    def _known_or_new(self, maker: str, name: str) -> ModelRef:
        known = self._models[comparable(name)]
        found = known.get(comparable(maker))
        if found is None:
            found = self._new(maker, name)
            known[comparable(maker)] = found
        return found

    def _new(self, maker: str, name: str) -> ModelName:
        maker_name = line(maker, limit=_NAME)
        if comparable(maker) not in self._makers:
            self._makers[comparable(maker)] = maker_name
            self.new_makers.append(maker_name)
        model = ModelName(self._makers[comparable(maker)], line(name, limit=_NAME))
        self.new_models.append(model)
        return model


def read_catalog(session: Session) -> Catalog:
    """Every manufacturer and model, in two statements."""
    return Catalog(
        session.execute(select(Manufacturer.id, Manufacturer.name, Manufacturer.key)),
        session.execute(select(Model.id, Model.manufacturer_id, Model.name, Model.key)),
    )
